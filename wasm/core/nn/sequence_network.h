// What the album is read by: a network that tells the class of every photograph of one person from all of them, in the
// order in which they were taken.
//
// Embeddings are scaled and projected to a few numbers p, without an activation. One GRU reads the p from the first
// photograph on, another from the last one on (Schuster and Paliwal 1997): a photograph is answered by what came before
// it and by what came after it. A dense layer over p and both hidden states gives the outputs of the loss. p goes there
// straight too, so that the network can do what a linear classifier of one photograph does.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/nn/classifier.h"
#include "core/nn/gru.h"
#include "core/random.h"
#include "core/result.h"

namespace agelens {

struct SequenceSizes {
  std::size_t dimension = 0;  // of an embedding
  std::size_t projected = 0;
  std::size_t units = 0;    // of either GRU
  std::size_t outputs = 0;  // the loss's width

  std::size_t features() const { return projected + 2 * units; }
};

// All that is trained, or the gradient by it.
struct SequenceWeights {
  DenseLayer projection;  // (dimension, projected)
  Gru earlier;            // reads forward
  Gru later;              // reads backward
  DenseLayer output;      // (features, outputs)

  SequenceWeights() = default;
  // All 0.
  explicit SequenceWeights(const SequenceSizes& sizes);
  SequenceSizes sizes() const;
};

// One block of weights after another, in the order of a network's file; biases do not decay.
struct WeightBlock {
  std::span<float> values;
  bool isBias;
};
std::vector<WeightBlock> blocksOf(SequenceWeights& weights);

// Glorot-uniform weights, zero biases.
SequenceWeights initialiseSequence(const SequenceSizes& sizes, Random& random);

struct SequenceNetwork {
  Scaling scaling;
  Loss loss;
  SequenceWeights weights;
};

// What the way there leaves for the way back; rows as in gru.h.
struct SequenceState {
  std::vector<float> x;          // (steps * rows, dimension): the input, past dropout
  std::vector<float> projected;  // (steps * rows, projected)
  GruState earlier;
  GruState later;
  std::vector<float> features;  // (steps * rows, features): projected, earlier, later, past dropout
  std::vector<float> mask;      // of features; empty: none were dropped
  std::vector<float> outputs;   // (steps * rows, outputs)
};

// state.x is the scaled embeddings. With a generator, `dropout` of the features are dropped.
void sequenceForward(const SequenceWeights& weights, SequenceState& state, std::size_t steps, std::size_t rows,
                     double dropout, Random* random);

// gradOutputs is the gradient of the loss by state.outputs; writes those by the weights.
void sequenceBackward(const SequenceWeights& weights, const SequenceState& state, std::span<const float> gradOutputs,
                      SequenceWeights& gradient, std::size_t steps, std::size_t rows);

// embeddings is (sum of lengths, dimension): sequences one after another. Returns (sum of lengths, classes)
// probabilities; those of a sequence do not depend on the others. Fails if the embeddings are of another dimension or
// a length is below 1.
Result<std::vector<float>> predictSequences(const SequenceNetwork& network, std::span<const float> embeddings,
                                            std::span<const std::int32_t> lengths);

}  // namespace agelens
