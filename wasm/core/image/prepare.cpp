#include "core/image/prepare.h"

#include <cassert>

#include "core/image/decode.h"
#include "core/image/resize.h"

namespace agelens {

Result<Image> decodeSample(Bytes file, int size) {
  assert(size > 0);
  const auto decoded = decodeImage(file);
  if (!decoded.ok()) return decoded.error();
  return resizeImage(decoded.value(), size, size);
}

std::vector<float> makeCopies(const Image& photograph, const CopiesRequest& request) {
  assert(request.copies >= 0);
  const std::size_t rowSize = photograph.pixels.size();
  std::vector<float> rows(rowSize * static_cast<std::size_t>(request.copies + 1));
  normalizePixels(photograph.pixels, request.normalization, std::span(rows).first(rowSize));
  for (int copy = 1; copy <= request.copies; ++copy) {
    const std::vector<float> pixels =
        augmentImage(photograph, request.augmentation, request.seed, static_cast<std::uint64_t>(copy));
    normalizePixels(pixels, request.normalization,
                    std::span(rows).subspan(rowSize * static_cast<std::size_t>(copy), rowSize));
  }
  return rows;
}

}  // namespace agelens
