// The three matrix products of a dense layer, over flat row-major arrays.
//
// Every element of a result is summed in the order of the shared dimension, starting from 0, one multiplication and one
// addition a term. The order is part of the contract: it makes the fast and the plain versions, and every build of
// them, agree bit for bit.
#pragma once

#include <cstddef>
#include <span>

namespace agelens {

// A dense layer seen by `rows` examples at once: x is (rows, inputs), w is (inputs, outputs), y and its gradient g are
// (rows, outputs). Any size is allowed, 0 included; results must not overlap operands.
struct DenseShape {
  std::size_t rows;
  std::size_t inputs;
  std::size_t outputs;
};

// y = x·w
void forwardProduct(std::span<const float> x, std::span<const float> w, std::span<float> y, DenseShape shape);

// gradW = xᵀ·g, (inputs, outputs)
void weightGradientProduct(std::span<const float> x, std::span<const float> g, std::span<float> gradW,
                           DenseShape shape);

// gradX = g·wᵀ, (rows, inputs)
void inputGradientProduct(std::span<const float> g, std::span<const float> w, std::span<float> gradX, DenseShape shape);

// The definition, as three loops: what the fast versions are tested against.
namespace plain {

void forwardProduct(std::span<const float> x, std::span<const float> w, std::span<float> y, DenseShape shape);
void weightGradientProduct(std::span<const float> x, std::span<const float> g, std::span<float> gradW,
                           DenseShape shape);
void inputGradientProduct(std::span<const float> g, std::span<const float> w, std::span<float> gradX, DenseShape shape);

}  // namespace plain
}  // namespace agelens
