#include "core/eval/comparison.h"

#include <gtest/gtest.h>

#include "evaluation_example.h"

namespace agelens {
namespace {

ComparisonRequest exampleRequest(const EvaluationExample& example) {
  return {.labels = example.labels,
          .persons = example.persons,
          .first = example.first,
          .second = example.second,
          .classes = example.classes,
          .classValues = example.classValues,
          .resampling = example.resampling};
}

TEST(CompareRuns, DifferencesAreThoseOfScikitLearnOnTheSameResamples) {
  const EvaluationExample example;
  const auto& expected = example.golden.at("comparison");
  const Comparison comparison = compareRuns(exampleRequest(example)).value();
  EXPECT_EQ(comparison.count, static_cast<std::int32_t>(example.labels.size()));
  EXPECT_EQ(comparison.onlyFirstRight, expected.at("onlyFirstRight").get<std::int32_t>());
  EXPECT_EQ(comparison.onlySecondRight, expected.at("onlySecondRight").get<std::int32_t>());
  EXPECT_NEAR(comparison.mcNemarP, expected.at("mcNemarP").get<double>(), 1e-12);
  const auto expectDifference = [&](const Difference& difference, const char* name) {
    const auto& golden = expected.at("differences").at(name);
    EXPECT_NEAR(difference.value, golden.at("value").get<double>(), 1e-12) << name;
    ASSERT_TRUE(difference.interval) << name;
    EXPECT_NEAR(difference.interval->low, golden.at("interval")[0].get<double>(), 1e-12) << name;
    EXPECT_NEAR(difference.interval->high, golden.at("interval")[1].get<double>(), 1e-12) << name;
  };
  expectDifference(comparison.accuracy, "accuracy");
  expectDifference(comparison.logLoss, "logLoss");
  expectDifference(*comparison.maeYears, "maeYears");
}

TEST(CompareRuns, ARunComparedWithItselfDiffersInNothing) {
  const EvaluationExample example;
  ComparisonRequest request = exampleRequest(example);
  request.second = request.first;
  const Comparison comparison = compareRuns(request).value();
  EXPECT_EQ(comparison.mcNemarP, 1.0);
  EXPECT_EQ(comparison.logLoss.value, 0.0);
  EXPECT_EQ(comparison.logLoss.interval->low, 0.0);
  EXPECT_EQ(comparison.logLoss.interval->high, 0.0);
}

TEST(CompareRuns, LeavesOutWhatIsNotDefined) {
  const EvaluationExample example;
  ComparisonRequest request = exampleRequest(example);
  request.classValues.clear();
  EXPECT_FALSE(compareRuns(request).value().maeYears);
  request.persons.assign(request.persons.size(), 5);
  EXPECT_FALSE(compareRuns(request).value().accuracy.interval) << "one person";
  EXPECT_EQ(compareRuns({}).error().code, "no-predictions");
  request.resampling.resamples = -1;
  EXPECT_EQ(compareRuns(request).error().code, "bad-setting");
}

TEST(McNemarP, IsScipysBinomialTest) {
  const auto cases = readGoldenJson("evaluation.json").at("mcNemar");
  EXPECT_EQ(cases.size(), 11U);
  for (const auto& row : cases) {
    const double expected = row[2];
    EXPECT_NEAR(mcNemarP(row[0], row[1]), expected, 1e-10 * expected) << row;
  }
}

}  // namespace
}  // namespace agelens
