// How large a classifier may be: far above any use, and small enough that its training fits the memory of a page.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace agelens {

constexpr std::size_t maxLayers = 16;
constexpr std::size_t maxWidth = 65536;
constexpr std::uint64_t maxParameters = std::uint64_t{1} << 26U;

// Weights and biases of dense layers of the given widths on `dimension` inputs. Cannot overflow within the limits on
// layers and widths.
inline std::uint64_t countParameters(std::uint64_t dimension, std::span<const std::size_t> widths) {
  std::uint64_t count = 0;
  std::uint64_t inputs = dimension;
  for (const std::uint64_t outputs : widths) {
    count += (inputs + 1) * outputs;
    inputs = outputs;
  }
  return count;
}

}  // namespace agelens
