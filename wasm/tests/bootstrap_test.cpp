#include "core/eval/bootstrap.h"

#include <gtest/gtest.h>

#include <string>

#include "evaluation_example.h"

namespace agelens {
namespace {

TEST(Bootstrap, IntervalsAreThoseOfScikitLearnOnTheSameResamples) {
  const EvaluationExample example;
  const auto& expected = example.golden.at("intervals");
  const Intervals intervals = *bootstrapIntervals(example.firstOutcomes(), groupByPerson(example.persons),
                                                  example.classes, example.classValues, example.resampling);
  const auto expectInterval = [&](const std::optional<Interval>& interval, const std::string& name) {
    SCOPED_TRACE(name);
    ASSERT_TRUE(interval);
    EXPECT_NEAR(interval->low, expected.at(name)[0].get<double>(), 1e-12);
    EXPECT_NEAR(interval->high, expected.at(name)[1].get<double>(), 1e-12);
  };
  expectInterval(intervals.accuracy, "accuracy");
  expectInterval(intervals.logLoss, "logLoss");
  expectInterval(intervals.ece, "ece");
  expectInterval(intervals.withinOne, "withinOne");
  expectInterval(intervals.maeYears, "maeYears");
  expectInterval(intervals.quadraticWeightedKappa, "quadraticWeightedKappa");
  expectInterval(intervals.precision.macro, "precision.macro");
  expectInterval(intervals.precision.weighted, "precision.weighted");
  expectInterval(intervals.recall.macro, "recall.macro");
  expectInterval(intervals.recall.weighted, "recall.weighted");
  expectInterval(intervals.f1.macro, "f1.macro");
  expectInterval(intervals.f1.weighted, "f1.weighted");
  ASSERT_EQ(intervals.perClass.size(), example.classes);
  for (std::size_t c = 0; c < example.classes; ++c) {
    const std::string prefix = "perClass." + std::to_string(c) + ".";
    expectInterval(intervals.perClass[c].precision, prefix + "precision");
    expectInterval(intervals.perClass[c].recall, prefix + "recall");
    expectInterval(intervals.perClass[c].f1, prefix + "f1");
  }
}

TEST(Bootstrap, TheSameSeedGivesTheSameIntervalsAndAnotherSeedOthers) {
  const EvaluationExample example;
  const auto logLossWith = [&](std::uint64_t seed) {
    return *bootstrapIntervals(example.firstOutcomes(), groupByPerson(example.persons), example.classes, {},
                               {.seed = seed, .resamples = 50})
                ->logLoss;
  };
  EXPECT_EQ(logLossWith(1).low, logLossWith(1).low);
  EXPECT_EQ(logLossWith(1).high, logLossWith(1).high);
  EXPECT_NE(logLossWith(1).low, logLossWith(2).low);
}

TEST(Bootstrap, PersonsAreDrawnWhole) {
  // Each person is all right or all wrong, so accuracies of two drawn persons are 0, 1/2 or 1, whatever their samples.
  std::vector<std::int32_t> labels(20), persons(20);
  std::vector<double> probabilities;
  for (std::size_t i = 0; i < 20; ++i) {
    persons[i] = i < 10 ? 3 : 8;
    probabilities.push_back(i < 10 ? 0.9 : 0.1);
    probabilities.push_back(i < 10 ? 0.1 : 0.9);
  }
  const auto outcomes = judge(labels, probabilities, 2).value();
  const Intervals intervals = *bootstrapIntervals(outcomes, groupByPerson(persons), 2, {}, {});
  EXPECT_EQ(intervals.accuracy->low, 0.0);
  EXPECT_EQ(intervals.accuracy->high, 1.0);
  EXPECT_FALSE(intervals.withinOne || intervals.maeYears || intervals.quadraticWeightedKappa);
  EXPECT_FALSE(intervals.perClass[1].recall || intervals.perClass[1].f1) << "no sample is of the class";
}

TEST(Bootstrap, ResamplesWithoutAKappaAreLeftOut) {
  // Only resamples with both persons have two classes; all is right there, so kappa is 1.
  const auto outcomes = judge(std::vector<std::int32_t>{0, 1}, std::vector{0.9, 0.1, 0.1, 0.9}, 2).value();
  const std::vector<double> values = {20, 30};
  const auto persons = groupByPerson(std::vector<std::int32_t>{0, 1});
  const Intervals intervals = *bootstrapIntervals(outcomes, persons, 2, values, {});
  EXPECT_EQ(intervals.quadraticWeightedKappa->low, 1.0);
  EXPECT_EQ(intervals.recall.macro->low, 0.5) << "a class that is not drawn counts 0 in the mean";

  const auto oneClass = judge(std::vector<std::int32_t>{0, 0}, std::vector{0.9, 0.1, 0.9, 0.1}, 2).value();
  EXPECT_FALSE(bootstrapIntervals(oneClass, persons, 2, values, {})->quadraticWeightedKappa);
}

TEST(Bootstrap, OfOnePersonOrWithoutResamplesThereAreNoIntervals) {
  const auto outcomes = judge(std::vector<std::int32_t>{0, 1}, std::vector{0.9, 0.1, 0.1, 0.9}, 2).value();
  EXPECT_FALSE(bootstrapIntervals(outcomes, groupByPerson(std::vector<std::int32_t>{4, 4}), 2, {}, {}));
  const Resampling none{.seed = 1, .resamples = 0};
  EXPECT_FALSE(bootstrapIntervals(outcomes, groupByPerson(std::vector<std::int32_t>{4, 5}), 2, {}, none));
  EXPECT_EQ(findFault(Resampling{.seed = 1, .resamples = -1})->code, "bad-setting");
  EXPECT_EQ(findFault(Resampling{.seed = 1, .resamples = maxResamples + 1})->code, "bad-setting");
}

TEST(PercentileInterval, QuantilesAreNumpysLinear) {
  // numpy.percentile([0, 10, 20, 30], [2.5, 97.5])
  const Interval interval = percentileInterval({30.0, 0.0, 20.0, 10.0});
  EXPECT_NEAR(interval.low, 0.75, 1e-12);
  EXPECT_NEAR(interval.high, 29.25, 1e-12);
  EXPECT_EQ(percentileInterval({7.0}).low, 7.0);
  EXPECT_EQ(percentileInterval({7.0}).high, 7.0);
}

TEST(DrawPersons, EveryPersonIsDrawnAsOftenAsAnyOther) {
  Random random(3);
  std::vector<std::int32_t> repeats(5), total(5);
  for (int round = 0; round < 2000; ++round) {
    drawPersons(random, repeats);
    std::int32_t drawn = 0;
    for (std::size_t p = 0; p < repeats.size(); ++p) {
      drawn += repeats[p];
      total[p] += repeats[p];
    }
    ASSERT_EQ(drawn, 5);
  }
  for (const std::int32_t count : total) EXPECT_NEAR(count, 2000, 160);  // four standard deviations
}

}  // namespace
}  // namespace agelens
