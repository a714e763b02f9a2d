// The image and array functions of the core, as JavaScript calls them. A failing call returns
// {error: {code, message}}.
#pragma once

#include <emscripten/val.h>

#include <string>

#include "core/image/image.h"

namespace agelens::calls {

using emscripten::val;

// A hash of the sources that turn a file into images: another version may make other images.
std::string preparationVersion();
// bytes: Uint8Array. Returns ImageInfo.
val inspectImage(const val& bytes);

// The calls of a Picture: decoded, upright, in wasm memory until deleted. Pixels leave as Uint8Array
// (size, size, 3).
val decodePicture(const val& bytes);
// For pictures that the browser decodes. Returns {format, orientation, file}.
val splitExif(const val& bytes);
// Black, to be filled.
val createPicture(double width, double height);
// rgba: Uint8Array or Uint8ClampedArray (rows, width, 4), not premultiplied; shown over white from row `top` on, where
// the picture must have as many rows.
void setPictureRows(Image& picture, int top, const val& rgba);
void turnPicture(Image& picture, int orientation);
int widthOf(const Image& picture);
int heightOf(const Image& picture);
// Stretched to the square.
val resizePicture(const Image& picture, int size);
// In its proportions, black beside it; normalization: {mean, scale}. Returns Float32Array (3, size, size).
val letterboxPicture(const Image& picture, int size, const val& normalization);
// crop: what cropOfFace returns.
val cropPicture(const Image& picture, const val& crop, int size);
// request: PrepareRequest. Returns Float32Array (copies + 1, 3, inputSize, inputSize).
val copyPicture(const Image& picture, const val& request);
val drawPictureCopies(const Image& picture, const val& request);
// Uint8Array (side, side, 4).
val thumbnailOf(const Image& picture, int side);
// Uint8Array (1040).
val imprintOf(const Image& picture);
// imprints: Uint8Array (n, 1040). Returns Int32Array (n).
val groupImprints(const val& imprints);

// pixels: Uint8Array (height, width, 3). Returns Uint8Array.
val resizeImage(const val& pixels, int width, int height, int newWidth, int newHeight);
// affine: the fields of core/image/augment.h's Affine, all optional. Returns Float32Array (height, width, 3).
val applyAffine(const val& pixels, int width, int height, const val& affine);
// data: Float32Array, Int32Array or Uint8Array. Returns Uint8Array.
val writeNpy(const val& data, const val& shape);
// Returns {data, shape}.
val readNpy(const val& bytes);

}  // namespace agelens::calls
