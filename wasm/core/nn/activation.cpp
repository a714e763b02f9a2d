#include "core/nn/activation.h"

#include <cassert>
#include <cstddef>

#include "core/elementary.h"

namespace agelens {
namespace {

constexpr double rootTwoOverPi = 0.79788456080286535588;
constexpr double cubicTerm = 0.044715;

// A large argument makes e^2x infinite and the quotient 0, which is what is wanted.
double tanhOf(double x) { return 1.0 - 2.0 / (exactExp(2.0 * x) + 1.0); }

double geluInner(double x) { return rootTwoOverPi * (x + cubicTerm * x * x * x); }

float gelu(float value) {
  const double x = value;
  return static_cast<float>(0.5 * x * (1.0 + tanhOf(geluInner(x))));
}

double geluSlope(double x) {
  const double t = tanhOf(geluInner(x));
  return 0.5 * (1.0 + t) + 0.5 * x * (1.0 - t * t) * rootTwoOverPi * (1.0 + 3.0 * cubicTerm * x * x);
}

}  // namespace

std::optional<Activation> parseActivation(std::string_view name) {
  if (name == "relu") return Activation::relu;
  if (name == "gelu") return Activation::gelu;
  return std::nullopt;
}

std::string_view nameOf(Activation activation) { return activation == Activation::relu ? "relu" : "gelu"; }

void activationForward(Activation activation, std::span<const float> x, std::span<float> y) {
  assert(x.size() == y.size());
  if (activation == Activation::gelu) {
    for (std::size_t i = 0; i < x.size(); ++i) y[i] = gelu(x[i]);
    return;
  }
  // A NaN fails the comparison and stays, so that a diverged training shows in its loss.
  for (std::size_t i = 0; i < x.size(); ++i) y[i] = x[i] < 0.0F ? 0.0F : x[i];
}

void activationBackward(Activation activation, std::span<const float> x, std::span<float> grad) {
  assert(x.size() == grad.size());
  if (activation == Activation::gelu) {
    for (std::size_t i = 0; i < x.size(); ++i) grad[i] = static_cast<float>(grad[i] * geluSlope(x[i]));
    return;
  }
  for (std::size_t i = 0; i < x.size(); ++i) grad[i] = x[i] > 0.0F ? grad[i] : 0.0F;
}

}  // namespace agelens
