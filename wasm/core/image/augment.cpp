#include "core/image/augment.h"

#include <algorithm>
#include <cmath>

#include "core/elementary.h"
#include "core/image/bilinear.h"
#include "core/image/blur.h"
#include "core/image/colour.h"
#include "core/image/erase.h"
#include "core/random.h"

namespace agelens {
namespace {

// The first two rows of the matrix of `Affine`.
Mapping makeMapping(const Affine& affine, int width, int height) {
  const double sine = exactSin(toRadians(affine.rotationDegrees));
  const double cosine = exactCos(toRadians(affine.rotationDegrees));
  const double shearSine = exactSin(toRadians(affine.shearDegrees));
  const double shearCosine = exactCos(toRadians(affine.shearDegrees));
  Mapping mapping{};
  mapping.xFromColumn = cosine * affine.xZoom;
  mapping.xFromRow = (-cosine * shearSine - sine * shearCosine) * affine.yZoom;
  mapping.yFromColumn = sine * affine.xZoom;
  mapping.yFromRow = (-sine * shearSine + cosine * shearCosine) * affine.yZoom;
  const double centreX = height / 2.0 - 0.5;
  const double centreY = width / 2.0 - 0.5;
  mapping.xOffset = cosine * affine.xShift - sine * affine.yShift + centreX - mapping.xFromColumn * centreX -
                    mapping.xFromRow * centreY;
  mapping.yOffset = sine * affine.xShift + cosine * affine.yShift + centreY - mapping.yFromColumn * centreX -
                    mapping.yFromRow * centreY;
  return mapping;
}

// The remainder in [0, period).
double wrapAround(double value, double period) { return value - period * std::floor(value / period); }

constexpr auto foldByReflection = [](double at, int size) {
  // Half a pixel beyond the edge pixel's centre is the mirror, so places up to there lie between it and itself.
  at = wrapAround(at + 0.5, 2.0 * size) - 0.5;
  if (at > size - 0.5) at = 2.0 * size - 1.0 - at;
  return std::clamp(at, 0.0, size - 1.0);
};

constexpr auto foldByPeriod = [](double at, int size) {
  const double last = size - 1;
  if (at >= 0.0 && at <= last) return at;
  return size > 1 ? wrapAround(at, last) : 0.0;
};

constexpr auto foldToOutside = [](double at, int size) { return at > size - 1 ? -1.0 : at; };

std::vector<float> sample(const Samples& image, const Mapping& mapping, int width, int height, const Affine& affine) {
  const Float4 outside = Float4{} + affine.fillValue;
  std::vector<float> result(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 3);
  float* out = result.data();
  const auto along = [&](auto fold) {
    sampleBilinear(image, mapping, width, height, outside, fold, [&out](Float4 pixel) {
      storeThree(out, pixel);
      out += 3;
    });
  };
  switch (affine.fillMode) {
    case FillMode::nearest:
      along(foldToEdge);
      break;
    case FillMode::reflect:
      along(foldByReflection);
      break;
    case FillMode::wrap:
      along(foldByPeriod);
      break;
    case FillMode::constant:
      along(foldToOutside);
      break;
  }
  return result;
}

// The finaliser of SplitMix64 (Steele, Lea, Flood 2014): every input bit changes half of the output bits.
std::uint64_t mixBits(std::uint64_t bits) {
  bits = (bits ^ (bits >> 30U)) * 0xbf58476d1ce4e5b9U;
  bits = (bits ^ (bits >> 27U)) * 0x94d049bb133111ebU;
  return bits ^ (bits >> 31U);
}

// Keras counts a shift below 1 in pictures and any other in pixels.
double unitOfShift(double shift, int size) { return shift < 1.0 ? size : 1.0; }

}  // namespace

FillMode parseFillMode(std::string_view name) {
  if (name == "reflect") return FillMode::reflect;
  if (name == "wrap") return FillMode::wrap;
  if (name == "constant") return FillMode::constant;
  return FillMode::nearest;
}

std::vector<float> applyAffine(const Image& image, const Affine& affine) {
  const Mapping mapping = makeMapping(affine, image.width, image.height);
  return sample(Samples(image), mapping, image.width, image.height, affine);
}

std::vector<float> applyAffine(const Square& square, const Affine& affine) {
  const Mapping mapping = compose(square.fromSquare, makeMapping(affine, square.size, square.size));
  return sample(square.samples, mapping, square.size, square.size, affine);
}

void flipHorizontally(std::vector<float>& pixels, int width) {
  const std::size_t rowLength = static_cast<std::size_t>(width) * 3;
  for (std::size_t start = 0; start < pixels.size(); start += rowLength) {
    float* left = pixels.data() + start;
    float* right = left + rowLength - 3;
    for (; left < right; left += 3, right -= 3) std::swap_ranges(left, left + 3, right);
  }
}

void flipVertically(std::vector<float>& pixels, int width) {
  const auto rowLength = static_cast<std::ptrdiff_t>(width) * 3;
  auto top = pixels.begin();
  for (auto bottom = pixels.end(); bottom - top >= 2 * rowLength; top += rowLength) {
    bottom -= rowLength;
    std::swap_ranges(top, top + rowLength, bottom);
  }
}

Fingerprint fingerprintOf(const Image& square) {
  // FNV-1a (Fowler, Noll, Vo), 64 bits.
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const std::uint8_t value : square.pixels) hash = (hash ^ value) * 0x100000001b3U;
  return Fingerprint{hash};
}

int marginFor(const Augmentation& augmentation, int size) {
  // The farthest that a copy's corner can lie from the centre, along either axis, before it is turned: shear moves it
  // along the first by a share of the second, and brings it nearer along the second.
  const double shear = exactSin(toRadians(std::min(augmentation.shearDegrees, 90.0)));
  const auto share = [size](double shift) { return shift * unitOfShift(shift, size) / size; };
  const double across = size * (augmentation.zoom.high * (1.0 + shear) / 2.0 + share(augmentation.widthShift));
  const double along = size * (augmentation.zoom.high / 2.0 + share(augmentation.heightShift));
  const double longer = std::max(across, along);
  const double shorter = std::min(across, along);
  // Turning moves a corner outwards along an axis, at most until it lies on the axis.
  const double angle = toRadians(std::min(augmentation.rotationDegrees, 90.0));
  const double sine = exactSin(angle);
  const double cosine = exactCos(angle);
  const double diagonal = std::sqrt(across * across + along * along);
  const double reach = longer * sine >= shorter * cosine ? diagonal : longer * cosine + shorter * sine;
  return static_cast<int>(std::ceil(reach - size / 2.0));
}

std::vector<float> augmentSquare(const Square& square, Fingerprint fingerprint, const Augmentation& augmentation,
                                 std::uint64_t seed, std::uint64_t copy) {
  Random random(mixBits(seed + mixBits(static_cast<std::uint64_t>(fingerprint) + copy)));
  const auto drawAround = [&random](double centre, double radius) {
    return random.nextUniform(centre - radius, centre + radius);
  };
  const auto drawFrom = [&random](const Range& range) { return random.nextUniform(range.low, range.high); };
  // All are drawn, in this order, whatever is switched on: one setting does not change what another draws.
  Affine affine{.fillMode = augmentation.fillMode, .fillValue = augmentation.fillValue};
  affine.rotationDegrees = drawAround(0.0, augmentation.rotationDegrees);
  affine.yShift = drawAround(0.0, augmentation.heightShift) * unitOfShift(augmentation.heightShift, square.size);
  affine.xShift = drawAround(0.0, augmentation.widthShift) * unitOfShift(augmentation.widthShift, square.size);
  affine.yZoom = drawFrom(augmentation.zoom);
  affine.xZoom = drawFrom(augmentation.zoom);
  const bool mirrored = random.nextUnit() < 0.5F;
  affine.shearDegrees = drawAround(0.0, augmentation.shearDegrees);
  const bool upsideDown = random.nextUnit() < 0.5F;
  const double channelShift = drawAround(0.0, augmentation.channelShift);
  const double brightness = drawFrom(augmentation.brightness);
  const double contrast = drawAround(1.0, augmentation.contrast);
  const double saturation = drawAround(1.0, augmentation.saturation);
  const double blur = random.nextUniform(0.0, augmentation.blur);
  const bool grey = random.nextUniform(0.0, 1.0) < augmentation.greyscale;
  const bool erased = random.nextUniform(0.0, 1.0) < augmentation.erasing;
  const Rectangle hole = drawRectangle(random, square.size);
  const std::uint32_t filling = random.next();

  std::vector<float> pixels = applyAffine(square, affine);
  if (augmentation.horizontalFlip && mirrored) flipHorizontally(pixels, square.size);
  if (augmentation.verticalFlip && upsideDown) flipVertically(pixels, square.size);
  shiftChannels(pixels, static_cast<float>(channelShift));
  scaleBrightness(pixels, static_cast<float>(brightness));
  scaleContrast(pixels, static_cast<float>(contrast));
  scaleSaturation(pixels, static_cast<float>(saturation));
  if (grey) scaleSaturation(pixels, 0.0F);
  blurGaussian(pixels, square.size, blur);
  if (erased) eraseRectangle(pixels, square.size, hole, filling);
  return pixels;
}

}  // namespace agelens
