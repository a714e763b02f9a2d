// What is trained on embeddings: standardisation, then dense layers with ReLU between them and softmax at the end.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/matrix.h"
#include "core/nn/gemm.h"
#include "core/random.h"
#include "core/result.h"

namespace agelens {

// Turns each embedding dimension into one of mean 0 and deviation 1.
struct Standardisation {
  std::vector<float> mean;
  std::vector<float> inverseDeviation;
};

// Learns it from the given rows of data. A dimension that hardly varies among them is scaled as if it varied a little:
// a deviation below 1 % of the dimensions' root mean square deviation counts as that, so that one unseen photograph
// cannot blow it up.
Standardisation learnStandardisation(const Matrix& data, std::span<const std::int32_t> rows);

// Writes the given rows of data, standardised, to x, (rows, dimension).
void gatherStandardised(const Standardisation& standardisation, const Matrix& data, std::span<const std::int32_t> rows,
                        std::span<float> x);

struct DenseLayer {
  Matrix weight;            // (inputs, outputs)
  std::vector<float> bias;  // (outputs)

  DenseShape shape(std::size_t rows) const { return {rows, weight.rows, weight.columns}; }
};

struct Classifier {
  Standardisation standardisation;
  std::vector<DenseLayer> layers;  // at least one; the last one's outputs are the classes

  std::size_t dimension() const { return standardisation.mean.size(); }
  std::size_t classes() const { return layers.back().bias.size(); }
};

// Layers of the given widths on top of `dimension` inputs: Glorot-uniform weights, zero biases.
std::vector<DenseLayer> initialiseLayers(std::size_t dimension, std::span<const std::size_t> widths, Random& random);

// (rows, classes): the last layer's outputs before softmax, for the given rows of data.
std::vector<float> predictLogits(const Classifier& classifier, const Matrix& data, std::span<const std::int32_t> rows);

// (rows, classes): probabilities for embeddings, (rows, dimension). Fails if they are not whole rows of the dimension
// that the classifier was trained on.
Result<std::vector<float>> predictProbabilities(const Classifier& classifier, std::vector<float> embeddings);

}  // namespace agelens
