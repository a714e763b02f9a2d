// Exif orientation: how a stored picture is to be turned to stand upright.
#pragma once

#include "core/image/bytes.h"
#include "core/image/image.h"

namespace agelens {

// The orientation, 1 to 8, of an Exif block's TIFF structure (either byte order). 1, upright, when the block is empty,
// malformed or says nothing: a bad block must not cost a good photograph.
int readOrientation(Bytes exif);

// Whether turning upright exchanges width and height.
constexpr bool swapsSides(int orientation) { return orientation >= 5; }

// The picture turned upright.
Image applyOrientation(Image image, int orientation);

}  // namespace agelens
