// From pixels to what a backbone reads.
#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace agelens {

// The network sees (pixel - mean) / scale, pixel in 0..255, channels R G B.
struct Normalization {
  std::array<float, 3> mean{};
  std::array<float, 3> scale{1.0F, 1.0F, 1.0F};
};

// `pixels` is (height, width, 3), `planes` the same values as (3, height, width), normalised.
void normalizePixels(std::span<const std::uint8_t> pixels, const Normalization& normalization, std::span<float> planes);
void normalizePixels(std::span<const float> pixels, const Normalization& normalization, std::span<float> planes);

}  // namespace agelens
