// Made-up pictures and their copies, for tests.
#pragma once

#include <vector>

#include "core/image/augment.h"
#include "core/image/image.h"
#include "core/random.h"

namespace agelens {

inline Image makeNoise(int width, int height, std::uint64_t seed) {
  Random random(seed);
  Image image(width, height);
  for (std::uint8_t& value : image.pixels) value = static_cast<std::uint8_t>(random.nextBelow(256));
  return image;
}

inline std::vector<float> toFloats(const Image& image) { return {image.pixels.begin(), image.pixels.end()}; }

inline std::vector<float> copyOf(const Image& image, const Augmentation& augmentation, std::uint64_t seed,
                                 std::uint64_t copy) {
  const Square square{.samples = Samples(image), .size = image.width, .fromSquare = {}};
  return augmentSquare(square, fingerprintOf(image), augmentation, seed, copy);
}

}  // namespace agelens
