#include "core/image/imprint.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <numeric>

namespace agelens {
namespace {

void writeHash(std::uint64_t hash, std::uint8_t* bytes) {
  for (int i = 0; i < 8; ++i) bytes[i] = static_cast<std::uint8_t>(hash >> (8 * i));
}

std::uint64_t readHash(const std::uint8_t* bytes) {
  std::uint64_t hash = 0;
  for (int i = 0; i < 8; ++i) hash |= std::uint64_t{bytes[i]} << (8 * i);
  return hash;
}

std::span<const std::uint8_t> greyOf(std::span<const std::uint8_t> imprints, std::size_t index) {
  return imprints.subspan(index * imprintBytes + 16, greyPixels);
}

// The number of the first of the group, which the way there is shortened to.
std::int32_t firstOf(std::vector<std::int32_t>& before, std::int32_t index) {
  while (before[index] != index) {
    before[index] = before[before[index]];
    index = before[index];
  }
  return index;
}

}  // namespace

std::vector<std::uint8_t> makeImprint(const Image& image) {
  const std::vector<std::uint8_t> grey = reduceToGrey(image);
  const PerceptualHash hash = perceptualHash(grey);
  std::vector<std::uint8_t> imprint(imprintBytes);
  writeHash(hash.upright, imprint.data());
  writeHash(hash.mirrored, imprint.data() + 8);
  std::copy(grey.begin(), grey.end(), imprint.begin() + 16);
  return imprint;
}

double greyDifference(std::span<const std::uint8_t> a, std::span<const std::uint8_t> b, bool mirrored) {
  assert(a.size() == greyPixels && b.size() == greyPixels);
  // A row has 32 pixels, so the other end of it is 31 - x: the lowest five bits turned over.
  std::array<std::uint8_t, greyPixels> turned{};
  for (std::size_t i = 0; i < greyPixels; ++i) turned[i] = b[mirrored ? i ^ (greySide - 1) : i];
  // Integers, whose sums are exact in any order: at most 1024 * 255^2, below 2^31.
  std::int32_t sumA = 0, sumB = 0, squaresA = 0, squaresB = 0, products = 0;
  for (std::size_t i = 0; i < greyPixels; ++i) {
    const std::int32_t valueA = a[i];
    const std::int32_t valueB = turned[i];
    sumA += valueA;
    sumB += valueB;
    squaresA += valueA * valueA;
    squaresB += valueB * valueB;
    products += valueA * valueB;
  }
  const auto moment = [](std::int64_t ofProducts, std::int64_t left, std::int64_t right) {
    return static_cast<double>(greyPixels * ofProducts - left * right);
  };
  const double varianceA = moment(squaresA, sumA, sumA);
  const double varianceB = moment(squaresB, sumB, sumB);
  if (varianceA <= 0.0 || varianceB <= 0.0) return 2.0;
  const double correlation = moment(products, sumA, sumB) / (std::sqrt(varianceA) * std::sqrt(varianceB));
  return std::sqrt(std::max(0.0, 2.0 - 2.0 * correlation));
}

std::vector<std::int32_t> groupImprints(std::span<const std::uint8_t> imprints) {
  assert(imprints.size() % imprintBytes == 0);
  const std::size_t count = imprints.size() / imprintBytes;
  std::vector<PerceptualHash> hashes(count);
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint8_t* bytes = imprints.data() + i * imprintBytes;
    hashes[i] = {.upright = readHash(bytes), .mirrored = readHash(bytes + 8)};
  }
  std::vector<std::int32_t> group(count);
  std::iota(group.begin(), group.end(), 0);
  for (std::size_t i = 1; i < count; ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const bool upright = hammingDistance(hashes[i].upright, hashes[j].upright) <= mostBits;
      const bool mirrored = hammingDistance(hashes[i].upright, hashes[j].mirrored) <= mostBits;
      if (!upright && !mirrored) continue;
      const std::int32_t firstI = firstOf(group, static_cast<std::int32_t>(i));
      const std::int32_t firstJ = firstOf(group, static_cast<std::int32_t>(j));
      if (firstI == firstJ) continue;
      const auto greyI = greyOf(imprints, i);
      const auto greyJ = greyOf(imprints, j);
      if ((upright && greyDifference(greyI, greyJ, false) <= mostDifference) ||
          (mirrored && greyDifference(greyI, greyJ, true) <= mostDifference)) {
        group[std::max(firstI, firstJ)] = std::min(firstI, firstJ);
      }
    }
  }
  for (std::size_t i = 0; i < count; ++i) group[i] = firstOf(group, static_cast<std::int32_t>(i));
  return group;
}

}  // namespace agelens
