// A picture at the size of a list.
#pragma once

#include <cstdint>
#include <vector>

#include "core/image/image.h"

namespace agelens {

// (side, side, 4): the middle square of an upright picture, antialiased, as red, green, blue and 255. Preconditions:
// the picture has pixels, side > 0.
std::vector<std::uint8_t> drawThumbnail(const Image& picture, int side);

}  // namespace agelens
