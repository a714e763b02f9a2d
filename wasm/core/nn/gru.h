// A gated recurrent unit (GRU) over a batch of sequences of one length, and its back-propagation through time.
//
// The form of Cho et al. 2014 (arXiv 1406.1078, equations 5 to 8), in which the reset gate acts before the recurrent
// product (Keras calls it reset_after=False). With s(x) = 1 / (1 + e^-x), * value by value, and h the hidden state of
// the step before, 0 before the first:
//
//   update     z = s(x Wz + h Uz + bz)
//   reset      r = s(x Wr + h Ur + br)
//   candidate  c = tanh(x Wc + (r * h) Uc + bc)
//   hidden         z * h + (1 - z) * c
//
// Sequences lie side by side: row t * rows + i of an array is step t of sequence i.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/matrix.h"

namespace agelens {

struct GruShape {
  std::size_t steps;
  std::size_t rows;  // sequences
  std::size_t inputs;
  std::size_t units;
};

// Weights of one product each with the input and with what is remembered. The gradients have the same form.
struct GruPart {
  Matrix input;             // (inputs, width)
  Matrix recurrent;         // (units, width)
  std::vector<float> bias;  // (width)

  GruPart() = default;
  GruPart(std::size_t inputs, std::size_t units, std::size_t width)
      : input(inputs, width), recurrent(units, width), bias(width) {}
};
struct Gru {
  GruPart gates;      // 2 units wide: update, then reset
  GruPart candidate;  // units wide

  Gru() = default;
  // All weights 0.
  Gru(std::size_t inputs, std::size_t units) : gates(inputs, units, 2 * units), candidate(inputs, units, units) {}
};

// Which step comes first: the first one, or the last one, so that a step knows what comes after it.
enum class GruDirection : std::uint8_t { forward, backward };

// What the way there leaves for the way back; each (steps * rows, units), gates twice as wide.
struct GruState {
  std::vector<float> before;  // the hidden state that each step starts from
  std::vector<float> gates;   // past s
  std::vector<float> reset;   // r * h
  std::vector<float> candidate;
  std::vector<float> hidden;  // the result
};

// x is (steps * rows, inputs). The state takes the size that is needed.
void gruForward(std::span<const float> x, const Gru& gru, GruDirection direction, GruState& state, GruShape shape);

// gradHidden is the gradient of the loss by state.hidden. Writes those by the weights to `gradient`, which is of the
// shape of `gru`, and that by x, (steps * rows, inputs), to gradX.
void gruBackward(std::span<const float> x, const Gru& gru, GruDirection direction, const GruState& state,
                 std::span<const float> gradHidden, Gru& gradient, std::span<float> gradX, GruShape shape);

// The definition, a value at a time: what the version above, which multiplies whole batches, is tested against.
namespace plain {

// state.hidden alone.
std::vector<float> gruForward(std::span<const float> x, const Gru& gru, GruDirection direction, GruShape shape);

}  // namespace plain
}  // namespace agelens
