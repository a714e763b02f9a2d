// The geometry of faces in the core, as JavaScript calls it.
#pragma once

#include <emscripten/val.h>

namespace agelens::calls {

using emscripten::val;

// boxes: Float32Array (896, 16); scores: Float32Array (896), logits; width, height: of the upright picture that the
// detector saw letterboxed. Returns Face[], best first.
val findFaces(const val& boxes, const val& scores, int width, int height);
// face: one of these; shape: CropShape. Returns {centreX, centreY, side, angleDegrees}.
val cropOfFace(const val& face, const val& shape);

}  // namespace agelens::calls
