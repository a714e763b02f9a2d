// The network of sequence_network.h as bytes, to be kept in the browser and in project files.
//
// Version 1, little-endian, no padding:
//   8 bytes           "AgeLensS"
//   u32               version, 1
//   u32               dimension d of the embeddings
//   u32               scaling, and u32 loss: as in classifier_file.h
//   u32               number of classes c
//   u32               number of class values: c if classes are ordinal, else 0
//   u32 u32           projected numbers, and units of either GRU
//   f64               the class values, ascending
//   f32 d             mean of each dimension, only of standard scaling
//   f32 d             1 / deviation of each dimension, likewise
//   f32               the weights, block after block as blocksOf has them
//   u32               CRC-32 of everything before
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/nn/sequence_network.h"
#include "core/result.h"

namespace agelens {

std::vector<std::uint8_t> writeSequenceNetwork(const SequenceNetwork& network);

// Any bytes are allowed: what is not a whole, undamaged network of a known version is an error, and nothing larger than
// the bytes themselves is allocated on the way.
Result<SequenceNetwork> readSequenceNetwork(std::span<const std::uint8_t> bytes);

}  // namespace agelens
