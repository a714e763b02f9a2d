#include "core/nn/optimizer.h"

#include <cassert>
#include <cmath>
#include <cstddef>

namespace agelens {

std::optional<OptimizerKind> parseOptimizer(std::string_view name) {
  if (name == "adam") return OptimizerKind::adam;
  if (name == "adamw") return OptimizerKind::adamW;
  if (name == "sgd") return OptimizerKind::sgd;
  return std::nullopt;
}

void Optimizer::beginStep(double learningRate) {
  learningRate_ = learningRate;
  beta1Power_ *= settings_.beta1;
  beta2Power_ *= settings_.beta2;
}

void Optimizer::update(std::span<float> parameters, std::span<const float> gradient, Moments& moments,
                       Decay decay) const {
  assert(parameters.size() == gradient.size() && parameters.size() == moments.mean.size());
  const double l2 = decay == Decay::l2 ? settings_.l2 : 0.0;
  const bool isDecoupled = settings_.kind == OptimizerKind::adamW;
  const auto penalty = static_cast<float>(isDecoupled ? 0.0 : l2);
  const auto kept = static_cast<float>(isDecoupled ? 1.0 - learningRate_ * l2 : 1.0);
  // Local pointers tell the vectoriser what the spans' members do not: that the bounds stay put while it writes.
  const std::size_t count = parameters.size();
  float* const p = parameters.data();
  const float* const g = gradient.data();
  float* const m = moments.mean.data();
  float* const v = moments.square.data();
  if (settings_.kind == OptimizerKind::sgd) {
    const auto momentum = static_cast<float>(settings_.momentum), rate = static_cast<float>(learningRate_);
    for (std::size_t i = 0; i < count; ++i) {
      m[i] = momentum * m[i] + (g[i] + penalty * p[i]);
      p[i] -= rate * m[i];
    }
    return;
  }
  const auto beta1 = static_cast<float>(settings_.beta1), beta2 = static_cast<float>(settings_.beta2);
  const auto newMean = static_cast<float>(1.0 - settings_.beta1), newSquare = static_cast<float>(1.0 - settings_.beta2);
  const auto rate = static_cast<float>(learningRate_ / (1.0 - beta1Power_));
  const auto squareScale = static_cast<float>(1.0 / (1.0 - beta2Power_));
  const auto epsilon = static_cast<float>(settings_.epsilon);
  for (std::size_t i = 0; i < count; ++i) {
    const float slope = g[i] + penalty * p[i];
    m[i] = beta1 * m[i] + newMean * slope;
    v[i] = beta2 * v[i] + newSquare * slope * slope;
    p[i] = kept * p[i] - rate * m[i] / (std::sqrt(v[i] * squareScale) + epsilon);
  }
}

}  // namespace agelens
