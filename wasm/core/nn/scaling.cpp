#include "core/nn/scaling.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

namespace agelens {
namespace {

constexpr double smallestRelativeDeviation = 0.01;

Scaling learnStandard(const Matrix& data, std::span<const std::int32_t> rows) {
  const std::size_t dimension = data.columns;
  const auto count = static_cast<double>(rows.size());
  std::vector<double> mean(dimension), variance(dimension);
  for (const std::int32_t row : rows) {
    const auto x = data.row(static_cast<std::size_t>(row));
    for (std::size_t i = 0; i < dimension; ++i) mean[i] += x[i];
  }
  for (double& value : mean) value /= count;
  // A second pass over the differences: the mean of squares less the square of the mean would cancel.
  for (const std::int32_t row : rows) {
    const auto x = data.row(static_cast<std::size_t>(row));
    for (std::size_t i = 0; i < dimension; ++i) variance[i] += (x[i] - mean[i]) * (x[i] - mean[i]);
  }
  for (double& value : variance) value /= count;

  const double meanVariance = std::accumulate(variance.begin(), variance.end(), 0.0) / static_cast<double>(dimension);
  const double floor = smallestRelativeDeviation * std::sqrt(meanVariance);
  Scaling result{.kind = ScalingKind::standard, .mean = {}, .inverseDeviation = {}};
  for (std::size_t i = 0; i < dimension; ++i) {
    const double deviation = std::max(std::sqrt(variance[i]), floor);
    result.mean.push_back(static_cast<float>(mean[i]));
    // Only when all rows are equal is the floor 0 as well; then there is nothing to scale.
    result.inverseDeviation.push_back(deviation > 0.0 ? static_cast<float>(1.0 / deviation) : 1.0F);
  }
  return result;
}

void copyWithLength(std::span<const float> from, std::span<float> to) {
  double squares = 0.0;
  for (const float value : from) squares += static_cast<double>(value) * value;
  const double length = std::sqrt(squares / static_cast<double>(from.size()));
  const auto scale = static_cast<float>(length > 0.0 ? 1.0 / length : 1.0);
  for (std::size_t i = 0; i < from.size(); ++i) to[i] = from[i] * scale;
}

}  // namespace

std::optional<ScalingKind> parseScaling(std::string_view name) {
  if (name == "standard") return ScalingKind::standard;
  if (name == "l2") return ScalingKind::l2;
  if (name == "raw") return ScalingKind::raw;
  return std::nullopt;
}

std::string_view nameOf(ScalingKind kind) {
  if (kind == ScalingKind::standard) return "standard";
  return kind == ScalingKind::l2 ? "l2" : "raw";
}

Scaling learnScaling(ScalingKind kind, const Matrix& data, std::span<const std::int32_t> rows) {
  assert(!rows.empty());
  if (kind == ScalingKind::standard) return learnStandard(data, rows);
  return {.kind = kind, .mean = {}, .inverseDeviation = {}};
}

void gatherScaled(const Scaling& scaling, const Matrix& data, std::span<const std::int32_t> rows, std::span<float> x) {
  const std::size_t dimension = data.columns;
  assert(x.size() == rows.size() * dimension);
  const float* mean = scaling.mean.data();
  const float* inverseDeviation = scaling.inverseDeviation.data();
  for (std::size_t r = 0; r < rows.size(); ++r) {
    const auto from = data.row(static_cast<std::size_t>(rows[r]));
    const auto to = x.subspan(r * dimension, dimension);
    if (scaling.kind == ScalingKind::standard) {
      for (std::size_t i = 0; i < dimension; ++i) to[i] = (from[i] - mean[i]) * inverseDeviation[i];
    } else if (scaling.kind == ScalingKind::l2) {
      copyWithLength(from, to);
    } else {
      std::copy(from.begin(), from.end(), to.begin());
    }
  }
}

}  // namespace agelens
