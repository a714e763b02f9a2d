#include "core/image/crop.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "core/elementary.h"
#include "core/image/bilinear.h"
#include "core/image/resize.h"

namespace agelens {
namespace {

// `count` pixels of `step` each, about the centre of the crop.
double startOf(double centre, double step, int count) { return std::floor(centre - step * count / 2.0); }

Image cropTurned(const Image& picture, const Crop& crop, int size) {
  // Reduced until its pixels are as large as the crop's; never enlarged, which would blur twice.
  const Surroundings around = surroundingsOf(picture, crop, size, 1.0, std::max(crop.side / size, 1.0));
  Image square(size, size);
  std::uint8_t* out = square.pixels.data();
  sampleBilinear(Samples(around.image), around.fromCrop, size, size, {}, foldToEdge, [&out](Float4 value) {
    value += 0.5F;
    *out++ = static_cast<std::uint8_t>(value[0]);
    *out++ = static_cast<std::uint8_t>(value[1]);
    *out++ = static_cast<std::uint8_t>(value[2]);
  });
  return square;
}

}  // namespace

Image cropImage(const Image& picture, const Crop& crop, int size) {
  assert(crop.side > 0.0 && size > 0);
  if (crop.angleDegrees != 0.0) return cropTurned(picture, crop, size);
  const Region region{.left = crop.centreX - crop.side / 2.0,
                      .top = crop.centreY - crop.side / 2.0,
                      .width = crop.side,
                      .height = crop.side};
  return resizeRegion(picture, region, size, size);
}

Surroundings surroundingsOf(const Image& picture, const Crop& crop, int size, double reach, double step) {
  assert(crop.side > 0.0 && size > 0 && reach >= 1.0 && step >= 1.0);
  const double sine = exactSin(toRadians(crop.angleDegrees));
  const double cosine = exactCos(toRadians(crop.angleDegrees));
  // The upright square around it. It begins at a whole pixel, so that at step 1 the reduction is a copy; hence one
  // pixel more, and two for the neighbours that sampling reads.
  const int count = static_cast<int>(std::ceil(crop.side * reach * (std::fabs(sine) + std::fabs(cosine)) / step)) + 3;
  const Region region{.left = startOf(crop.centreX, step, count),
                      .top = startOf(crop.centreY, step, count),
                      .width = step * count,
                      .height = step * count};
  const double scale = crop.side / size / step;
  const double middle = (size - 1) / 2.0;
  return {.image = resizeRegion(picture, region, count, count),
          .fromCrop = {
              .xFromColumn = cosine * scale,
              .xFromRow = -sine * scale,
              .xOffset = (crop.centreX - region.left) / step - 0.5 - (cosine - sine) * scale * middle,
              .yFromColumn = sine * scale,
              .yFromRow = cosine * scale,
              .yOffset = (crop.centreY - region.top) / step - 0.5 - (sine + cosine) * scale * middle,
          }};
}

}  // namespace agelens
