// The training functions of the core, as JavaScript calls them. A failing call returns
// {error: {code, message}}.
#pragma once

#include <emscripten/val.h>

#include <memory>

#include "core/nn/trainer.h"
#include "core/result.h"

namespace agelens::calls {

using emscripten::val;

// embeddings: Float32Array (rows, dimension); labels: Int32Array, the class of each row; classValues: number[] or null.
std::shared_ptr<TrainingData> createTrainingData(const val& embeddings, int dimension, const val& labels,
                                                 int classCount, const val& classValues);

// A Trainer as a JavaScript class. A constructor can only return an object, so what it finds wrong with the settings
// or the data is what every call returns.
class TrainerCalls {
 public:
  // trainRows: Int32Array; settings: TrainerSettings of types.d.ts.
  TrainerCalls(std::shared_ptr<TrainingData> data, const val& trainRows, const val& settings);

  // Returns {loss, accuracy, finished}.
  val trainEpoch();
  // rows: Int32Array. Returns {loss, accuracy, probabilities: Float32Array (rows, classes)}.
  val evaluateRows(const val& rows) const;
  void keepBest();
  void restoreBest();
  // Returns Uint8Array.
  val saveClassifier() const;

 private:
  std::unique_ptr<Trainer> trainer_;
  Error error_;  // when there is no trainer
};

// classifier: Uint8Array. Returns ClassifierParts of types.d.ts.
val readClassifier(const val& classifier);
// classifier: Uint8Array; embeddings: Float32Array (rows, dimension). Returns Float32Array (rows, classes).
val predictProbabilities(const val& classifier, const val& embeddings);
// members: Uint8Array[], classifiers; embedding: Float32Array. Returns Attribution of types.d.ts.
val attributeEmbedding(const val& members, double temperature, const val& embedding);
// request: SplitRequest. Returns Fold[].
val splitFolds(const val& request);

}  // namespace agelens::calls
