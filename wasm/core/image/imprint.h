// What is remembered of a picture to recognise it in another file: its hash, and itself, small and grey.
//
// The hash finds candidates quickly and the grey picture decides, because the hash alone cannot. Measured on 70
// portraits, 10 persons at 7 ages made from one portrait each (tests/core/imprints.test.mjs keeps to some of them):
//
//                                               bits of the hash            difference of the grey pictures
//   stored as JPEG of quality 60                0 to 2                      0.75 % to 1.25 %
//   halved, or halved, brighter and quality 60  0 to 2                      0.77 % to 1.44 %
//   mirrored, against the mirrored hash         0 to 2                      0.40 % to 0.72 %
//   another age of the same person              0 to 10, half up to 2       2.87 % to 27 %
//   another person, mirrored or not             10 to 36                    53 % to 151 %
//   2 % cut off all around                      2 to 10                     25 % to 32 %
//
// So a picture that was cut is not recognised, nor is a drawing that was brightened until its white was clipped.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/image/perceptual_hash.h"

namespace agelens {

// The most bits, and the greatest grey difference, that two files of one picture may have.
inline constexpr int mostBits = 4;
inline constexpr double mostDifference = 0.02;

// Of an imprint as bytes: the hash, the mirrored hash (both with the lowest byte first), then the grey picture.
inline constexpr int imprintBytes = 16 + greyPixels;

// (1040). Precondition: the picture has pixels.
std::vector<std::uint8_t> makeImprint(const Image& image);

// The root mean square difference of two grey pictures (32, 32), each less its mean and over its standard deviation: 0
// for pictures that differ in brightness and contrast only, 2 for one and its negative, and where one is of a single
// level. Where `mirrored`, b is mirrored before.
double greyDifference(std::span<const std::uint8_t> a, std::span<const std::uint8_t> b, bool mirrored);

// Which of the pictures are the same, mirrored or not: of each the number of the first of its group. Two that are the
// same as a third are in one group. imprints is (n, 1040).
std::vector<std::int32_t> groupImprints(std::span<const std::uint8_t> imprints);

}  // namespace agelens
