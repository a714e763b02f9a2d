// The image stages and their plain loops, as `npm run bench -- image` times them from JavaScript and a test compares
// them. Every call reads and writes the static buffers below, whose addresses JavaScript asks for.
#include <cstdint>
#include <vector>

#include "core/image/augment.h"
#include "core/image/normalize.h"
#include "core/image/plain.h"
#include "core/image/resize.h"

namespace {

using agelens::Affine;
using agelens::Image;

Image input, resized;
std::vector<float> augmented, planes;

const agelens::Normalization normalization{.mean = {127.5F, 127.5F, 127.5F}, .scale = {127.5F, 127.5F, 127.5F}};

}  // namespace

extern "C" {

// (height, width, 3), to be filled.
std::uint8_t* setInput(int width, int height) {
  input = Image(width, height);
  return input.pixels.data();
}

// (height, width, 3)
const std::uint8_t* resizeInput(int width, int height, bool plainly) {
  resized = plainly ? agelens::plain::resizeImage(input, width, height) : agelens::resizeImage(input, width, height);
  return resized.pixels.data();
}

// (height, width, 3)
const float* transformInput(double rotationDegrees, double xShift, double yShift, double shearDegrees, double xZoom,
                            double yZoom, int fillMode, float fillValue, bool plainly) {
  const Affine affine{.rotationDegrees = rotationDegrees,
                      .xShift = xShift,
                      .yShift = yShift,
                      .shearDegrees = shearDegrees,
                      .xZoom = xZoom,
                      .yZoom = yZoom,
                      .fillMode = static_cast<agelens::FillMode>(fillMode),
                      .fillValue = fillValue};
  augmented = plainly ? agelens::plain::applyAffine(input, affine) : agelens::applyAffine(input, affine);
  return augmented.data();
}

// What transformInput made, (3, height, width).
const float* normalizeTransformed(bool plainly) {
  planes.resize(augmented.size());
  if (plainly)
    agelens::plain::normalizePixels(augmented, normalization, planes);
  else
    agelens::normalizePixels(augmented, normalization, planes);
  return planes.data();
}

}  // extern "C"
