// Training of a classifier, an epoch a call, so that the caller can show progress and cancel between them.
//
// The same data, rows, settings and seed give the same classifier bit for bit, in every build.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "core/matrix.h"
#include "core/nn/adam.h"
#include "core/nn/classifier.h"
#include "core/random.h"
#include "core/result.h"

namespace agelens {

// Embeddings and the class of each row, shared by the trainers of all folds.
struct TrainingData {
  Matrix embeddings;
  std::vector<std::int32_t> labels;  // 0 <= label < classes
  std::int32_t classes = 0;
};

// As a user gives them; Trainer::create checks them.
struct TrainerSettings {
  std::vector<std::int32_t> hiddenUnits;  // width of each hidden layer; may be empty
  double dropout = 0.0;                   // of the hidden activations, in [0, 1)
  double learningRate = 0.001;
  std::int32_t batchSize = 32;
  std::uint64_t seed = 1;
};

// Mean cross-entropy, and the share of rows whose likeliest class is their label.
struct Figures {
  double loss = 0.0;
  double accuracy = 0.0;
};

struct Evaluation {
  Figures figures;                   // zeros when there are no rows
  std::vector<float> probabilities;  // (rows, classes)
};

class Trainer {
 public:
  // Learns the standardisation from `rows` and initialises the layers. Fails, in a sentence for the user, if a setting
  // or the data cannot be trained with.
  static Result<Trainer> create(std::shared_ptr<const TrainingData> data, std::vector<std::int32_t> rows,
                                const TrainerSettings& settings);

  // One pass over the training rows in a new random order. The figures are over these rows as the epoch went, dropout
  // on. Fails if the loss is no longer a number; the classifier is of no use then.
  Result<Figures> trainEpoch();

  // Any rows of the data, dropout off. Fails if one is out of range.
  Result<Evaluation> evaluateRows(std::span<const std::int32_t> rows) const;

  const Classifier& classifier() const { return classifier_; }

 private:
  // What a mini-batch leaves behind at one layer for the way back.
  struct LayerState {
    std::vector<float> input;  // (batch, inputs); after the first layer, past ReLU and dropout
    std::vector<float> mask;   // (batch, inputs): dropout's factors of that input; empty at the first layer
    std::vector<float> gradInput;
    std::vector<float> gradWeight;
    std::vector<float> gradBias;
    AdamMoments weightMoments;
    AdamMoments biasMoments;
  };

  Trainer(std::shared_ptr<const TrainingData> data, std::vector<std::int32_t> rows, const TrainerSettings& settings);

  // Trains on the given rows; returns the sum of their losses and the number of right answers.
  Figures trainBatch(std::span<const std::int32_t> rows);
  void forward(std::span<const std::int32_t> rows);
  void backward(std::size_t batch);

  std::shared_ptr<const TrainingData> data_;
  std::vector<std::int32_t> rows_;
  std::size_t batchSize_;
  double dropout_;
  Random shuffleRandom_;
  Random dropoutRandom_;
  Adam adam_;
  Classifier classifier_;
  std::vector<LayerState> states_;
  std::vector<float> logits_;  // (batch, classes); their gradient on the way back
};

}  // namespace agelens
