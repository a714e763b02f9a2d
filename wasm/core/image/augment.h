// Augmented copies: Keras's affine transform, and seeded draws of its parameters.
#pragma once

#include <cstdint>
#include <vector>

#include "core/image/image.h"

namespace agelens {

// What lies outside the picture, as in scipy.ndimage: `nearest` repeats the edge pixel, `reflect` mirrors about the
// edge, `wrap` starts over (with scipy's period of size - 1), `constant` is fillValue.
enum class FillMode { nearest, reflect, wrap, constant };

// The matrix rotation * shift * shear * zoom maps an output pixel (x, y), counted from the centre, to the place in the
// input that it shows: a positive shift moves the picture left or up, and zoom > 1 shows more of it. The centre is
// size / 2 - 0.5, where Keras takes x from the height and y from the width: the same in a square, which is all that
// is augmented here.
struct Affine {
  double rotationDegrees = 0.0;
  double xShift = 0.0;  // pixels
  double yShift = 0.0;
  double shearDegrees = 0.0;
  double xZoom = 1.0;
  double yZoom = 1.0;
  FillMode fillMode = FillMode::nearest;
  float fillValue = 0.0F;
};

// Bilinear; (height, width, 3) on the 0..255 scale, not rounded.
std::vector<float> applyAffine(const Image& image, const Affine& affine);

// Mirrors (height, width, 3) left to right.
void flipHorizontally(std::vector<float>& pixels, int width);

struct Augmentation {
  double rotationDegrees = 0.0;  // drawn from [-r, r]
  double zoom = 0.0;             // each axis from [1 - z, 1 + z]
  double widthShift = 0.0;       // drawn from [-s, s], a fraction of the width
  double heightShift = 0.0;
  bool horizontalFlip = false;  // with probability 1/2
};

// Copy `copy` of an image: a pure function of its pixels, the augmentation, the seed and the copy's number, whatever
// the order in which copies are made. (height, width, 3), 0..255.
std::vector<float> augmentImage(const Image& image, const Augmentation& augmentation, std::uint64_t seed,
                                std::uint64_t copy);

}  // namespace agelens
