#include "core/image/thumbnail.h"

#include <algorithm>
#include <cassert>
#include <cstddef>

#include "core/image/resize.h"

namespace agelens {

std::vector<std::uint8_t> drawThumbnail(const Image& picture, int side) {
  assert(picture.width > 0 && picture.height > 0 && side > 0);
  const double shorter = std::min(picture.width, picture.height);
  const Region middle{.left = (picture.width - shorter) / 2.0,
                      .top = (picture.height - shorter) / 2.0,
                      .width = shorter,
                      .height = shorter};
  const Image reduced = resizeRegion(picture, middle, side, side);
  std::vector<std::uint8_t> rgba(reduced.pixels.size() / 3 * 4);
  for (std::size_t i = 0; i < rgba.size() / 4; ++i) {
    std::copy_n(reduced.pixels.data() + 3 * i, 3, rgba.data() + 4 * i);
    rgba[4 * i + 3] = 255;
  }
  return rgba;
}

}  // namespace agelens
