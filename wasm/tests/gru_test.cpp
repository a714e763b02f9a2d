// The GRU against its definition, and its way back and that of the album's network against central differences.
#include "core/nn/gru.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/nn/sequence_network.h"
#include "gradient.h"

namespace agelens {
namespace {

constexpr GruShape shape = {.steps = 4, .rows = 3, .inputs = 5, .units = 2};

std::vector<std::vector<float>*> valuesOf(Gru& gru) {
  return {&gru.gates.input.values,     &gru.gates.recurrent.values,     &gru.gates.bias,
          &gru.candidate.input.values, &gru.candidate.recurrent.values, &gru.candidate.bias};
}

Gru randomGru() {
  Gru gru(shape.inputs, shape.units);
  std::uint64_t seed = 10;
  for (std::vector<float>* values : valuesOf(gru)) *values = randomValues(values->size(), seed++);
  return gru;
}

TEST(Gru, IsItsDefinitionBitForBitInBothDirections) {
  const auto x = randomValues(shape.steps * shape.rows * shape.inputs, 1);
  const Gru gru = randomGru();
  for (const auto direction : {GruDirection::forward, GruDirection::backward}) {
    GruState state;
    gruForward(x, gru, direction, state, shape);
    EXPECT_EQ(state.hidden, plain::gruForward(x, gru, direction, shape));
  }
}

TEST(Gru, ComputesAHandWorkedStep) {
  // One input 1, one unit, all weights 1 and biases 0: z = r = s(1 + h), c = tanh(1 + r h).
  // From h = 0: z = 0.731059, c = 0.761594, h = 0.204824. Then z = r = 0.769382, c = tanh(1 + 0.769382 * 0.204824)
  // = 0.820252, h = 0.346753. Computed with Python 3.11.
  Gru gru(1, 1);
  for (std::vector<float>* values : valuesOf(gru)) {
    if (values != &gru.gates.bias && values != &gru.candidate.bias) std::fill(values->begin(), values->end(), 1.0F);
  }
  GruState state;
  gruForward(std::vector<float>{1, 1}, gru, GruDirection::forward, state, {2, 1, 1, 1});
  EXPECT_NEAR(state.hidden[0], 0.20482421, 1e-6);
  EXPECT_NEAR(state.hidden[1], 0.34675308, 1e-6);
}

TEST(Gru, GradientsAreThoseOfCentralDifferences) {
  auto x = randomValues(shape.steps * shape.rows * shape.inputs, 1);
  Gru gru = randomGru();
  const auto gradHidden = randomValues(shape.steps * shape.rows * shape.units, 2);
  for (const auto direction : {GruDirection::forward, GruDirection::backward}) {
    GruState state;
    const auto weightedOutput = [&] {
      gruForward(x, gru, direction, state, shape);
      return dot(state.hidden, gradHidden);
    };
    weightedOutput();
    Gru gradient(shape.inputs, shape.units);
    std::vector<float> gradX(x.size());
    gruBackward(x, gru, direction, state, gradHidden, gradient, gradX, shape);
    expectGradient(x, gradX, weightedOutput, 1e-4);
    const auto at = valuesOf(gru), by = valuesOf(gradient);
    for (std::size_t i = 0; i < at.size(); ++i) expectGradient(*at[i], *by[i], weightedOutput, 2e-4);
  }
}

TEST(SequenceNetwork, GradientsAreThoseOfCentralDifferences) {
  const SequenceSizes sizes = {.dimension = 4, .projected = 3, .units = 2, .outputs = 2};
  const std::size_t steps = 3, rows = 2;
  Random random(3);
  SequenceWeights weights = initialiseSequence(sizes, random);
  const auto gradOutputs = randomValues(steps * rows * sizes.outputs, 4);
  SequenceState state;
  state.x = randomValues(steps * rows * sizes.dimension, 5);
  const auto weightedOutput = [&] {
    Random same(6);
    sequenceForward(weights, state, steps, rows, 0.3, &same);
    return dot(state.outputs, gradOutputs);
  };
  weightedOutput();
  ASSERT_GT(std::count(state.mask.begin(), state.mask.end(), 0.0F), 0);
  SequenceWeights gradient(sizes);
  sequenceBackward(weights, state, gradOutputs, gradient, steps, rows);
  const auto at = blocksOf(weights), by = blocksOf(gradient);
  for (std::size_t block = 0; block < at.size(); ++block) {
    // expectGradient changes a vector, so the block stands in for one.
    std::vector<float> values(at[block].values.begin(), at[block].values.end());
    const std::vector<float> expected(by[block].values.begin(), by[block].values.end());
    const auto through = [&] {
      std::copy(values.begin(), values.end(), at[block].values.begin());
      return weightedOutput();
    };
    expectGradient(values, expected, through, 2e-4);
    std::copy(values.begin(), values.end(), at[block].values.begin());
  }
}

}  // namespace
}  // namespace agelens
