// What is trained on embeddings: scaling, then dense layers whose outputs a loss turns into probabilities, or the
// training rows themselves, of which the nearest vote.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/matrix.h"
#include "core/nn/activation.h"
#include "core/nn/gemm.h"
#include "core/nn/loss.h"
#include "core/nn/scaling.h"
#include "core/random.h"
#include "core/result.h"

namespace agelens {

struct DenseLayer {
  Matrix weight;            // (inputs, outputs)
  std::vector<float> bias;  // (outputs)

  DenseShape shape(std::size_t rows) const { return {rows, weight.rows, weight.columns}; }
};

// k nearest neighbours (Cover and Hart 1967): each of the `count` nearest points, by Euclidean distance, the first of
// equals, has one vote; one more vote is shared by all classes, so that no probability is 0.
struct Neighbours {
  std::size_t count = 0;
  Matrix points;                     // (points, dimension), scaled
  std::vector<std::int32_t> labels;  // class of each point
};

struct Classifier {
  std::size_t dimension = 0;
  Scaling scaling;
  Loss loss;
  Activation activation = Activation::relu;
  std::vector<DenseLayer> layers;  // the last one's outputs are the loss's; none where neighbours vote
  Neighbours neighbours;
};

// Layers of the given widths on top of `dimension` inputs: Glorot-uniform weights, zero biases.
std::vector<DenseLayer> initialiseLayers(std::size_t dimension, std::span<const std::size_t> widths, Random& random);

// (rows, classes): probabilities for the given rows of data, whose columns are the classifier's dimension.
std::vector<float> predictRows(const Classifier& classifier, const Matrix& data, std::span<const std::int32_t> rows);

// (rows, classes): probabilities for embeddings, (rows, dimension). Fails if they are not whole rows of the dimension
// that the classifier was trained on.
Result<std::vector<float>> predictProbabilities(const Classifier& classifier, std::vector<float> embeddings);

}  // namespace agelens
