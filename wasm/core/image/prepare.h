// What of a photograph a backbone sees, and its copies, as the backbone wants them.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/image/augment.h"
#include "core/image/crop.h"
#include "core/image/image.h"
#include "core/image/normalize.h"

namespace agelens {

struct CopiesRequest {
  int size = 0;              // of the square that the backbone sees
  std::optional<Crop> crop;  // without one the whole photograph, stretched to the square
  Normalization normalization;
  Augmentation augmentation;
  int copies = 0;  // besides copy 0, the square itself
  std::uint64_t seed = 0;
};

// (copies + 1, 3, size, size), normalised. A copy is the same however many there are. Copies are sampled from the
// photograph itself, not from the square. Those of a crop show the photograph around it; the fill mode is for what lies
// beyond the photograph, where `wrap` starts over with what is around the crop. Preconditions: those of cropImage,
// size > 0.
std::vector<float> makeCopies(const Image& photograph, const CopiesRequest& request);

// The same copies, without the square, to look at: (copies, size, size, 4) red, green, blue and 255. The normalisation
// is not used.
std::vector<std::uint8_t> drawCopies(const Image& photograph, const CopiesRequest& request);

}  // namespace agelens
