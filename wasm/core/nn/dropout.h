// Inverted dropout: in training, values are zeroed with probability `rate` and the others scaled by 1 / (1 - rate), so
// that the classifier needs no scaling when it predicts.
#pragma once

#include <span>

#include "core/random.h"

namespace agelens {

// In place. mask receives the factor of each value: 0 or 1 / (1 - rate). 0 <= rate < 1.
void dropoutForward(std::span<float> values, std::span<float> mask, double rate, Random& random);

// In place: the gradient by the output becomes that by the input.
void dropoutBackward(std::span<const float> mask, std::span<float> grad);

}  // namespace agelens
