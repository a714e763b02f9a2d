#include "core/face/framing.h"

#include <algorithm>
#include <cassert>

#include "core/elementary.h"

namespace agelens {

Crop cropOfFace(const Face& face, const CropShape& shape) {
  assert(shape.scale > 0.0);
  const auto& [left, top, width, height] = face.box;
  const double side = shape.scale * std::max(width, height);
  Crop crop{.centreX = left + width / 2.0, .centreY = top + height / 2.0, .side = side};
  double sine = 0.0;
  double cosine = 1.0;
  if (shape.aligned) {
    // A person's right eye is on the left of the picture.
    const Point from = face.keypoints[rightEye];
    const Point to = face.keypoints[leftEye];
    const double angle = exactAtan2(to.y - from.y, to.x - from.x);
    sine = exactSin(angle);
    cosine = exactCos(angle);
    crop.angleDegrees = angle * 57.29577951308232;
  }
  crop.centreX += shape.shiftUp * side * sine;
  crop.centreY -= shape.shiftUp * side * cosine;
  return crop;
}

}  // namespace agelens
