#include "core/nn/adam.h"

#include <cassert>
#include <cmath>
#include <cstddef>

namespace agelens {

void Adam::beginStep() {
  beta1Power_ *= settings_.beta1;
  beta2Power_ *= settings_.beta2;
}

void Adam::update(std::span<float> parameters, std::span<const float> gradient, AdamMoments& moments) const {
  assert(parameters.size() == gradient.size() && parameters.size() == moments.mean.size());
  const auto beta1 = static_cast<float>(settings_.beta1), beta2 = static_cast<float>(settings_.beta2);
  const auto newMean = static_cast<float>(1.0 - settings_.beta1), newSquare = static_cast<float>(1.0 - settings_.beta2);
  const auto rate = static_cast<float>(settings_.learningRate / (1.0 - beta1Power_));
  const auto squareScale = static_cast<float>(1.0 / (1.0 - beta2Power_));
  const auto epsilon = static_cast<float>(settings_.epsilon);
  // Local pointers tell the vectoriser what the spans' members do not: that the bounds stay put while it writes.
  float* const p = parameters.data();
  const float* const g = gradient.data();
  float* const m = moments.mean.data();
  float* const v = moments.square.data();
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    m[i] = beta1 * m[i] + newMean * g[i];
    v[i] = beta2 * v[i] + newSquare * g[i] * g[i];
    p[i] -= rate * m[i] / (std::sqrt(v[i] * squareScale) + epsilon);
  }
}

}  // namespace agelens
