// The image and array functions of the core, as JavaScript calls them. A failing call returns
// {error: {code, message}}.
#pragma once

#include <emscripten/val.h>

#include <string>

namespace agelens::calls {

using emscripten::val;

// bytes: Uint8Array. Returns ImageInfo.
val inspectImage(const val& bytes);
// Returns the upright picture, (size, size, 3), as Uint8Array.
val decodeSample(const val& bytes, int size);
// pixels: what decodeSample returned; request: PrepareRequest, inputSize being that size. Returns Float32Array.
val makeCopies(const val& pixels, const val& request);
// pixels: Uint8Array (height, width, 3). Returns Uint8Array.
val resizeImage(const val& pixels, int width, int height, int newWidth, int newHeight);
// affine: the fields of core/image/augment.h's Affine, all optional. Returns Float32Array (height, width, 3).
val applyAffine(const val& pixels, int width, int height, const val& affine);
// data: Float32Array, Int32Array or Uint8Array. Returns Uint8Array.
val writeNpy(const val& data, const val& shape);
// Returns {data, shape}.
val readNpy(const val& bytes);

}  // namespace agelens::calls
