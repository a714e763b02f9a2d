// A classifier as bytes, to be kept in the browser and in project files.
//
// Version 2, little-endian, no padding:
//   8 bytes           "AgeLensC"
//   u32               version, 2
//   u32               dimension d of the embeddings
//   u32               scaling: 0 standard, 1 l2, 2 raw
//   u32               loss: 0 softmax, 1 label distribution, 2 cumulative link, 3 CORN, 4 ridge
//   u32               activation: 0 ReLU, 1 GELU
//   u32               number of classes c
//   u32               number of class values: c if classes are ordinal, else 0
//   u32               number of layers; 0 where neighbours vote
//   u32 a layer       its width (outputs)
//   u32 u32           neighbours that vote, and number of points p; both 0 unless neighbours vote
//   f64               the class values, ascending
//   f32 d             mean of each dimension, only of standard scaling
//   f32 d             1 / deviation of each dimension, likewise
//   f32 a layer       weight (inputs, outputs) row by row, then bias (outputs)
//   f32 p d           the points row by row
//   u32 p             the class of each point
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
