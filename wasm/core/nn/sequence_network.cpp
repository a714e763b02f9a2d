#include "core/nn/sequence_network.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

#include "core/nn/dense.h"
#include "core/nn/dropout.h"

namespace agelens {
namespace {

// Sequences are predicted so many at a time, so that memory stays flat whatever their number.
constexpr std::size_t predictionBlock = 64;

DenseLayer makeLayer(std::size_t inputs, std::size_t outputs) {
  return {Matrix(inputs, outputs), std::vector<float>(outputs)};
}

void fillGlorot(Matrix& weights, Random& random) {
  const double limit = std::sqrt(6.0 / static_cast<double>(weights.rows + weights.columns));
  for (float& weight : weights.values) weight = static_cast<float>(random.nextUniform(-limit, limit));
}

// Copies columns between (rows, narrow) and a part of (rows, wide) that begins at column `first`.
void putColumns(std::span<const float> narrow, std::size_t columns, std::span<float> wide, std::size_t wideColumns,
                std::size_t first) {
  for (std::size_t row = 0; row * columns < narrow.size(); ++row) {
    const auto from = narrow.subspan(row * columns, columns);
    std::copy(from.begin(), from.end(), wide.subspan(row * wideColumns + first).begin());
  }
}
std::vector<float> takeColumns(std::span<const float> wide, std::size_t wideColumns, std::size_t first,
                               std::size_t columns) {
  std::vector<float> narrow;
  narrow.reserve(wide.size() / wideColumns * columns);
  for (std::size_t start = 0; start < wide.size(); start += wideColumns) {
    const auto from = wide.subspan(start + first, columns);
    narrow.insert(narrow.end(), from.begin(), from.end());
  }
  return narrow;
}

}  // namespace

SequenceWeights::SequenceWeights(const SequenceSizes& sizes)
    : projection(makeLayer(sizes.dimension, sizes.projected)),
      earlier(sizes.projected, sizes.units),
      later(sizes.projected, sizes.units),
      output(makeLayer(sizes.features(), sizes.outputs)) {}

SequenceSizes SequenceWeights::sizes() const {
  return {.dimension = projection.weight.rows,
          .projected = projection.weight.columns,
          .units = earlier.candidate.bias.size(),
          .outputs = output.weight.columns};
}

std::vector<WeightBlock> blocksOf(SequenceWeights& weights) {
  std::vector<WeightBlock> blocks;
  const auto add = [&](std::vector<float>& values, bool isBias) { blocks.push_back({std::span(values), isBias}); };
  add(weights.projection.weight.values, false);
  add(weights.projection.bias, true);
  for (Gru* gru : {&weights.earlier, &weights.later}) {
    for (GruPart* part : {&gru->gates, &gru->candidate}) {
      add(part->input.values, false);
      add(part->recurrent.values, false);
      add(part->bias, true);
    }
  }
  add(weights.output.weight.values, false);
  add(weights.output.bias, true);
  return blocks;
}

SequenceWeights initialiseSequence(const SequenceSizes& sizes, Random& random) {
  SequenceWeights weights(sizes);
  fillGlorot(weights.projection.weight, random);
  for (Gru* gru : {&weights.earlier, &weights.later}) {
    for (GruPart* part : {&gru->gates, &gru->candidate}) {
      fillGlorot(part->input, random);
      fillGlorot(part->recurrent, random);
    }
  }
  fillGlorot(weights.output.weight, random);
  return weights;
}

void sequenceForward(const SequenceWeights& weights, SequenceState& state, std::size_t steps, std::size_t rows,
                     double dropout, Random* random) {
  const SequenceSizes sizes = weights.sizes();
  const std::size_t count = steps * rows, features = sizes.features();
  assert(state.x.size() == count * sizes.dimension);
  state.projected.resize(count * sizes.projected);
  denseForward(state.x, weights.projection.weight.values, weights.projection.bias, state.projected,
               weights.projection.shape(count));
  const GruShape shape = {steps, rows, sizes.projected, sizes.units};
  gruForward(state.projected, weights.earlier, GruDirection::forward, state.earlier, shape);
  gruForward(state.projected, weights.later, GruDirection::backward, state.later, shape);
  state.features.resize(count * features);
  putColumns(state.projected, sizes.projected, state.features, features, 0);
  putColumns(state.earlier.hidden, sizes.units, state.features, features, sizes.projected);
  putColumns(state.later.hidden, sizes.units, state.features, features, sizes.projected + sizes.units);
  state.mask.clear();
  if (random != nullptr && dropout > 0.0) {
    state.mask.resize(state.features.size());
    dropoutForward(state.features, state.mask, dropout, *random);
  }
  state.outputs.resize(count * sizes.outputs);
  denseForward(state.features, weights.output.weight.values, weights.output.bias, state.outputs,
               weights.output.shape(count));
}

void sequenceBackward(const SequenceWeights& weights, const SequenceState& state, std::span<const float> gradOutputs,
                      SequenceWeights& gradient, std::size_t steps, std::size_t rows) {
  const SequenceSizes sizes = weights.sizes();
  const std::size_t count = steps * rows, features = sizes.features();
  std::vector<float> gradFeatures(count * features);
  denseBackward(state.features, weights.output.weight.values, gradOutputs, gradient.output.weight.values,
                gradient.output.bias, gradFeatures, weights.output.shape(count));
  if (!state.mask.empty()) dropoutBackward(state.mask, gradFeatures);

  // By the projected numbers: straight, and through either GRU.
  std::vector<float> gradProjected = takeColumns(gradFeatures, features, 0, sizes.projected);
  std::vector<float> through(gradProjected.size());
  const GruShape shape = {steps, rows, sizes.projected, sizes.units};
  const auto goBack = [&](const Gru& gru, GruDirection direction, const GruState& of, Gru& by, std::size_t first) {
    const std::vector<float> gradHidden = takeColumns(gradFeatures, features, first, sizes.units);
    gruBackward(state.projected, gru, direction, of, gradHidden, by, through, shape);
    for (std::size_t i = 0; i < through.size(); ++i) gradProjected[i] += through[i];
  };
  goBack(weights.earlier, GruDirection::forward, state.earlier, gradient.earlier, sizes.projected);
  goBack(weights.later, GruDirection::backward, state.later, gradient.later, sizes.projected + sizes.units);
  denseBackward(state.x, weights.projection.weight.values, gradProjected, gradient.projection.weight.values,
                gradient.projection.bias, {}, weights.projection.shape(count));
}

Result<std::vector<float>> predictSequences(const SequenceNetwork& network, std::span<const float> embeddings,
                                            std::span<const std::int32_t> lengths) {
  const std::size_t dimension = network.weights.sizes().dimension, classes = network.loss.classes();
  const auto total = static_cast<std::size_t>(std::accumulate(lengths.begin(), lengths.end(), std::int64_t{0}));
  if (!std::all_of(lengths.begin(), lengths.end(), [](std::int32_t length) { return length >= 1; })) {
    return Error{"bad-album", "An album needs at least one photograph. Choose the photographs again."};
  }
  if (embeddings.size() != total * dimension) {
    return Error{"wrong-dimension",
                 "The album was trained with another backbone. Choose that backbone, or train again."};
  }
  Matrix data;
  data.rows = total;
  data.columns = dimension;
  data.values.assign(embeddings.begin(), embeddings.end());
  std::vector<float> result(total * classes);
  std::size_t start = 0;  // row of the first sequence of the block
  for (std::size_t first = 0; first < lengths.size();) {
    const auto steps = static_cast<std::size_t>(lengths[first]);
    // Neighbours of one length are worked on together.
    std::size_t rows = 1;
    while (rows < predictionBlock && first + rows < lengths.size() && lengths[first + rows] == lengths[first]) ++rows;
    std::vector<std::int32_t> order(steps * rows);
    for (std::size_t t = 0; t < steps; ++t) {
      for (std::size_t i = 0; i < rows; ++i) order[t * rows + i] = static_cast<std::int32_t>(start + i * steps + t);
    }
    SequenceState state;
    state.x.resize(order.size() * dimension);
    gatherScaled(network.scaling, data, order, state.x);
    sequenceForward(network.weights, state, steps, rows, 0.0, nullptr);
    const std::vector<float> probabilities = network.loss.probabilities(state.outputs);
    for (std::size_t k = 0; k < order.size(); ++k) {
      std::copy_n(probabilities.begin() + static_cast<std::ptrdiff_t>(k * classes), classes,
                  result.begin() + static_cast<std::ptrdiff_t>(static_cast<std::size_t>(order[k]) * classes));
    }
    first += rows;
    start += steps * rows;
  }
  return result;
}

}  // namespace agelens
