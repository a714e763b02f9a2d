// Antialiased resizing, equal to Pillow's Image.resize(BILINEAR).
#pragma once

#include "core/image/image.h"

namespace agelens {

// A triangle filter as wide as the step between output pixels (never narrower than one input pixel), half-pixel
// centres; horizontally, then vertically, with weights in fixed point and 8 bits in between. Stretches: the aspect
// ratio is not kept. Preconditions: the image has pixels, width > 0, height > 0.
Image resizeImage(const Image& image, int width, int height);

// In pixels, of which pixel i covers [i, i + 1). Need neither begin at a pixel nor lie inside the picture.
struct Region {
  double left = 0.0;
  double top = 0.0;
  double width = 0.0;
  double height = 0.0;
};

// resizeImage of the region alone, as though the pixels that it touches had been cut out before; what lies outside the
// picture repeats the edge pixel. Costs what the region costs, not the picture. Preconditions: those of resizeImage,
// a region with area and with sides and places below 2^30.
Image resizeRegion(const Image& image, const Region& region, int width, int height);

}  // namespace agelens
