// A hash that stays the same, but for a few bits, when a picture is stored, sized or lit differently.
//
// The DCT hash of Zauner, "Implementation and Benchmarking of Perceptual Image Hash Functions" (2010), 3.2.1: a type II
// discrete cosine transform of the picture in grey, of which the coefficients of the frequencies 1 to 8 along both axes
// are compared with their median. The picture is reduced with our antialiased resize instead of a box after a blur.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/image/image.h"

namespace agelens {

inline constexpr int greySide = 32;
inline constexpr int greyPixels = greySide * greySide;

// (32, 32): the whole picture, stretched; luma as ITU-R 601 has it, in thousandths of integers and rounded.
// Precondition: the picture has pixels.
std::vector<std::uint8_t> reduceToGrey(const Image& image);

struct PerceptualHash {
  // Bit 8 * (v - 1) + u - 1 is set where the coefficient of u half waves across and v down is above the median.
  std::uint64_t upright = 0;
  // Of the same picture mirrored left and right, which changes the sign of every odd u.
  std::uint64_t mirrored = 0;
};

// grey is (32, 32). The sums have a fixed order, and the cosines are exactCos's: the same bits in every build.
PerceptualHash perceptualHash(std::span<const std::uint8_t> grey);

// How many bits differ, 0 to 64. The hashes of two unrelated pictures differ in 32 of them, give or take 6.
int hammingDistance(std::uint64_t a, std::uint64_t b);

}  // namespace agelens
