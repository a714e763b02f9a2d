// What hidden layers apply to their outputs, value by value.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace agelens {

enum class Activation : std::uint8_t {
  relu,  // max(x, 0)
  gelu,  // x / 2 (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3))), the tanh form of Hendrycks and Gimpel 2016
};

// `relu` or `gelu`.
std::optional<Activation> parseActivation(std::string_view name);
std::string_view nameOf(Activation activation);

// y may be x itself.
void activationForward(Activation activation, std::span<const float> x, std::span<float> y);

// In place: grad holds the gradient by y before and by x after.
void activationBackward(Activation activation, std::span<const float> x, std::span<float> grad);

}  // namespace agelens
