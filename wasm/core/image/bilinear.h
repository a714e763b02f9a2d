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
  double xFromColumn = 1.0, xFromRow = 0.0, xOffset = 0.0;
  double yFromColumn = 0.0, yFromRow = 1.0, yOffset = 0.0;
};

// The mapping of what `inner` maps.
inline Mapping compose(const Mapping& outer, const Mapping& inner) {
  return {.xFromColumn = outer.xFromColumn * inner.xFromColumn + outer.xFromRow * inner.yFromColumn,
          .xFromRow = outer.xFromColumn * inner.xFromRow + outer.xFromRow * inner.yFromRow,
          .xOffset = outer.xFromColumn * inner.xOffset + outer.xFromRow * inner.yOffset + outer.xOffset,
          .yFromColumn = outer.yFromColumn * inner.xFromColumn + outer.yFromRow * inner.yFromColumn,
          .yFromRow = outer.yFromColumn * inner.xFromRow + outer.yFromRow * inner.yFromRow,
          .yOffset = outer.yFromColumn * inner.xOffset + outer.yFromRow * inner.yOffset + outer.yOffset};
}

// A picture that can be sampled at its right and its lower edge without asking: the neighbours beyond are read with
// weight 0, which takes one row more, one pixel more, and the byte that follows a pixel.
class Samples {
 public:
  explicit Samples(const Image& image) : Samples(image, 0, 0, image.width, image.height) {}

  // Of a part of the image that lies within it.
  Samples(const Image& image, int left, int top, int width, int height) : width_(width), height_(height) {
    const std::size_t rowBytes = 3 * static_cast<std::size_t>(width);
    bytes_.resize(rowBytes * static_cast<std::size_t>(height + 1) + 4);
    for (int row = 0; row < height; ++row) {
      std::memcpy(bytes_.data() + rowBytes * static_cast<std::size_t>(row),
                  image.pixels.data() + image.offset(left, top + row), rowBytes);
    }
  }

  int width() const { return width_; }
  int height() const { return height_; }

  // Pixel (x, y), with something without meaning after it.
  const std::uint8_t* at(int x, int y) const {
    return bytes_.data() +
           3 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(width_) + static_cast<std::size_t>(x));
  }

 private:
  int width_;
  int height_;
  std::vector<std::uint8_t> bytes_;
};

// A `fold` that repeats the edge pixel. A function object, so that sampleBilinear has a loop of its own for it.
inline constexpr auto foldToEdge = [](double at, int size) { return std::clamp(at, 0.0, size - 1.0); };

// Calls write(pixel) for every output pixel, row after row; the pixel is red, green, blue and something without
// meaning. `fold` takes a coordinate that may be anywhere, and the size of that axis, to one in [0, size - 1], or to a
// negative one where `outside` is to be shown. Precondition: the image has pixels.
template <typename Fold, typename Write>
void sampleBilinear(const Samples& image, const Mapping& mapping, int width, int height, Float4 outside, Fold fold,
                    Write write) {
  const auto load = [](const std::uint8_t* pixel) { return toFloats(loadFour(pixel)); };
  const auto sample = [&](double x, double y) {
    const int left = static_cast<int>(x);  // x >= 0, so this is the floor
    const int top = static_cast<int>(y);
    const auto fromLeft = static_cast<float>(x - left);
    const auto fromTop = static_cast<float>(y - top);
    const std::uint8_t* const topLeft = image.at(left, top);
    const std::uint8_t* const bottomLeft = image.at(left, top + 1);
    const Float4 a = load(topLeft), b = load(topLeft + 3);
    const Float4 c = load(bottomLeft), d = load(bottomLeft + 3);
    const Float4 above = a + fromLeft * (b - a);
    const Float4 below = c + fromLeft * (d - c);
    return above + fromTop * (below - above);
  };
  for (int row = 0; row < height; ++row) {
    const double xFromRow = mapping.xFromRow * row;
    const double yFromRow = mapping.yFromRow * row;
    const auto xAt = [&](int column) { return mapping.xFromColumn * column + xFromRow + mapping.xOffset; };
    const auto yAt = [&](int column) { return mapping.yFromColumn * column + yFromRow + mapping.yOffset; };
    const auto isInside = [&](int column) {
      const double x = xAt(column), y = yAt(column);
      return x >= 0.0 && x <= image.width() - 1.0 && y >= 0.0 && y <= image.height() - 1.0;
    };
    const auto folded = [&](int column) {
      const double x = fold(xAt(column), image.width());
      const double y = fold(yAt(column), image.height());
      write(x < 0.0 || y < 0.0 ? outside : sample(x, y));
    };
    // A line leaves the picture once: what lies between two places inside is inside, and needs no folding.
    int begin = 0;
    int end = width;
    while (begin < end && !isInside(begin)) folded(begin++);
    while (end > begin && !isInside(end - 1)) --end;
    for (int column = begin; column < end; ++column) write(sample(xAt(column), yAt(column)));
    for (int column = end; column < width; ++column) folded(column);
  }
}

}  // namespace agelens
