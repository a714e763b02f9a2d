// NumPy's array file, version 1.0 (numpy.lib.format): float32, int32 and uint8. What NumPy makes unless told otherwise,
// float64 and int64, is read as the first two.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <variant>
#include <vector>

#include "core/result.h"

namespace agelens {

struct NpyArray {
  std::variant<std::vector<float>, std::vector<std::int32_t>, std::vector<std::uint8_t>> data;  // row-major
  std::vector<std::size_t> shape;
};

// Precondition: the data has as many values as the shape says.
std::vector<std::uint8_t> writeNpy(const NpyArray& array);

// Column-major files are turned to row-major, float64 is rounded. Fails with `npy-malformed`, `npy-unsupported`
// (another version or type, or an integer beyond int32) or `truncated`.
Result<NpyArray> readNpy(std::span<const std::uint8_t> file);

}  // namespace agelens
