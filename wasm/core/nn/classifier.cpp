#include "core/nn/classifier.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>
#include <utility>

#include "core/nn/activation.h"
#include "core/nn/dense.h"
#include "core/nn/loss.h"

namespace agelens {
namespace {

constexpr double smallestRelativeDeviation = 0.01;

// Rows are predicted in blocks, so that memory stays flat whatever their number.
constexpr std::size_t predictionBlock = 256;

}  // namespace

Standardisation learnStandardisation(const Matrix& data, std::span<const std::int32_t> rows) {
  assert(!rows.empty());
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
  Standardisation result;
  for (std::size_t i = 0; i < dimension; ++i) {
    const double deviation = std::max(std::sqrt(variance[i]), floor);
    result.mean.push_back(static_cast<float>(mean[i]));
    // Only when all rows are equal is the floor 0 as well; then there is nothing to scale.
    result.inverseDeviation.push_back(deviation > 0.0 ? static_cast<float>(1.0 / deviation) : 1.0F);
  }
  return result;
}

void gatherStandardised(const Standardisation& standardisation, const Matrix& data, std::span<const std::int32_t> rows,
                        std::span<float> x) {
  const std::size_t dimension = data.columns;
  assert(dimension == standardisation.mean.size() && x.size() == rows.size() * dimension);
  const float* mean = standardisation.mean.data();
  const float* inverseDeviation = standardisation.inverseDeviation.data();
  for (std::size_t r = 0; r < rows.size(); ++r) {
    const float* from = data.row(static_cast<std::size_t>(rows[r])).data();
    float* to = x.data() + r * dimension;
    for (std::size_t i = 0; i < dimension; ++i) to[i] = (from[i] - mean[i]) * inverseDeviation[i];
  }
}

std::vector<DenseLayer> initialiseLayers(std::size_t dimension, std::span<const std::size_t> widths, Random& random) {
  std::vector<DenseLayer> layers;
  std::size_t inputs = dimension;
  for (const std::size_t outputs : widths) {
    DenseLayer layer{Matrix(inputs, outputs), std::vector<float>(outputs)};
    const double limit = std::sqrt(6.0 / static_cast<double>(inputs + outputs));
    for (float& weight : layer.weight.values) weight = static_cast<float>(random.nextUniform(-limit, limit));
    layers.push_back(std::move(layer));
    inputs = outputs;
  }
  return layers;
}

std::vector<float> predictLogits(const Classifier& classifier, const Matrix& data, std::span<const std::int32_t> rows) {
  std::vector<float> logits;
  logits.reserve(rows.size() * classifier.classes());
  for (std::size_t first = 0; first < rows.size(); first += predictionBlock) {
    const auto block = rows.subspan(first, std::min(predictionBlock, rows.size() - first));
    std::vector<float> x(block.size() * data.columns);
    gatherStandardised(classifier.standardisation, data, block, x);
    for (const DenseLayer& layer : classifier.layers) {
      if (&layer != &classifier.layers.front()) reluForward(x);
      std::vector<float> y(block.size() * layer.bias.size());
      denseForward(x, layer.weight.values, layer.bias, y, layer.shape(block.size()));
      x = std::move(y);
    }
    logits.insert(logits.end(), x.begin(), x.end());
  }
  return logits;
}

Result<std::vector<float>> predictProbabilities(const Classifier& classifier, std::vector<float> embeddings) {
  Matrix data;
  data.columns = classifier.dimension();
  if (embeddings.size() % data.columns != 0) {
    return Error{"wrong-dimension",
                 "The classifier was trained with another backbone. Choose that backbone, or train again."};
  }
  data.rows = embeddings.size() / data.columns;
  data.values = std::move(embeddings);
  std::vector<std::int32_t> rows(data.rows);
  std::iota(rows.begin(), rows.end(), 0);
  std::vector<float> probabilities = predictLogits(classifier, data, rows);
  softmaxForward(probabilities, classifier.classes());
  return probabilities;
}

}  // namespace agelens
