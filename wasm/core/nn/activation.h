// The rectified linear unit, y = max(x, 0).
#pragma once

#include <span>

namespace agelens {

// In place: values holds x before and y after.
void reluForward(std::span<float> values);

// In place: grad holds the gradient by y before and by x after. y is what reluForward left.
void reluBackward(std::span<const float> y, std::span<float> grad);

}  // namespace agelens
