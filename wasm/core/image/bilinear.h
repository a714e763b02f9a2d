// Bilinear sampling of a picture along an affine mapping.
#pragma once

#include <algorithm>
#include <cstring>
#include <vector>

#include "core/image/image.h"
#include "core/image/lanes.h"

namespace agelens {

// The place in the input, counted between pixel centres, that output pixel (column, row) shows.
struct Mapping {
  double xFromColumn, xFromRow, xOffset;
  double yFromColumn, yFromRow, yOffset;
};

// A `fold` that repeats the edge pixel. A function object, so that sampleBilinear has a loop of its own for it.
inline constexpr auto foldToEdge = [](double at, int size) { return std::clamp(at, 0.0, size - 1.0); };

// Calls write(pixel) for every output pixel, row after row; the pixel is red, green, blue and something without
// meaning. `fold` takes a coordinate that may be anywhere, and the size of that axis, to one in [0, size - 1], or to a
// negative one where `outside` is to be shown. Precondition: the image has pixels.
template <typename Fold, typename Write>
void sampleBilinear(const Image& image, const Mapping& mapping, int width, int height, Float4 outside, Fold fold,
                    Write write) {
  // At the right and the lower edge the neighbours beyond are read with weight 0: one row more, one pixel more, and the
  // byte that follows a pixel.
  const std::size_t right = 3;
  const std::size_t bottom = image.offset(0, 1);
  std::vector<std::uint8_t> bytes(image.pixels.size() + bottom + right + 1);
  std::memcpy(bytes.data(), image.pixels.data(), image.pixels.size());
  const auto load = [&bytes](std::size_t offset) { return toFloats(loadFour(bytes.data() + offset)); };
  for (int row = 0; row < height; ++row) {
    const double xFromRow = mapping.xFromRow * row;
    const double yFromRow = mapping.yFromRow * row;
    for (int column = 0; column < width; ++column) {
      const double x = fold(mapping.xFromColumn * column + xFromRow + mapping.xOffset, image.width);
      const double y = fold(mapping.yFromColumn * column + yFromRow + mapping.yOffset, image.height);
      if (x < 0.0 || y < 0.0) {
        write(outside);
        continue;
      }
      const int left = static_cast<int>(x);  // x >= 0, so this is the floor
      const int top = static_cast<int>(y);
      const auto fromLeft = static_cast<float>(x - left);
      const auto fromTop = static_cast<float>(y - top);
      const std::size_t topLeft = image.offset(left, top);
      const Float4 a = load(topLeft), b = load(topLeft + right);
      const Float4 c = load(topLeft + bottom), d = load(topLeft + bottom + right);
      const Float4 above = a + fromLeft * (b - a);
      const Float4 below = c + fromLeft * (d - c);
      write(above + fromTop * (below - above));
    }
  }
}

}  // namespace agelens
