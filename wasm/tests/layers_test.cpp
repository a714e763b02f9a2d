// Each layer's backward half against central differences of its forward half, and what dropout and softmax promise.
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <numeric>
#include <vector>

#include "core/nn/activation.h"
#include "core/nn/dense.h"
#include "core/nn/dropout.h"
#include "core/nn/loss.h"

namespace agelens {
namespace {

std::vector<float> randomValues(std::size_t count, std::uint64_t seed) {
  Random random(seed);
  std::vector<float> values(count);
  for (float& value : values) value = static_cast<float>(random.nextUniform(-1.0, 1.0));
  return values;
}

double dot(const std::vector<float>& a, const std::vector<float>& b) {
  return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

// Compares `gradient` with (f(x + step) - f(x - step)) / 2 step, one value of `at` at a time. `f` reads `at`.
void expectGradient(std::vector<float>& at, const std::vector<float>& gradient, const std::function<double()>& f,
                    double tolerance) {
  ASSERT_EQ(at.size(), gradient.size());
  for (std::size_t i = 0; i < at.size(); ++i) {
    const float original = at[i];
    at[i] = original + 0x1p-8F;
    const float above = at[i];
    const double upper = f();
    at[i] = original - 0x1p-8F;
    const double numeric = (upper - f()) / (static_cast<double>(above) - at[i]);
    at[i] = original;
    EXPECT_NEAR(gradient[i], numeric, tolerance) << "value " << i;
  }
}

TEST(Dense, GradientsAreThoseOfCentralDifferences) {
  const DenseShape shape = {5, 7, 3};
  auto x = randomValues(35, 1), w = randomValues(21, 2), b = randomValues(3, 3);
  const auto gradY = randomValues(15, 4);
  const auto weightedOutput = [&] {
    std::vector<float> y(15);
    denseForward(x, w, b, y, shape);
    return dot(y, gradY);
  };
  std::vector<float> gradX(35), gradW(21), gradB(3);
  denseBackward(x, w, gradY, gradW, gradB, gradX, shape);
  expectGradient(x, gradX, weightedOutput, 1e-4);
  expectGradient(w, gradW, weightedOutput, 1e-4);
  expectGradient(b, gradB, weightedOutput, 1e-4);
}

TEST(Dense, InputGradientIsLeftOutOnRequest) {
  const std::vector<float> x = {1, 2}, w = {3, 4}, gradY = {5};
  std::vector<float> gradW(2), gradB(1);
  denseBackward(x, w, gradY, gradW, gradB, {}, {1, 2, 1});
  EXPECT_EQ(gradW, (std::vector<float>{5, 10}));
  EXPECT_EQ(gradB, (std::vector<float>{5}));
}

TEST(Relu, GradientIsThatOfCentralDifferences) {
  std::vector<float> x = {-1.5F, -0.1F, 0.2F, 3.0F};
  const std::vector<float> gradY = {1.0F, 2.0F, 3.0F, 4.0F};
  const auto weightedOutput = [&] {
    auto y = x;
    reluForward(y);
    return dot(y, gradY);
  };
  auto y = x, grad = gradY;
  reluForward(y);
  reluBackward(y, grad);
  expectGradient(x, grad, weightedOutput, 1e-4);
}

TEST(Dropout, GradientIsThatOfCentralDifferencesUnderTheSameMask) {
  auto x = randomValues(20, 5);
  const auto gradY = randomValues(20, 6);
  std::vector<float> mask(20);
  const auto weightedOutput = [&] {
    auto y = x;
    Random random(7);
    dropoutForward(y, mask, 0.4, random);
    return dot(y, gradY);
  };
  weightedOutput();
  auto grad = gradY;
  dropoutBackward(mask, grad);
  expectGradient(x, grad, weightedOutput, 1e-4);
}

TEST(Dropout, DropsItsShareAndKeepsTheMean) {
  std::vector<float> values(100000, 1.0F), mask(100000);
  Random random(1);
  dropoutForward(values, mask, 0.25, random);
  const auto dropped = std::count(values.begin(), values.end(), 0.0F);
  EXPECT_NEAR(static_cast<double>(dropped) / 100000.0, 0.25, 0.01);
  EXPECT_NEAR(std::accumulate(values.begin(), values.end(), 0.0) / 100000.0, 1.0, 0.01);
  EXPECT_EQ(values, mask);
}

TEST(Dropout, OfRateZeroChangesNothing) {
  auto values = randomValues(50, 8);
  const auto before = values;
  std::vector<float> mask(50);
  Random random(1);
  dropoutForward(values, mask, 0.0, random);
  EXPECT_EQ(values, before);
}

TEST(Loss, GradientIsThatOfCentralDifferences) {
  auto logits = randomValues(12, 9);
  const std::vector<std::int32_t> labels = {2, 0, 1};
  auto gradient = logits;
  softmaxForward(gradient, 4);
  softmaxCrossEntropyBackward(gradient, labels, 4);
  expectGradient(
      logits, gradient, [&] { return crossEntropyForward(logits, labels, 4); }, 1e-5);
}

TEST(Loss, IsStableForHugeLogits) {
  std::vector<float> logits = {1e30F, 0.0F, -1e30F, -1e30F, -1e30F, -1e30F};
  EXPECT_DOUBLE_EQ(crossEntropyForward(logits, std::vector<std::int32_t>{0, 2}, 3), std::log(3.0) / 2.0);
  softmaxForward(logits, 3);
  const float third = 1.0F / 3.0F;
  EXPECT_EQ(logits, (std::vector<float>{1, 0, 0, third, third, third}));
}

TEST(Loss, CountsTinyProbabilitiesExactly) {
  const std::vector<float> logits = {0.0F, -200.0F};
  EXPECT_DOUBLE_EQ(crossEntropyForward(logits, std::vector<std::int32_t>{1}, 2), 200.0);
}

TEST(Loss, LargestIndexIsTheFirstOfEquals) { EXPECT_EQ(largestIndex(std::vector<float>{1, 3, 3, 2}), 1U); }

}  // namespace
}  // namespace agelens
