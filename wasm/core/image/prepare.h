// One photograph, made ready for a backbone in two steps: its upright square, then the square and its copies as the
// backbone wants them.
#pragma once

#include <cstdint>
#include <vector>

#include "core/image/augment.h"
#include "core/image/bytes.h"
#include "core/image/image.h"
#include "core/image/normalize.h"
#include "core/result.h"

namespace agelens {

// The upright photograph, stretched to (size, size). Fails as decodeImage does. size > 0.
Result<Image> decodeSample(Bytes file, int size);

struct CopiesRequest {
  Normalization normalization;
  Augmentation augmentation;
  int copies = 0;  // besides copy 0, the photograph itself
  std::uint64_t seed = 0;
};

// (copies + 1, 3, height, width), normalised. A copy is the same however many there are.
std::vector<float> makeCopies(const Image& photograph, const CopiesRequest& request);

}  // namespace agelens
