// The image loops as their definitions read, a channel of a pixel at a time in double precision: what the fast ones are
// tested against, and timed beside.
#pragma once

#include <span>
#include <vector>

#include "core/image/augment.h"
#include "core/image/image.h"
#include "core/image/normalize.h"

namespace agelens::plain {

// Preconditions and results are those of the functions of these names; bytes differ by at most one level, floats by
// rounding.
Image resizeImage(const Image& image, int width, int height);
std::vector<float> applyAffine(const Image& image, const Affine& affine);
void normalizePixels(std::span<const float> pixels, const Normalization& normalization, std::span<float> planes);

}  // namespace agelens::plain
