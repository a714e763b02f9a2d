#include "core/image/perceptual_hash.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cstddef>

#include "core/elementary.h"
#include "core/image/resize.h"

namespace agelens {
namespace {

constexpr int frequencies = 8;
using Coefficients = std::array<double, std::size_t{frequencies} * frequencies>;
using Waves = std::array<std::array<double, greySide>, frequencies>;

Waves makeWaves() {
  constexpr double step = 3.14159265358979323846 / (2.0 * greySide);
  Waves waves{};
  for (std::size_t u = 0; u < frequencies; ++u) {
    for (std::size_t i = 0; i < greySide; ++i) {
      waves[u][i] = exactCos(static_cast<double>((2 * i + 1) * (u + 1)) * step);
    }
  }
  return waves;
}

// (v, u), not scaled: all coefficients would be by the same factor.
Coefficients transform(std::span<const std::uint8_t> grey) {
  const Waves waves = makeWaves();
  Waves across{};  // of each row, by u
  for (std::size_t u = 0; u < frequencies; ++u) {
    for (std::size_t y = 0; y < greySide; ++y) {
      for (std::size_t x = 0; x < greySide; ++x) across[u][y] += grey[y * greySide + x] * waves[u][x];
    }
  }
  Coefficients coefficients{};
  for (std::size_t v = 0; v < frequencies; ++v) {
    for (std::size_t u = 0; u < frequencies; ++u) {
      for (std::size_t y = 0; y < greySide; ++y) coefficients[v * frequencies + u] += across[u][y] * waves[v][y];
    }
  }
  return coefficients;
}

std::uint64_t aboveMedian(const Coefficients& coefficients) {
  Coefficients sorted = coefficients;
  std::sort(sorted.begin(), sorted.end());
  const double median = (sorted[sorted.size() / 2 - 1] + sorted[sorted.size() / 2]) / 2.0;
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < coefficients.size(); ++i) {
    if (coefficients[i] > median) bits |= std::uint64_t{1} << i;
  }
  return bits;
}

}  // namespace

std::vector<std::uint8_t> reduceToGrey(const Image& image) {
  const Image reduced = resizeImage(image, greySide, greySide);
  std::vector<std::uint8_t> grey(greyPixels);
  const std::uint8_t* pixel = reduced.pixels.data();
  for (std::uint8_t& value : grey) {
    value = static_cast<std::uint8_t>((299 * pixel[0] + 587 * pixel[1] + 114 * pixel[2] + 500) / 1000);
    pixel += 3;
  }
  return grey;
}

PerceptualHash perceptualHash(std::span<const std::uint8_t> grey) {
  assert(grey.size() == greyPixels);
  Coefficients coefficients = transform(grey);
  PerceptualHash hash{.upright = aboveMedian(coefficients)};
  // u is counted from 1, so the odd ones have even places.
  for (std::size_t i = 0; i < coefficients.size(); i += 2) coefficients[i] = -coefficients[i];
  hash.mirrored = aboveMedian(coefficients);
  return hash;
}

int hammingDistance(std::uint64_t a, std::uint64_t b) { return std::popcount(a ^ b); }

}  // namespace agelens
