#include "core/image/prepare.h"

#include <cassert>

#include "core/image/decode.h"
#include "core/image/resize.h"

namespace agelens {

Result<std::vector<float>> prepareSample(Bytes file, const PrepareRequest& request) {
  assert(request.inputSize > 0 && request.copies >= 0);
  const auto decoded = decodeImage(file);
  if (!decoded.ok()) return decoded.error();
  const Image image = resizeImage(decoded.value(), request.inputSize, request.inputSize);
  const std::size_t rowSize = image.pixels.size();
  std::vector<float> rows(rowSize * static_cast<std::size_t>(request.copies + 1));
  normalizePixels(image.pixels, request.normalization, std::span(rows).first(rowSize));
  for (int copy = 1; copy <= request.copies; ++copy) {
    const std::vector<float> pixels =
        augmentImage(image, request.augmentation, request.seed, static_cast<std::uint64_t>(copy));
    normalizePixels(pixels, request.normalization,
                    std::span(rows).subspan(rowSize * static_cast<std::size_t>(copy), rowSize));
  }
  return rows;
}

}  // namespace agelens
