#include "core/eval/persons.h"

#include <gtest/gtest.h>

namespace agelens {
namespace {

TEST(GroupByPerson, NumbersPersonsInTheOrderOfTheirIndices) {
  const Persons persons = groupByPerson(std::vector<std::int32_t>{9, 2, 9, 5});
  EXPECT_EQ(persons.indices, (std::vector<std::int32_t>{2, 5, 9}));
  EXPECT_EQ(persons.ofSample, (std::vector<std::size_t>{2, 0, 2, 1}));
}

TEST(MeasurePersons, EachPersonsFiguresAreOfTheirOwnSamples) {
  const std::vector<std::int32_t> labels = {0, 1, 2};
  const std::vector<double> probabilities = {1, 0, 0, /**/ 1, 0, 0, /**/ 1, 0, 0};
  const auto outcomes = judge(labels, probabilities, 3).value();
  const Persons persons = groupByPerson(std::vector<std::int32_t>{7, 3, 7});
  const auto ordinal = measurePersons(outcomes, persons, std::vector<double>{20, 30, 60});
  ASSERT_EQ(ordinal.size(), 2U);
  EXPECT_EQ(ordinal[0].personIndex, 3);
  EXPECT_EQ(ordinal[0].count, 1);
  EXPECT_EQ(ordinal[0].accuracy, 0.0);
  EXPECT_EQ(ordinal[0].withinOne, 1.0);
  EXPECT_EQ(ordinal[0].maeYears, 10.0);
  EXPECT_EQ(ordinal[1].personIndex, 7);
  EXPECT_EQ(ordinal[1].count, 2);
  EXPECT_EQ(ordinal[1].accuracy, 0.5);
  EXPECT_EQ(ordinal[1].withinOne, 0.5);
  EXPECT_EQ(ordinal[1].maeYears, 20.0);
  EXPECT_FALSE(measurePersons(outcomes, persons, {})[0].withinOne);
  EXPECT_FALSE(measurePersons(outcomes, persons, {})[0].maeYears);
}

}  // namespace
}  // namespace agelens
