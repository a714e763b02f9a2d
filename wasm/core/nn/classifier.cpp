#include "core/nn/classifier.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>
#include <utility>

#include "core/nn/dense.h"

namespace agelens {
namespace {

// Rows are predicted in blocks, so that memory stays flat whatever their number.
constexpr std::size_t predictionBlock = 256;

// (rows, classes): what the nearest points say of x, (rows, dimension).
std::vector<float> vote(const Neighbours& neighbours, std::span<const float> x, std::size_t classes) {
  const Matrix& points = neighbours.points;
  const std::size_t rows = x.size() / points.columns, count = std::min(neighbours.count, points.rows);
  std::vector<float> products(rows * points.rows);
  inputGradientProduct(x, points.values, products, {rows, points.rows, points.columns});
  std::vector<float> halfSquares(points.rows);
  for (std::size_t i = 0; i < points.rows; ++i) {
    const auto point = points.row(i);
    halfSquares[i] = std::inner_product(point.begin(), point.end(), point.begin(), 0.0F) / 2.0F;
  }

  const double evenly = 1.0 / static_cast<double>(classes), votes = static_cast<double>(count) + 1.0;
  std::vector<float> result(rows * classes, static_cast<float>(evenly / votes));
  std::vector<std::pair<float, std::size_t>> nearest(points.rows);
  for (std::size_t r = 0; r < rows; ++r) {
    // Half the squared distance, but for x's own share, which is the same for all points.
    for (std::size_t i = 0; i < points.rows; ++i) nearest[i] = {halfSquares[i] - products[r * points.rows + i], i};
    std::partial_sort(nearest.begin(), nearest.begin() + static_cast<std::ptrdiff_t>(count), nearest.end());
    for (std::size_t k = 0; k < count; ++k) {
      const auto label = static_cast<std::size_t>(neighbours.labels[nearest[k].second]);
      result[r * classes + label] += static_cast<float>(1.0 / votes);
    }
  }
  return result;
}

}  // namespace

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

std::vector<float> predictRows(const Classifier& classifier, const Matrix& data, std::span<const std::int32_t> rows) {
  assert(data.columns == classifier.dimension);
  std::vector<float> result;
  result.reserve(rows.size() * classifier.loss.classes());
  for (std::size_t first = 0; first < rows.size(); first += predictionBlock) {
    const auto block = rows.subspan(first, std::min(predictionBlock, rows.size() - first));
    std::vector<float> x(block.size() * data.columns);
    gatherScaled(classifier.scaling, data, block, x);
    for (const DenseLayer& layer : classifier.layers) {
      if (&layer != &classifier.layers.front()) activationForward(classifier.activation, x, x);
      std::vector<float> y(block.size() * layer.bias.size());
      denseForward(x, layer.weight.values, layer.bias, y, layer.shape(block.size()));
      x = std::move(y);
    }
    const std::vector<float> probabilities = classifier.layers.empty()
                                                 ? vote(classifier.neighbours, x, classifier.loss.classes())
                                                 : classifier.loss.probabilities(x);
    result.insert(result.end(), probabilities.begin(), probabilities.end());
  }
  return result;
}

Result<std::vector<float>> predictProbabilities(const Classifier& classifier, std::vector<float> embeddings) {
  Matrix data;
  data.columns = classifier.dimension;
  if (embeddings.size() % data.columns != 0) {
    return Error{"wrong-dimension",
                 "The classifier was trained with another backbone. Choose that backbone, or train again."};
  }
  data.rows = embeddings.size() / data.columns;
  data.values = std::move(embeddings);
  std::vector<std::int32_t> rows(data.rows);
  std::iota(rows.begin(), rows.end(), 0);
  return predictRows(classifier, data, rows);
}

}  // namespace agelens
