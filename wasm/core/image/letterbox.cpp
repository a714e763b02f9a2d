#include "core/image/letterbox.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "core/image/resize.h"

namespace agelens {

Letterbox placeInSquare(int pictureWidth, int pictureHeight, int size) {
  assert(pictureWidth > 0 && pictureHeight > 0 && size > 0);
  const double scale = static_cast<double>(size) / std::max(pictureWidth, pictureHeight);
  // Rounded to whole pixels, and at least one, so that a thread of a picture is still seen.
  const int width = std::max(static_cast<int>(std::floor(pictureWidth * scale + 0.5)), 1);
  const int height = std::max(static_cast<int>(std::floor(pictureHeight * scale + 0.5)), 1);
  return {.left = (size - width) / 2, .top = (size - height) / 2, .width = width, .height = height};
}

Image letterboxImage(const Image& picture, int size) {
  const Letterbox place = placeInSquare(picture.width, picture.height, size);
  const Image content = resizeImage(picture, place.width, place.height);
  Image square(size, size);
  for (int y = 0; y < place.height; ++y) {
    std::copy_n(content.pixels.begin() + static_cast<std::ptrdiff_t>(content.offset(0, y)), content.offset(0, 1),
                square.pixels.begin() + static_cast<std::ptrdiff_t>(square.offset(place.left, place.top + y)));
  }
  return square;
}

}  // namespace agelens
