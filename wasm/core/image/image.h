// An upright 8-bit colour picture.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace agelens {

struct Image {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> pixels;  // (height, width, 3), R G B

  Image() = default;
  Image(int imageWidth, int imageHeight)
      : width(imageWidth),
        height(imageHeight),
        pixels(static_cast<std::size_t>(imageWidth) * static_cast<std::size_t>(imageHeight) * 3) {}

  std::size_t offset(int x, int y) const {
    return (static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)) * 3;
  }
};

}  // namespace agelens
