// The optimizers against their definitions in double precision; Adam's golden steps are in golden_head_test.cpp.
#include "core/nn/optimizer.h"

#include <gtest/gtest.h>

#include <cmath>

#include "gradient.h"

namespace agelens {
namespace {

constexpr double rate = 0.05;

std::vector<float> optimised(const OptimizerSettings& settings, Optimizer::Decay decay, int steps) {
  auto parameters = randomValues(20, 1);
  Optimizer optimizer(settings);
  Moments moments(20);
  for (int step = 0; step < steps; ++step) {
    optimizer.beginStep(rate);
    optimizer.update(parameters, randomValues(20, static_cast<std::uint64_t>(step) + 2), moments, decay);
  }
  return parameters;
}

TEST(Optimizer, SgdAccumulatesMomentumAndPenalty) {
  const auto parameters = optimised({.kind = OptimizerKind::sgd, .l2 = 0.1, .momentum = 0.8}, Optimizer::Decay::l2, 5);
  const auto start = randomValues(20, 1);
  for (std::size_t i = 0; i < 20; ++i) {
    double p = start[i], m = 0.0;
    for (std::uint64_t step = 0; step < 5; ++step) {
      m = 0.8 * m + randomValues(20, step + 2)[i] + 0.1 * p;
      p -= rate * m;
    }
    EXPECT_NEAR(parameters[i], p, 1e-5);
  }
}

TEST(Optimizer, AdamWDecaysBesideTheStepAndAdamInTheGradient) {
  const auto decoupled = optimised({.kind = OptimizerKind::adamW, .l2 = 0.1}, Optimizer::Decay::l2, 5);
  const auto coupled = optimised({.kind = OptimizerKind::adam, .l2 = 0.1}, Optimizer::Decay::l2, 5);
  const auto start = randomValues(20, 1);
  for (std::size_t i = 0; i < 20; ++i) {
    for (const bool isDecoupled : {true, false}) {
      double p = start[i], m = 0.0, v = 0.0;
      for (int step = 1; step <= 5; ++step) {
        const double g = randomValues(20, static_cast<std::uint64_t>(step) + 1)[i] + (isDecoupled ? 0.0 : 0.1 * p);
        m = 0.9 * m + 0.1 * g;
        v = 0.999 * v + 0.001 * g * g;
        if (isDecoupled) p -= rate * 0.1 * p;
        p -= rate * (m / (1.0 - std::pow(0.9, step))) / (std::sqrt(v / (1.0 - std::pow(0.999, step))) + 1e-7);
      }
      EXPECT_NEAR((isDecoupled ? decoupled : coupled)[i], p, 1e-4);
    }
  }
}

TEST(Optimizer, BiasesDoNotDecay) {
  for (const OptimizerKind kind : {OptimizerKind::adam, OptimizerKind::adamW, OptimizerKind::sgd}) {
    EXPECT_EQ(optimised({.kind = kind, .l2 = 0.5}, Optimizer::Decay::none, 3),
              optimised({.kind = kind, .l2 = 0.0}, Optimizer::Decay::l2, 3));
  }
}

}  // namespace
}  // namespace agelens
