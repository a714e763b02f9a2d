#include "core/eval/metrics.h"

#include <gtest/gtest.h>

#include <limits>
#include <numeric>

#include "golden.h"

namespace agelens {
namespace {

std::vector<std::int32_t> indicesIn(const std::vector<double>& classValues, const std::vector<double>& values) {
  std::vector<std::int32_t> indices;
  for (const double value : values) {
    const auto found = std::find(classValues.begin(), classValues.end(), value);
    indices.push_back(static_cast<std::int32_t>(found - classValues.begin()));
  }
  return indices;
}

std::vector<double> oneHot(const std::vector<std::int32_t>& predicted, std::size_t classes) {
  std::vector<double> probabilities(predicted.size() * classes);
  for (std::size_t i = 0; i < predicted.size(); ++i) {
    probabilities[i * classes + static_cast<std::size_t>(predicted[i])] = 1.0;
  }
  return probabilities;
}

TEST(Metrics, ClassificationFiguresAreScikitLearns) {
  constexpr double tolerance = 1e-12;
  const auto cases = readGoldenCases("classification_metrics.json");
  EXPECT_EQ(cases.size(), 21U);
  for (std::size_t number = 0; number < cases.size(); ++number) {
    SCOPED_TRACE(testing::Message() << "case " << number);
    const auto& expected = cases[number];
    const std::vector<double> values = expected.at("labels");
    const auto labels = indicesIn(values, expected.at("y_true"));
    const auto predicted = indicesIn(values, expected.at("y_pred"));
    const Metrics metrics = computeMetrics(labels, oneHot(predicted, values.size()), values.size(), values).value();

    EXPECT_EQ(metrics.count, static_cast<std::int32_t>(labels.size()));
    EXPECT_NEAR(metrics.accuracy, expected.at("accuracy").get<double>(), tolerance);
    EXPECT_NEAR(*metrics.maeYears, expected.at("mae_years").get<double>(), tolerance);
    EXPECT_NEAR(*metrics.withinOne, expected.at("within_one").get<double>(), tolerance);
    const auto& kappa = expected.at("quadratic_weighted_kappa");
    ASSERT_EQ(metrics.quadraticWeightedKappa.has_value(), !kappa.is_null());
    if (!kappa.is_null()) EXPECT_NEAR(*metrics.quadraticWeightedKappa, kappa.get<double>(), tolerance);

    for (std::size_t i = 0; i < values.size(); ++i) {
      for (std::size_t j = 0; j < values.size(); ++j) {
        EXPECT_EQ(metrics.confusion[i * values.size() + j], expected.at("confusion")[i][j].get<std::int32_t>());
      }
      EXPECT_NEAR(metrics.perClass[i].precision, expected.at("precision")[i].get<double>(), tolerance);
      EXPECT_NEAR(metrics.perClass[i].recall, expected.at("recall")[i].get<double>(), tolerance);
      EXPECT_NEAR(metrics.perClass[i].f1, expected.at("f1")[i].get<double>(), tolerance);
      EXPECT_EQ(metrics.perClass[i].support, expected.at("support")[i].get<std::int32_t>());
    }
    const auto expectAverage = [&](const ClassAverage& average, const char* name) {
      EXPECT_NEAR(average.macro, expected.at("macro").at(name).get<double>(), tolerance) << name;
      EXPECT_NEAR(average.weighted, expected.at("weighted").at(name).get<double>(), tolerance) << name;
    };
    expectAverage(metrics.precision, "precision");
    expectAverage(metrics.recall, "recall");
    expectAverage(metrics.f1, "f1");
  }
}

TEST(Metrics, ProbabilityFiguresAreScikitLearns) {
  for (const auto& expected : readGoldenCases("probability_metrics.json")) {
    std::vector<double> probabilities;
    std::size_t classes = 0;
    for (const auto& row : expected.at("probabilities")) {
      classes = row.size();
      probabilities.insert(probabilities.end(), row.begin(), row.end());
    }
    const std::vector<std::int32_t> labels = expected.at("y");
    const Metrics metrics = computeMetrics(labels, probabilities, classes, {}).value();
    EXPECT_NEAR(metrics.logLoss, expected.at("log_loss").get<double>(), 1e-9);
    EXPECT_NEAR(metrics.ece, expected.at("ece_10_bins").get<double>(), 1e-9);
  }
}

TEST(Metrics, OfClassesThatAreNotOrdinalHaveNoDistances) {
  const Metrics metrics =
      computeMetrics(std::vector<std::int32_t>{0, 1}, std::vector{0.6, 0.4, 0.7, 0.3}, 2, {}).value();
  EXPECT_EQ(metrics.accuracy, 0.5);
  EXPECT_FALSE(metrics.withinOne || metrics.maeYears || metrics.quadraticWeightedKappa);
}

TEST(Metrics, BinsOfTheCalibrationErrorIncludeTheirUpperEdge) {
  // (0.5, 0.6] holds the first two samples, one of them right: |1 - 1.15| / 3; (0.6, 0.7] the third: |1 - 0.65| / 3.
  const std::vector<double> probabilities = {0.55, 0.45, 0.6, 0.4, 0.65, 0.35};
  const Metrics metrics = computeMetrics(std::vector<std::int32_t>{0, 1, 0}, probabilities, 2, {}).value();
  EXPECT_NEAR(metrics.ece, (0.15 + 0.35) / 3.0, 1e-15);
}

TEST(Metrics, ACertainMistakeHasAFiniteLogLoss) {
  const Metrics metrics = computeMetrics(std::vector<std::int32_t>{1}, std::vector{1.0, 0.0}, 2, {}).value();
  EXPECT_NEAR(metrics.logLoss, 36.04365338911715, 1e-9);  // -log(2^-52)
}

TEST(Metrics, OfNothingOrOfWhatIsNoNumberAreAnError) {
  EXPECT_EQ(computeMetrics({}, {}, 2, {}).error().code, "no-predictions");
  const std::vector<double> probabilities = {0.5, std::numeric_limits<double>::quiet_NaN()};
  EXPECT_EQ(computeMetrics(std::vector<std::int32_t>{0}, probabilities, 2, {}).error().code, "diverged");
}

}  // namespace
}  // namespace agelens
