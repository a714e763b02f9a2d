// Each layer's backward half against central differences of its forward half, and what dropout and softmax promise.
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <numeric>
#include <vector>

#include "core/nn/activation.h"
#include "core/nn/dense.h"
#include "core/nn/dropout.h"
#include "gradient.h"

namespace agelens {
namespace {

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

TEST(Activation, GradientsAreThoseOfCentralDifferences) {
  for (const Activation activation : {Activation::relu, Activation::gelu}) {
    std::vector<float> x = {-3.0F, -1.5F, -0.1F, 0.2F, 1.0F, 3.0F};
    const auto gradY = randomValues(6, 5);
    const auto weightedOutput = [&] {
      std::vector<float> y(6);
      activationForward(activation, x, y);
      return dot(y, gradY);
    };
    auto grad = gradY;
    activationBackward(activation, x, grad);
    expectGradient(x, grad, weightedOutput, 1e-4);
  }
}

TEST(Activation, GeluIsTheTanhForm) {
  // Computed with math.tanh of Python 3.11.
  const std::vector<float> x = {-1000.0F, -1.0F, 0.0F, 0.5F, 2.0F, 1000.0F};
  const std::vector<double> expected = {0.0, -0.15880800939172324, 0.0, 0.34571400982514394, 1.954597694087775, 1000.0};
  std::vector<float> y(6);
  activationForward(Activation::gelu, x, y);
  for (std::size_t i = 0; i < 6; ++i) EXPECT_NEAR(y[i], expected[i], 1e-7) << x[i];
}

TEST(Dense, WithAnActivationIsTheLayerAndThenTheActivation) {
  const DenseShape shape = {5, 7, 3};
  const auto x = randomValues(35, 1), w = randomValues(21, 2), b = randomValues(3, 3);
  std::vector<float> plainZ(15), z(15), y(15), activated(15);
  denseForward(x, w, b, plainZ, shape);
  denseForward(x, w, b, Activation::gelu, z, y, shape);
  activationForward(Activation::gelu, plainZ, activated);
  EXPECT_EQ(z, plainZ);
  EXPECT_EQ(y, activated);
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

}  // namespace
}  // namespace agelens
