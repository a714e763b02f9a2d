// Antialiased resizing, equal to Pillow's Image.resize(BILINEAR).
#pragma once

#include "core/image/image.h"

namespace agelens {

// A triangle filter as wide as the step between output pixels (never narrower than one input pixel), half-pixel
// centres; horizontally, then vertically, with weights in fixed point and 8 bits in between. Stretches: the aspect
// ratio is not kept. Preconditions: the image has pixels, width > 0, height > 0.
Image resizeImage(const Image& image, int width, int height);

}  // namespace agelens
