// Augmented copies: Keras's affine transform, and seeded draws of it and of the changes in colour.h, blur.h and
// erase.h.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/image/bilinear.h"
#include "core/image/image.h"

namespace agelens {

// What lies outside the picture, as in scipy.ndimage: `nearest` repeats the edge pixel, `reflect` mirrors about the
// edge, `wrap` starts over (with scipy's period of size - 1), `constant` is fillValue.
enum class FillMode { nearest, reflect, wrap, constant };

// Any other name is `nearest`.
FillMode parseFillMode(std::string_view name);

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

// A square of `size` pixels within a picture that may show it finer, turned, and with what lies around it. A picture
// that is itself the square is mapped by the identity.
struct Square {
  Samples samples;
  int size = 0;
  Mapping fromSquare;  // the place in the picture of pixel (column, row) of the square
};

// applyAffine of the square, (size, size, 3), that shows what is around it where it reaches there.
std::vector<float> applyAffine(const Square& square, const Affine& affine);

// Mirrors (height, width, 3) left to right.
void flipHorizontally(std::vector<float>& pixels, int width);

// Mirrors (height, width, 3) top to bottom.
void flipVertically(std::vector<float>& pixels, int width);

struct Range {
  double low = 1.0;
  double high = 1.0;
};

// First the options of Keras's ImageDataGenerator, with its meanings; then some beyond it. They are applied in the
// order affine, flips, channel shift, brightness, contrast, saturation, greyscale, blur, erasing.
struct Augmentation {
  double rotationDegrees = 0.0;  // drawn from [-r, r]
  Range zoom;                    // of each axis; above 1 shows more
  double widthShift = 0.0;       // drawn from [-s, s]: below 1 a fraction of the width, from 1 on pixels
  double heightShift = 0.0;
  bool horizontalFlip = false;  // with probability 1/2
  double shearDegrees = 0.0;    // drawn from [-s, s]
  bool verticalFlip = false;    // with probability 1/2
  FillMode fillMode = FillMode::nearest;
  float fillValue = 0.0F;
  double channelShift = 0.0;  // levels, drawn from [-c, c]
  Range brightness;           // factor

  double contrast = 0.0;  // factor, drawn from [1 - c, 1 + c]
  double saturation = 0.0;
  double blur = 0.0;       // standard deviation in pixels of the square, drawn from [0, b]
  double greyscale = 0.0;  // probability
  double erasing = 0.0;    // probability
};

// The pixels around a square of this size that its copies may show.
int marginFor(const Augmentation& augmentation, int size);

// What the draws of a square's copies depend on, its own pixels; made once for all of them.
enum class Fingerprint : std::uint64_t {};

Fingerprint fingerprintOf(const Image& square);

// Copy `copy` of a square: a pure function of its pixels and those around it, the augmentation, the seed and the copy's
// number, whatever the order in which copies are made. (size, size, 3), 0..255.
std::vector<float> augmentSquare(const Square& square, Fingerprint fingerprint, const Augmentation& augmentation,
                                 std::uint64_t seed, std::uint64_t copy);

}  // namespace agelens
