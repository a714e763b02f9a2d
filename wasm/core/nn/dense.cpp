#include "core/nn/dense.h"

#include <algorithm>
#include <cassert>

namespace agelens {

void denseForward(std::span<const float> x, std::span<const float> w, std::span<const float> b, std::span<float> y,
                  DenseShape shape) {
  assert(b.size() == shape.outputs);
  forwardProduct(x, w, y, shape);
  for (std::size_t row = 0; row < shape.rows; ++row) {
    for (std::size_t j = 0; j < shape.outputs; ++j) y[row * shape.outputs + j] += b[j];
  }
}

void denseForward(std::span<const float> x, std::span<const float> w, std::span<const float> b, Activation activation,
                  std::span<float> z, std::span<float> y, DenseShape shape) {
  assert(b.size() == shape.outputs);
  forwardProduct(x, w, z, shape);
  for (std::size_t row = 0; row < shape.rows; ++row) {
    const std::span<float> line = z.subspan(row * shape.outputs, shape.outputs);
    for (std::size_t j = 0; j < shape.outputs; ++j) line[j] += b[j];
    activationForward(activation, line, y.subspan(row * shape.outputs, shape.outputs));
  }
}

void denseBackward(std::span<const float> x, std::span<const float> w, std::span<const float> gradY,
                   std::span<float> gradW, std::span<float> gradB, std::span<float> gradX, DenseShape shape) {
  assert(gradB.size() == shape.outputs);
  weightGradientProduct(x, gradY, gradW, shape);
  std::fill(gradB.begin(), gradB.end(), 0.0F);
  for (std::size_t row = 0; row < shape.rows; ++row) {
    for (std::size_t j = 0; j < shape.outputs; ++j) gradB[j] += gradY[row * shape.outputs + j];
  }
  if (!gradX.empty()) inputGradientProduct(gradY, w, gradX, shape);
}

}  // namespace agelens
