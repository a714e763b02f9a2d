#include "core/eval/reliability.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/eval/metrics.h"
#include "evaluation_example.h"

namespace agelens {
namespace {

std::vector<Outcome> outcomesOf(const std::vector<double>& confidences, const std::vector<std::int32_t>& labels) {
  std::vector<double> probabilities;
  for (const double confidence : confidences) {
    probabilities.push_back(confidence);
    probabilities.push_back(1.0 - confidence);
  }
  return judge(labels, probabilities, 2).value();
}

TEST(ReliabilityBins, HoldTheirUpperEdge) {
  const auto bins = reliabilityBins(outcomesOf({0.55, 0.6, 0.65, 1.0}, {0, 1, 0, 0}));
  EXPECT_EQ(bins[5].low, 0.5);
  EXPECT_EQ(bins[5].high, 0.6);
  EXPECT_EQ(bins[5].count, 2);
  EXPECT_NEAR(bins[5].meanProbability, 0.575, 1e-15);
  EXPECT_EQ(bins[5].accuracy, 0.5);
  EXPECT_EQ(bins[6].count, 1);
  EXPECT_EQ(bins[9].count, 1);
  EXPECT_EQ(bins[0].count, 0);
  EXPECT_EQ(bins[0].meanProbability, 0.0);
  EXPECT_EQ(bins[0].accuracy, 0.0);
}

TEST(ReliabilityBins, AddUpToTheCalibrationError) {
  const EvaluationExample example;
  double error = 0.0;
  for (const ReliabilityBin& bin : reliabilityBins(example.firstOutcomes())) {
    error += bin.count * std::fabs(bin.accuracy - bin.meanProbability);
  }
  const Metrics metrics = computeMetrics(example.labels, example.first, example.classes, {}).value();
  EXPECT_NEAR(error / metrics.count, metrics.ece, 1e-14);
}

TEST(CoverageCurve, HasAPointForEachConfidence) {
  const std::vector<double> values = {20, 35};
  const auto curve = coverageCurve(outcomesOf({0.6, 0.9, 0.75, 0.75}, {1, 0, 0, 1}), values);
  ASSERT_EQ(curve.size(), 3U);
  EXPECT_EQ(curve[0].threshold, 0.9);
  EXPECT_EQ(curve[0].coverage, 0.25);
  EXPECT_EQ(curve[0].accuracy, 1.0);
  EXPECT_EQ(curve[0].maeYears, 0.0);
  EXPECT_EQ(curve[1].threshold, 0.75);
  EXPECT_EQ(curve[1].coverage, 0.75);
  EXPECT_EQ(curve[1].accuracy, 2.0 / 3.0);
  EXPECT_EQ(curve[1].maeYears, 5.0);
  EXPECT_EQ(curve[2].threshold, 0.6);
  EXPECT_EQ(curve[2].coverage, 1.0);
  EXPECT_EQ(curve[2].accuracy, 0.5);
  EXPECT_EQ(curve[2].maeYears, 7.5);
  EXPECT_FALSE(coverageCurve(outcomesOf({0.6}, {1}), {})[0].maeYears);
}

TEST(CoverageCurve, IsThinnedEvenly) {
  std::vector<double> confidences(1001);
  for (std::size_t i = 0; i < confidences.size(); ++i) confidences[i] = 0.5 + static_cast<double>(i) / 4096.0;
  const auto curve = coverageCurve(outcomesOf(confidences, std::vector<std::int32_t>(1001)), {});
  ASSERT_EQ(curve.size(), maxCoveragePoints);
  for (std::size_t i = 0; i < curve.size(); ++i) {
    EXPECT_EQ(curve[i].threshold, 0.5 + static_cast<double>(1000 - 10 * i) / 4096.0);
  }
  EXPECT_EQ(curve.back().coverage, 1.0);
  confidences.resize(101);
  EXPECT_EQ(coverageCurve(outcomesOf(confidences, std::vector<std::int32_t>(101)), {}).size(), 101U);
  confidences.resize(102, 0.99);
  EXPECT_EQ(coverageCurve(outcomesOf(confidences, std::vector<std::int32_t>(102)), {}).size(), 101U);
}

}  // namespace
}  // namespace agelens
