// Every loss against central differences, and what its outputs mean.
#include "core/nn/loss.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "gradient.h"

namespace agelens {
namespace {

const std::vector<double> ages = {20, 30, 40, 60};

Loss makeLoss(LossKind kind, double smoothing = 0.0, std::vector<double> weights = {}) {
  return Loss({.kind = kind,
               .classes = 4,
               .classValues = ages,
               .labelSmoothing = smoothing,
               .labelSpread = 0.7,
               .classWeights = std::move(weights)});
}

constexpr std::array allKinds = {LossKind::softmax, LossKind::labelDistribution, LossKind::cumulativeLink,
                                 LossKind::corn, LossKind::ridge};

double logistic(double x) { return 1.0 / (1.0 + std::exp(-x)); }

TEST(Loss, GradientsAreThoseOfCentralDifferences) {
  const std::vector<std::int32_t> labels = {2, 0, 1, 3, 3};
  for (const LossKind kind : allKinds) {
    for (const double smoothing : {0.0, 0.2}) {
      const Loss loss = makeLoss(kind, smoothing, {1.0, 0.5, 2.0, 1.5});
      auto outputs = randomValues(labels.size() * loss.width(), 9);
      auto gradient = outputs;
      loss.backward(gradient, labels);
      expectGradient(
          outputs, gradient, [&] { return loss.forward(outputs, labels); }, 1e-5);
    }
  }
}

TEST(Loss, ProbabilitiesSumToOneAndFollowTheOutputs) {
  for (const LossKind kind : allKinds) {
    const Loss loss = makeLoss(kind);
    const auto outputs = randomValues(50 * loss.width(), 11);
    const auto probabilities = loss.probabilities(outputs);
    ASSERT_EQ(probabilities.size(), 200U);
    for (std::size_t row = 0; row < 50; ++row) {
      double sum = 0.0;
      for (std::size_t c = 0; c < 4; ++c) {
        EXPECT_GE(probabilities[row * 4 + c], 0.0F);
        sum += probabilities[row * 4 + c];
      }
      EXPECT_NEAR(sum, 1.0, 1e-6);
    }
  }
}

TEST(Loss, SoftmaxIsCrossEntropyAndStableForHugeOutputs) {
  const Loss loss({.kind = LossKind::softmax, .classes = 3, .classValues = {}, .classWeights = {}});
  const std::vector<float> outputs = {1e30F, 0.0F, -1e30F, -1e30F, -1e30F, -1e30F};
  EXPECT_DOUBLE_EQ(loss.forward(outputs, std::vector<std::int32_t>{0, 2}), std::log(3.0) / 2.0);
  const float third = 1.0F / 3.0F;
  EXPECT_EQ(loss.probabilities(outputs), (std::vector<float>{1, 0, 0, third, third, third}));
  EXPECT_DOUBLE_EQ(loss.forward(std::vector<float>{0.0F, -200.0F, -200.0F}, std::vector<std::int32_t>{1}), 200.0);
}

TEST(Loss, SmoothingAndWeightsAreTheDefinitions) {
  const std::vector<float> outputs = {0.5F, -1.0F, 2.0F, 0.0F};
  double logSum = 0.0;
  for (const double o : outputs) logSum += std::exp(o);
  logSum = std::log(logSum);
  double expected = 0.0;
  for (std::size_t c = 0; c < 4; ++c) expected += (c == 1 ? 0.9 + 0.025 : 0.025) * (logSum - outputs[c]);
  const Loss loss = makeLoss(LossKind::softmax, 0.1, {1.0, 3.0, 1.0, 1.0});
  EXPECT_NEAR(loss.forward(outputs, std::vector<std::int32_t>{1}), 3.0 * expected, 1e-12);
}

TEST(Loss, LabelDistributionAsksForAGaussianOverTheAges) {
  // The loss is least where the softmax of the outputs is the target, so its gradient is 0 there.
  const Loss loss = makeLoss(LossKind::labelDistribution);
  const double gap = 40.0 / 3.0;
  std::vector<float> outputs;
  outputs.reserve(ages.size());
  for (const double age : ages) {
    outputs.push_back(static_cast<float>(-0.5 * std::pow((age - 30.0) / gap / 0.7, 2.0)));
  }
  loss.backward(outputs, std::vector<std::int32_t>{1});
  for (const float slope : outputs) EXPECT_NEAR(slope, 0.0, 1e-7);
}

TEST(Loss, ThresholdsGiveTheDifferencesOfTheirLogistics) {
  const std::vector<float> outputs = {2.0F, 0.5F, -1.0F};
  const auto p = makeLoss(LossKind::cumulativeLink).probabilities(outputs);
  EXPECT_NEAR(p[0], 1.0 - logistic(2.0), 1e-7);
  EXPECT_NEAR(p[1], logistic(2.0) - logistic(0.5), 1e-7);
  EXPECT_NEAR(p[2], logistic(0.5) - logistic(-1.0), 1e-7);
  EXPECT_NEAR(p[3], logistic(-1.0), 1e-7);
  const auto crossing = makeLoss(LossKind::cumulativeLink).probabilities(std::vector<float>{0.0F, 1.0F, -1.0F});
  EXPECT_EQ(crossing[1], 0.0F);
  EXPECT_NEAR(crossing[0], 0.5, 1e-7);
}

TEST(Loss, CornMultipliesConditionalProbabilitiesAndLooksOnlyAtTheRowsOfEachTask) {
  const std::vector<float> outputs = {2.0F, 0.5F, -1.0F};
  const Loss loss = makeLoss(LossKind::corn);
  const auto p = loss.probabilities(outputs);
  EXPECT_NEAR(p[3], logistic(2.0) * logistic(0.5) * logistic(-1.0), 1e-7);
  EXPECT_NEAR(p[2], logistic(2.0) * logistic(0.5) * (1.0 - logistic(-1.0)), 1e-7);
  // A row of class 1 is above the first threshold, not above the second, and says nothing of the third.
  EXPECT_NEAR(loss.forward(outputs, std::vector<std::int32_t>{1}),
              -std::log(logistic(2.0)) - std::log(1.0 - logistic(0.5)), 1e-7);
}

TEST(Loss, RidgeGivesTheNearestClass) {
  const Loss loss = makeLoss(LossKind::ridge);
  const double gap = 40.0 / 3.0;
  for (const auto& [age, nearest] :
       std::vector<std::pair<double, std::size_t>>{{0, 0}, {24, 0}, {26, 1}, {49, 2}, {51, 3}}) {
    const auto p = loss.probabilities(std::vector<float>{static_cast<float>((age - 40.0) / gap)});
    EXPECT_EQ(largestIndex(p), nearest) << age;
  }
  EXPECT_NEAR(loss.forward(std::vector<float>{1.0F}, std::vector<std::int32_t>{2}), 0.5, 1e-12);
}

TEST(Loss, NamesAreKnown) {
  EXPECT_EQ(parseLoss("corn"), LossKind::corn);
  EXPECT_EQ(nameOf(LossKind::corn), "corn");
  EXPECT_EQ(parseLoss("hinge"), std::nullopt);
}

TEST(Loss, LogLossOfNothingLikelyIsFiniteAndOfNoNumberIsNone) {
  const std::vector<std::int32_t> labels = {1};
  EXPECT_NEAR(meanLogLoss(std::vector<float>{0.25F, 0.75F}, labels, 2), -std::log(0.75), 1e-12);
  EXPECT_NEAR(meanLogLoss(std::vector<float>{1.0F, 0.0F}, labels, 2), -std::log(1e-12), 1e-9);
  EXPECT_TRUE(std::isnan(meanLogLoss(std::vector<float>{NAN, NAN}, labels, 2)));
}

TEST(Loss, LargestIndexIsTheFirstOfEquals) { EXPECT_EQ(largestIndex(std::vector<float>{1, 3, 3, 2}), 1U); }

}  // namespace
}  // namespace agelens
