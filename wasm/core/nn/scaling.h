// What is done to embeddings before a classifier sees them.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/matrix.h"

namespace agelens {

enum class ScalingKind : std::uint8_t {
  standard,  // each dimension gets mean 0 and deviation 1 over the training rows
  l2,        // each row gets the length sqrt(dimension), so that its values have a root mean square of 1
  raw,       // nothing
};

// `standard`, `l2` or `raw`.
std::optional<ScalingKind> parseScaling(std::string_view name);
std::string_view nameOf(ScalingKind kind);

struct Scaling {
  ScalingKind kind = ScalingKind::raw;
  std::vector<float> mean;              // (dimension); empty unless standard
  std::vector<float> inverseDeviation;  // likewise
};

// Learns it from the given rows of data. A dimension that hardly varies among them is scaled as if it varied a little:
// a deviation below 1 % of the dimensions' root mean square deviation counts as that, so that one unseen photograph
// cannot blow it up.
Scaling learnScaling(ScalingKind kind, const Matrix& data, std::span<const std::int32_t> rows);

// Writes the given rows of data, scaled, to x, (rows, dimension).
void gatherScaled(const Scaling& scaling, const Matrix& data, std::span<const std::int32_t> rows, std::span<float> x);

}  // namespace agelens
