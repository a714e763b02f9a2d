// A square cut out of a picture, turned or not, at the size that a network reads.
#pragma once

#include "core/image/bilinear.h"
#include "core/image/image.h"

namespace agelens {

// In the picture's pixels, of which pixel i covers [i, i + 1). Turned about its centre: its rows run along
// (cos, sin) of the angle in a picture whose y grows downwards, so a line of that direction is level in the crop.
struct Crop {
  double centreX = 0.0;
  double centreY = 0.0;
  double side = 0.0;
  double angleDegrees = 0.0;
};

// (size, size), antialiased; what lies outside the picture repeats the edge pixel. A crop that is not turned is
// resizeRegion's; a turned one is reduced first, only where it lies, and then sampled bilinearly. Preconditions: the
// picture has pixels, side and size > 0, all of the crop's numbers finite, places and side below 2^28, |angle| <= 1e6.
Image cropImage(const Image& picture, const Crop& crop, int size);

// The part of a picture that a crop and what is around it lie in: upright, and reduced.
struct Surroundings {
  Samples samples;
  Mapping fromCrop;  // the place in `samples` of pixel (column, row) of the crop of `size` pixels
};

// What the surroundings of a crop do where the picture ends within them.
enum class PictureEnd { kept, repeated };

// What lies within `reach` times the side of a crop, whichever way it is turned, with one pixel for every `step` of the
// picture's; at step 1 the picture's own. Where the picture ends within reach, `kept` ends there too, to within half a
// step; `repeated` may go on with the edge pixel. Preconditions: those of cropImage, reach and step >= 1.
Surroundings surroundingsOf(const Image& picture, const Crop& crop, int size, double reach, double step,
                            PictureEnd end = PictureEnd::repeated);

}  // namespace agelens
