// The dense layer y = x·w + b. Shapes as in gemm.h: x is (rows, inputs), w is (inputs, outputs), b is (outputs).
#pragma once

#include <span>

#include "core/nn/activation.h"
#include "core/nn/gemm.h"

namespace agelens {

void denseForward(std::span<const float> x, std::span<const float> w, std::span<const float> b, std::span<float> y,
                  DenseShape shape);

// The same with an activation: z = x·w + b stays for the way back, y = activation(z). Bias and activation are one pass.
void denseForward(std::span<const float> x, std::span<const float> w, std::span<const float> b, Activation activation,
                  std::span<float> z, std::span<float> y, DenseShape shape);

// gradY is the gradient of the loss by x·w + b. Writes those by w and b, and by x unless gradX is empty (the first
// layer's input is data: nobody asks for its gradient).
void denseBackward(std::span<const float> x, std::span<const float> w, std::span<const float> gradY,
                   std::span<float> gradW, std::span<float> gradB, std::span<float> gradX, DenseShape shape);

}  // namespace agelens
