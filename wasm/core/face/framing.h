// From a face to the square that a network is to see.
#pragma once

#include "core/face/detections.h"
#include "core/image/crop.h"

namespace agelens {

// The detector's box ends at the eyebrows and the chin, so networks trained on whole heads want more, mostly above.
struct CropShape {
  double scale = 1.0;    // the crop's side over the larger side of the box; > 0
  double shiftUp = 0.0;  // of the crop's centre towards its top edge, as a fraction of its side
  bool aligned = false;  // turned until the eyes are level
};

Crop cropOfFace(const Face& face, const CropShape& shape);

}  // namespace agelens
