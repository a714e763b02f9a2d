#include "core/nn/activation.h"

#include <cassert>
#include <cstddef>

namespace agelens {

void reluForward(std::span<float> values) {
  // A NaN fails the comparison and stays, so that a diverged training shows in its loss.
  for (float& value : values) value = value < 0.0F ? 0.0F : value;
}

void reluBackward(std::span<const float> y, std::span<float> grad) {
  assert(y.size() == grad.size());
  for (std::size_t i = 0; i < grad.size(); ++i) grad[i] = y[i] > 0.0F ? grad[i] : 0.0F;
}

}  // namespace agelens
