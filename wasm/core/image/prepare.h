// One photograph, made ready for a backbone: decoded, upright, resized, augmented, normalised.
#pragma once

#include <cstdint>
#include <vector>

#include "core/image/augment.h"
#include "core/image/bytes.h"
#include "core/image/normalize.h"
#include "core/result.h"

namespace agelens {

struct PrepareRequest {
  int inputSize = 224;
  Normalization normalization;
  Augmentation augmentation;
  int copies = 0;  // besides copy 0, the photograph itself
  std::uint64_t seed = 0;
};

// (copies + 1, 3, inputSize, inputSize). Fails as decodeImage does. The photograph is stretched to the square.
Result<std::vector<float>> prepareSample(Bytes file, const PrepareRequest& request);

}  // namespace agelens
