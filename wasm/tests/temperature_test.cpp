#include "core/eval/temperature.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/eval/metrics.h"
#include "core/random.h"
#include "evaluation_example.h"

namespace agelens {
namespace {

using Labels = std::vector<std::int32_t>;

double lossAt(const EvaluationExample& example, const std::vector<double>& probabilities, double temperature) {
  const auto scaled = applyTemperature(probabilities, example.classes, temperature);
  return computeMetrics(example.labels, scaled, example.classes, {}).value().logLoss;
}

TEST(FitTemperature, FindsTheOptimumOfScipy) {
  const EvaluationExample example;
  const auto expectOptimum = [&](const std::vector<double>& probabilities, const char* name) {
    const auto& expected = example.golden.at("temperatures").at(name);
    const double fitted = fitTemperature(example.labels, probabilities, example.classes).value();
    EXPECT_NEAR(fitted, expected.at("temperature").get<double>(), 1e-6) << name;
    EXPECT_NEAR(lossAt(example, probabilities, fitted), expected.at("logLoss").get<double>(), 1e-9) << name;
  };
  expectOptimum(example.first, "first");
  expectOptimum(example.second, "second");
}

TEST(FitTemperature, NoTemperatureOfADenseGridIsBetter) {
  const EvaluationExample example;
  for (const auto& probabilities : {example.first, example.second}) {
    const double best =
        lossAt(example, probabilities, fitTemperature(example.labels, probabilities, example.classes).value());
    for (double temperature = minTemperature; temperature <= maxTemperature; temperature *= 1.01) {
      ASSERT_LE(best, lossAt(example, probabilities, temperature) + 1e-12) << temperature;
    }
  }
}

TEST(FitTemperature, UndoesATemperature) {
  const EvaluationExample example;
  const auto fit = [&](const std::vector<double>& probabilities) {
    return fitTemperature(example.labels, probabilities, example.classes).value();
  };
  const double before = fit(example.first);
  EXPECT_NEAR(fit(applyTemperature(example.first, example.classes, before)), 1.0, 1e-9);
  EXPECT_NEAR(fit(applyTemperature(example.first, example.classes, 2.0)), before / 2.0, 1e-9);
}

TEST(FitTemperature, StopsAtTheEndsOfItsRange) {
  const std::vector<double> probabilities = {0.6, 0.4, 0.3, 0.7};
  EXPECT_EQ(fitTemperature(Labels{0, 1}, probabilities, 2).value(), minTemperature) << "all is right";
  EXPECT_EQ(fitTemperature(Labels{1, 0}, probabilities, 2).value(), maxTemperature) << "all is wrong";
  EXPECT_EQ(fitTemperature(Labels{1, 0}, std::vector(4, 0.5), 2).value(), 1.0) << "the loss is the same at any";
}

TEST(FitTemperature, CertainMistakesAndNoNumbers) {
  // Half of what is certain is wrong: the best answer is close to a half each.
  const std::vector<double> certain = {1.0, 0.0, 1.0, 0.0};
  EXPECT_EQ(fitTemperature(Labels{0, 1}, certain, 2).value(), maxTemperature);
  EXPECT_EQ(fitTemperature({}, {}, 2).error().code, "no-predictions");
  const std::vector<double> noNumber = {0.5, std::numeric_limits<double>::quiet_NaN()};
  EXPECT_EQ(fitTemperature(Labels{0}, noNumber, 2).error().code, "diverged");
}

TEST(ApplyTemperature, AtOneChangesNothingAndKeepsTheLikeliestClassAtAny) {
  constexpr std::size_t classes = 7;
  Random random(4);
  for (int round = 0; round < 200; ++round) {
    std::vector<double> row(classes);
    double sum = 0.0;
    for (double& p : row) sum += p = std::pow(random.nextUnit(), 5);
    for (double& p : row) p /= sum;
    const auto same = applyTemperature(row, classes, 1.0);
    const auto likeliest = [](const std::vector<double>& p) {
      return std::max_element(p.begin(), p.end()) - p.begin();
    };
    for (std::size_t k = 0; k < classes; ++k) ASSERT_NEAR(same[k], row[k], 1e-7);
    for (const double temperature : {minTemperature, 0.5, 3.0, maxTemperature}) {
      const auto scaled = applyTemperature(row, classes, temperature);
      ASSERT_EQ(likeliest(scaled), likeliest(row));
      double total = 0.0;
      for (const double p : scaled) total += p;
      ASSERT_NEAR(total, 1.0, 1e-12);
    }
  }
}

TEST(ApplyTemperature, RaisesToAPower) {
  const auto scaled = applyTemperature(std::vector{0.8, 0.2, 0.0, 1.0}, 2, 0.5);
  EXPECT_NEAR(scaled[0], 0.64 / 0.68, 1e-15);
  EXPECT_NEAR(scaled[1], 0.04 / 0.68, 1e-15);
  EXPECT_NEAR(scaled[2], 1e-24, 1e-30);
  EXPECT_EQ(scaled[3], 1.0);
}

}  // namespace
}  // namespace agelens
