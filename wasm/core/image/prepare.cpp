#include "core/image/prepare.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

#include "core/image/resize.h"

namespace agelens {
namespace {

// Copies of a crop are sampled from pixels between this and twice as fine as theirs, where the photograph has them:
// from pixels of their own size they would be blurred twice.
constexpr double leastFineness = 1.5;

Image squareOf(const Image& photograph, const CopiesRequest& request) {
  const int size = request.size;
  return request.crop ? cropImage(photograph, *request.crop, size) : resizeImage(photograph, size, size);
}

// The square as its copies are sampled: with what they show of the photograph around it.
Square withSurroundings(const Image& photograph, const CopiesRequest& request, const Image& square) {
  if (!request.crop) return {.samples = Samples(square), .size = request.size, .fromSquare = {}};
  const double reach = 1.0 + 2.0 * marginFor(request.augmentation, request.size) / request.size;
  const double step = std::max(std::floor(request.crop->side / request.size / leastFineness), 1.0);
  // The edge pixel can be repeated before the reduction, which is finer; another filling needs to know the end.
  const bool repeated = request.augmentation.fillMode == FillMode::nearest;
  Surroundings around = surroundingsOf(photograph, *request.crop, request.size, reach, step,
                                       repeated ? PictureEnd::repeated : PictureEnd::kept);
  return {.samples = std::move(around.samples), .size = request.size, .fromSquare = around.fromCrop};
}

}  // namespace

std::vector<float> makeCopies(const Image& photograph, const CopiesRequest& request) {
  assert(request.copies >= 0 && request.size > 0);
  const Image square = squareOf(photograph, request);
  const std::size_t rowSize = square.pixels.size();
  std::vector<float> rows(rowSize * static_cast<std::size_t>(request.copies + 1));
  normalizePixels(square.pixels, request.normalization, std::span(rows).first(rowSize));
  if (request.copies == 0) return rows;
  const Square surrounded = withSurroundings(photograph, request, square);
  const Fingerprint fingerprint = fingerprintOf(square);
  for (int copy = 1; copy <= request.copies; ++copy) {
    const std::vector<float> pixels =
        augmentSquare(surrounded, fingerprint, request.augmentation, request.seed, static_cast<std::uint64_t>(copy));
    normalizePixels(pixels, request.normalization,
                    std::span(rows).subspan(rowSize * static_cast<std::size_t>(copy), rowSize));
  }
  return rows;
}

}  // namespace agelens
