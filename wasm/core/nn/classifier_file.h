// A classifier as bytes, to be kept in the browser and in project files.
//
// Version 1, little-endian, no padding:
//   8 bytes           "AgeLensC"
//   u32               version, 1
//   u32               dimension d of the embeddings
//   u32               number of layers
//   u32 a layer       its width (outputs); the last one's is the number of classes
//   f32 d             mean of each dimension
//   f32 d             1 / deviation of each dimension
//   f32 a layer       weight (inputs, outputs) row by row, then bias (outputs)
//   u32               CRC-32 (as in zip and PNG) of everything before
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/nn/classifier.h"
#include "core/result.h"

namespace agelens {

std::vector<std::uint8_t> writeClassifier(const Classifier& classifier);

// Any bytes are allowed: what is not a whole, undamaged classifier of a known version is an error, and nothing larger
// than the bytes themselves is allocated on the way.
Result<Classifier> readClassifier(std::span<const std::uint8_t> bytes);

}  // namespace agelens
