#include "core/image/orientation.h"

#include <algorithm>
#include <cassert>

namespace agelens {

using namespace std::string_view_literals;

int readOrientation(Bytes exif) {
  constexpr std::uint32_t orientationTag = 0x0112;
  constexpr std::uint32_t shortType = 3;
  constexpr std::size_t entrySize = 12;
  const bool little = hasText(exif, 0, "II*\0"sv);
  if (!little && !hasText(exif, 0, "MM\0*"sv)) return 1;
  const Endian endian = little ? Endian::little : Endian::big;
  const std::size_t directory = readInteger(exif, 4, 4, endian);
  if (directory > exif.size()) return 1;
  const std::size_t entries = readInteger(exif, directory, 2, endian);
  for (std::size_t i = 0; i < entries; ++i) {
    const std::size_t entry = directory + 2 + i * entrySize;
    if (entry + entrySize > exif.size()) return 1;
    if (readInteger(exif, entry, 2, endian) != orientationTag) continue;
    const std::uint32_t value = readInteger(exif, entry + 8, 2, endian);
    const bool legal = readInteger(exif, entry + 2, 2, endian) == shortType && value >= 1 && value <= 8;
    return legal ? static_cast<int>(value) : 1;
  }
  return 1;
}

Image applyOrientation(Image image, int orientation) {
  assert(orientation >= 1 && orientation <= 8);
  if (orientation == 1) return image;
  // As a walk over the stored picture: which way does it go for the next pixel to the right, and for the next row?
  const bool swapped = swapsSides(orientation);
  const bool fromRight = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
  const bool fromBottom = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
  Image upright(swapped ? image.height : image.width, swapped ? image.width : image.height);
  for (int y = 0; y < upright.height; ++y) {
    for (int x = 0; x < upright.width; ++x) {
      const int alongX = swapped ? y : x;
      const int alongY = swapped ? x : y;
      const int storedX = fromRight ? image.width - 1 - alongX : alongX;
      const int storedY = fromBottom ? image.height - 1 - alongY : alongY;
      std::copy_n(image.pixels.begin() + static_cast<std::ptrdiff_t>(image.offset(storedX, storedY)), 3,
                  upright.pixels.begin() + static_cast<std::ptrdiff_t>(upright.offset(x, y)));
    }
  }
  return upright;
}

}  // namespace agelens
