#include "core/image/crop.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "core/elementary.h"
#include "core/image/bilinear.h"
#include "core/image/resize.h"

namespace agelens {
namespace {

// Of the pixels [start, start + count) of an axis those that lie in the picture; at least one.
struct Extent {
  int start;
  int count;
};

Extent clip(double start, int count, int size) {
  const double first = std::clamp(start, 0.0, size - 1.0);
  const double end = std::clamp(start + count, first + 1.0, static_cast<double>(size));
  return {.start = static_cast<int>(first), .count = static_cast<int>(end - first)};
}

Image cropTurned(const Image& picture, const Crop& crop, int size) {
  // Reduced until its pixels are as large as the crop's; never enlarged, which would blur twice.
  const Surroundings around = surroundingsOf(picture, crop, size, 1.0, std::max(crop.side / size, 1.0));
  Image square(size, size);
  std::uint8_t* out = square.pixels.data();
  sampleBilinear(around.samples, around.fromCrop, size, size, {}, foldToEdge, [&out](Float4 value) {
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

Surroundings surroundingsOf(const Image& picture, const Crop& crop, int size, double reach, double step,
                            PictureEnd end) {
  assert(crop.side > 0.0 && size > 0 && reach >= 1.0 && step >= 1.0);
  const double sine = exactSin(toRadians(crop.angleDegrees));
  const double cosine = exactCos(toRadians(crop.angleDegrees));
  // The upright square around it, from a whole pixel on; hence one pixel more, and two for the neighbours that sampling
  // reads.
  const int count = static_cast<int>(std::ceil(crop.side * reach * (std::fabs(sine) + std::fabs(cosine)) / step)) + 3;
  const double left = std::floor(crop.centreX - step * count / 2.0);
  const double top = std::floor(crop.centreY - step * count / 2.0);
  const auto mapFrom = [&](double originX, double originY) {
    const double scale = crop.side / size / step;
    const double middle = (size - 1) / 2.0;
    return Mapping{
        .xFromColumn = cosine * scale,
        .xFromRow = -sine * scale,
        .xOffset = (crop.centreX - originX) / step - 0.5 - (cosine - sine) * scale * middle,
        .yFromColumn = sine * scale,
        .yFromRow = cosine * scale,
        .yOffset = (crop.centreY - originY) / step - 0.5 - (sine + cosine) * scale * middle,
    };
  };
  if (step > 1.0) {
    // All, or the reduced pixels that lie in the picture with half of them or more.
    const auto taken = [&](double start, int pictureSize) {
      if (end == PictureEnd::repeated) return Extent{.start = 0, .count = count};
      const double first = std::clamp(std::round(-start / step), 0.0, count - 1.0);
      const double beyond = std::clamp(std::round((pictureSize - start) / step), first + 1.0, 1.0 * count);
      return Extent{.start = static_cast<int>(first), .count = static_cast<int>(beyond - first)};
    };
    const Extent x = taken(left, picture.width);
    const Extent y = taken(top, picture.height);
    const Region region{
        .left = left + step * x.start, .top = top + step * y.start, .width = step * x.count, .height = step * y.count};
    return {.samples = Samples(resizeRegion(picture, region, x.count, y.count)),
            .fromCrop = mapFrom(region.left, region.top)};
  }
  // The picture's edge pixels are repeated by whoever samples, so they need not be here.
  const Extent x = clip(left, count, picture.width);
  const Extent y = clip(top, count, picture.height);
  return {.samples = Samples(picture, x.start, y.start, x.count, y.count), .fromCrop = mapFrom(x.start, y.start)};
}

}  // namespace agelens
