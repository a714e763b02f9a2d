#include "core/image/prepare.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

#include "core/image/resize.h"

namespace agelens {
namespace {

// Copies are sampled from pixels between this and twice as fine as theirs, where the photograph has them: from pixels
// of their own size they would be blurred twice.
constexpr double leastFineness = 1.5;

// By which whole number a side of the photograph is divided before copies are sampled from it.
double stepFor(double side, int size) { return std::max(std::floor(side / size / leastFineness), 1.0); }

std::uint8_t roundedLevel(float level) {
  level = std::clamp(level, 0.0F, 255.0F) + 0.5F;
  return static_cast<std::uint8_t>(level);
}

Image squareOf(const Image& photograph, const CopiesRequest& request) {
  const int size = request.size;
  return request.crop ? cropImage(photograph, *request.crop, size) : resizeImage(photograph, size, size);
}

// The whole photograph, stretched to the square, but finer where it has the pixels.
Square wholeSquare(const Image& photograph, int size) {
  const auto fine = [size](int side) {
    return std::max(static_cast<int>(std::lround(side / stepFor(side, size))), size);
  };
  const int width = fine(photograph.width);
  const int height = fine(photograph.height);
  // Pixel i of `size` covers [i, i + 1) of the square, and that times the scale of the finer picture.
  const double x = static_cast<double>(width) / size;
  const double y = static_cast<double>(height) / size;
  return {.samples = Samples(resizeImage(photograph, width, height)),
          .size = size,
          .fromSquare = {.xFromColumn = x, .xOffset = (x - 1.0) / 2.0, .yFromRow = y, .yOffset = (y - 1.0) / 2.0}};
}

// The square as its copies are sampled: of a crop with what they show of the photograph around it.
Square asSampled(const Image& photograph, const CopiesRequest& request) {
  if (!request.crop) return wholeSquare(photograph, request.size);
  const double reach = 1.0 + 2.0 * marginFor(request.augmentation, request.size) / request.size;
  const double step = stepFor(request.crop->side, request.size);
  // The edge pixel can be repeated before the reduction, which is finer; another filling needs to know the end.
  const bool repeated = request.augmentation.fillMode == FillMode::nearest;
  Surroundings around = surroundingsOf(photograph, *request.crop, request.size, reach, step,
                                       repeated ? PictureEnd::repeated : PictureEnd::kept);
  return {.samples = std::move(around.samples), .size = request.size, .fromSquare = around.fromCrop};
}

// Calls take(copy, pixels) for copies 1 to `copies`.
template <typename Take>
void eachCopy(const Image& photograph, const CopiesRequest& request, const Image& square, Take take) {
  if (request.copies == 0) return;
  const Square sampled = asSampled(photograph, request);
  const Fingerprint fingerprint = fingerprintOf(square);
  for (int copy = 1; copy <= request.copies; ++copy) {
    take(static_cast<std::size_t>(copy),
         augmentSquare(sampled, fingerprint, request.augmentation, request.seed, static_cast<std::uint64_t>(copy)));
  }
}

}  // namespace

std::vector<float> makeCopies(const Image& photograph, const CopiesRequest& request) {
  assert(request.copies >= 0 && request.size > 0);
  const Image square = squareOf(photograph, request);
  const std::size_t rowSize = square.pixels.size();
  std::vector<float> rows(rowSize * static_cast<std::size_t>(request.copies + 1));
  normalizePixels(square.pixels, request.normalization, std::span(rows).first(rowSize));
  eachCopy(photograph, request, square, [&](std::size_t copy, const std::vector<float>& pixels) {
    normalizePixels(pixels, request.normalization, std::span(rows).subspan(rowSize * copy, rowSize));
  });
  return rows;
}

std::vector<std::uint8_t> drawCopies(const Image& photograph, const CopiesRequest& request) {
  assert(request.copies >= 0 && request.size > 0);
  std::vector<std::uint8_t> rgba;
  const Image square = squareOf(photograph, request);
  rgba.reserve(square.pixels.size() / 3 * 4 * static_cast<std::size_t>(request.copies));
  eachCopy(photograph, request, square, [&](std::size_t, const std::vector<float>& pixels) {
    for (std::size_t at = 0; at < pixels.size(); at += 3) {
      for (std::size_t channel = 0; channel < 3; ++channel) {
        rgba.push_back(roundedLevel(pixels[at + channel]));
      }
      rgba.push_back(255);
    }
  });
  return rgba;
}

}  // namespace agelens
