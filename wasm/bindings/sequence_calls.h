// The functions of the album, as JavaScript calls them. A failing call returns {error: {code, message}}.
#pragma once

#include <emscripten/val.h>

#include <memory>

#include "core/nn/sequence_trainer.h"
#include "core/result.h"

namespace agelens::calls {

using emscripten::val;

// A SequenceTrainer as a JavaScript class; what its constructor finds wrong is what every call returns.
class SequenceTrainerCalls {
 public:
  // photographs: {firstRows: Int32Array, persons: Int32Array, copies}; settings: SequenceSettings of types.d.ts.
  SequenceTrainerCalls(std::shared_ptr<TrainingData> data, const val& photographs, const val& settings);

  // Returns {loss, accuracy}.
  val trainEpoch();
  // Returns Uint8Array.
  val saveNetwork() const;

 private:
  std::unique_ptr<SequenceTrainer> trainer_;
  Error error_;  // when there is no trainer
};

// network: Uint8Array; embeddings: Float32Array; lengths: Int32Array. Returns Float32Array (sum of lengths, classes).
val predictSequences(const val& network, const val& embeddings, const val& lengths);
// probabilities: Float32Array (sum of lengths, classes). Returns OrderedClasses.
val decodeOrdered(const val& probabilities, const val& lengths, int classCount);

}  // namespace agelens::calls
