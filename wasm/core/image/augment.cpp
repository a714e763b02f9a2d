#include "core/image/augment.h"

#include <algorithm>
#include <cmath>

#include "core/elementary.h"
#include "core/random.h"

namespace agelens {
namespace {

// The first two rows of the matrix of `Affine`.
struct Mapping {
  double xFromX, xFromY, xOffset;
  double yFromX, yFromY, yOffset;
};

double toRadians(double degrees) { return degrees * 0.017453292519943295; }

Mapping makeMapping(const Affine& affine, int width, int height) {
  const double sine = exactSin(toRadians(affine.rotationDegrees));
  const double cosine = exactCos(toRadians(affine.rotationDegrees));
  const double shearSine = exactSin(toRadians(affine.shearDegrees));
  const double shearCosine = exactCos(toRadians(affine.shearDegrees));
  Mapping mapping{};
  mapping.xFromX = cosine * affine.xZoom;
  mapping.xFromY = (-cosine * shearSine - sine * shearCosine) * affine.yZoom;
  mapping.yFromX = sine * affine.xZoom;
  mapping.yFromY = (-sine * shearSine + cosine * shearCosine) * affine.yZoom;
  const double centreX = height / 2.0 - 0.5;
  const double centreY = width / 2.0 - 0.5;
  mapping.xOffset =
      cosine * affine.xShift - sine * affine.yShift + centreX - mapping.xFromX * centreX - mapping.xFromY * centreY;
  mapping.yOffset =
      sine * affine.xShift + cosine * affine.yShift + centreY - mapping.yFromX * centreX - mapping.yFromY * centreY;
  return mapping;
}

// Two neighbouring pixels along an axis, and the weight of the second.
struct Neighbours {
  int first;
  int second;
  float weight;
  bool inside;
};

// The remainder in [0, period).
double wrapAround(double value, double period) { return value - period * std::floor(value / period); }

Neighbours findNeighbours(double at, int size, FillMode fillMode) {
  const double last = size - 1;
  bool inside = true;
  switch (fillMode) {
    case FillMode::nearest:
      at = std::clamp(at, 0.0, last);
      break;
    case FillMode::reflect:
      // Half a pixel beyond the edge pixel's centre is the mirror, so places up to there lie between it and itself.
      at = wrapAround(at + 0.5, 2.0 * size) - 0.5;
      if (at > size - 0.5) at = 2.0 * size - 1.0 - at;
      at = std::clamp(at, 0.0, last);
      break;
    case FillMode::wrap:
      if (at < 0.0 || at > last) at = size > 1 ? wrapAround(at, last) : 0.0;
      break;
    case FillMode::constant:
      inside = at >= 0.0 && at <= last;
      at = std::clamp(at, 0.0, last);
      break;
  }
  const int first = static_cast<int>(at);  // at >= 0, so this is the floor
  return {first, std::min(first + 1, size - 1), static_cast<float>(at - first), inside};
}

// FNV-1a (Fowler, Noll, Vo), 64 bits.
std::uint64_t hashPixels(const std::vector<std::uint8_t>& pixels) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const std::uint8_t value : pixels) hash = (hash ^ value) * 0x100000001b3U;
  return hash;
}

// The finaliser of SplitMix64 (Steele, Lea, Flood 2014): every input bit changes half of the output bits.
std::uint64_t mixBits(std::uint64_t bits) {
  bits = (bits ^ (bits >> 30U)) * 0xbf58476d1ce4e5b9U;
  bits = (bits ^ (bits >> 27U)) * 0x94d049bb133111ebU;
  return bits ^ (bits >> 31U);
}

}  // namespace

std::vector<float> applyAffine(const Image& image, const Affine& affine) {
  const Mapping mapping = makeMapping(affine, image.width, image.height);
  std::vector<float> result(image.pixels.size());
  float* out = result.data();
  for (int row = 0; row < image.height; ++row) {
    for (int column = 0; column < image.width; ++column, out += 3) {
      const Neighbours columns = findNeighbours(mapping.xFromX * column + mapping.xFromY * row + mapping.xOffset,
                                                image.width, affine.fillMode);
      const Neighbours rows = findNeighbours(mapping.yFromX * column + mapping.yFromY * row + mapping.yOffset,
                                             image.height, affine.fillMode);
      if (!rows.inside || !columns.inside) {
        std::fill_n(out, 3, affine.fillValue);
        continue;
      }
      const std::uint8_t* const topLeft = image.pixels.data() + image.offset(columns.first, rows.first);
      const std::uint8_t* const topRight = image.pixels.data() + image.offset(columns.second, rows.first);
      const std::uint8_t* const bottomLeft = image.pixels.data() + image.offset(columns.first, rows.second);
      const std::uint8_t* const bottomRight = image.pixels.data() + image.offset(columns.second, rows.second);
      for (int channel = 0; channel < 3; ++channel) {
        const auto left = static_cast<float>(topLeft[channel]);
        const auto leftBelow = static_cast<float>(bottomLeft[channel]);
        const float top = left + columns.weight * (static_cast<float>(topRight[channel]) - left);
        const float bottom = leftBelow + columns.weight * (static_cast<float>(bottomRight[channel]) - leftBelow);
        out[channel] = top + rows.weight * (bottom - top);
      }
    }
  }
  return result;
}

void flipHorizontally(std::vector<float>& pixels, int width) {
  const std::size_t rowLength = static_cast<std::size_t>(width) * 3;
  for (std::size_t start = 0; start < pixels.size(); start += rowLength) {
    float* left = pixels.data() + start;
    float* right = left + rowLength - 3;
    for (; left < right; left += 3, right -= 3) std::swap_ranges(left, left + 3, right);
  }
}

std::vector<float> augmentImage(const Image& image, const Augmentation& augmentation, std::uint64_t seed,
                                std::uint64_t copy) {
  Random random(mixBits(seed + mixBits(hashPixels(image.pixels) + copy)));
  const auto drawAround = [&random](double centre, double radius) {
    return random.nextUniform(centre - radius, centre + radius);
  };
  // All are drawn, in this order, whatever is switched on: one setting does not change what another draws.
  Affine affine;
  affine.rotationDegrees = drawAround(0.0, augmentation.rotationDegrees);
  affine.yShift = drawAround(0.0, augmentation.heightShift) * image.height;
  affine.xShift = drawAround(0.0, augmentation.widthShift) * image.width;
  affine.yZoom = drawAround(1.0, augmentation.zoom);
  affine.xZoom = drawAround(1.0, augmentation.zoom);
  const bool flip = random.nextUnit() < 0.5F;
  std::vector<float> pixels = applyAffine(image, affine);
  if (augmentation.horizontalFlip && flip) flipHorizontally(pixels, image.width);
  return pixels;
}

}  // namespace agelens
