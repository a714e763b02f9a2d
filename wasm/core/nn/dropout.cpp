#include "core/nn/dropout.h"

#include <cassert>
#include <cstddef>

namespace agelens {

void dropoutForward(std::span<float> values, std::span<float> mask, double rate, Random& random) {
  assert(values.size() == mask.size() && rate >= 0.0 && rate < 1.0);
  const auto threshold = static_cast<float>(rate);
  const auto kept = static_cast<float>(1.0 / (1.0 - rate));
  for (std::size_t i = 0; i < values.size(); ++i) {
    mask[i] = random.nextUnit() < threshold ? 0.0F : kept;
    values[i] *= mask[i];
  }
}

void dropoutBackward(std::span<const float> mask, std::span<float> grad) {
  assert(mask.size() == grad.size());
  for (std::size_t i = 0; i < grad.size(); ++i) grad[i] *= mask[i];
}

}  // namespace agelens
