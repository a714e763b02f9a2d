// Training of the network of sequence_network.h, an epoch a call, on random ordered subsets of each person's
// photographs.
//
// The same data, photographs, settings and seed give the same network bit for bit, in every build.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "core/nn/optimizer.h"
#include "core/nn/sequence_network.h"
#include "core/nn/trainer.h"

namespace agelens {

// Photographs to train on. Those of a person are in the order in which they were taken, so their classes never fall.
struct SequencePhotographs {
  std::vector<std::int32_t> firstRows;  // row of the data that is the photograph itself; its copies follow
  std::vector<std::int32_t> persons;    // of each photograph
  std::int32_t copies = 0;
};

// As a user gives them; SequenceTrainer::create checks them.
struct SequenceSettings {
  LossKind loss = LossKind::cumulativeLink;
  ScalingKind scaling = ScalingKind::l2;
  std::int32_t projected = 16;
  std::int32_t units = 16;
  double inputDropout = 0.0;    // of the scaled embeddings, in [0, 1)
  double dropout = 0.0;         // of what the last layer sees, in [0, 1)
  double learningRate = 0.001;  // falls to 0 along half a cosine
  std::int32_t epochs = 1;
  std::int32_t batchSize = 16;  // sequences
  double l2 = 0.0;              // decoupled weight decay (adamW)
  double clipNorm = 0.0;        // as in TrainerSettings
  double labelSpread = 0.5;     // see LossSettings
  std::int32_t shortest = 2;    // photographs of a sequence
  std::int32_t longest = 5;
  std::uint64_t seed = 1;
};

class SequenceTrainer {
 public:
  // Learns the scaling from all rows of the photographs and initialises the network. Fails, in a sentence for the user,
  // if a setting or the data cannot be trained with: a person must have `shortest` photographs.
  static Result<std::unique_ptr<SequenceTrainer>> create(std::shared_ptr<const TrainingData> data,
                                                         SequencePhotographs photographs,
                                                         const SequenceSettings& settings);

  // As many sequences as there are photographs. Those of a batch have one length, drawn from those that some person
  // has photographs for; each is of a person, drawn from those who have, and has as many of the person's photographs,
  // drawn without replacement, in their order, each as itself or as one of its copies. Figures are as the epoch went,
  // dropout on. Fails if the loss is no longer a number; the network is of no use then.
  Result<Figures> trainEpoch();

  const SequenceNetwork& network() const { return network_; }

 private:
  SequenceTrainer(std::shared_ptr<const TrainingData> data, SequencePhotographs photographs,
                  const SequenceSettings& settings, SequenceNetwork network);

  Figures trainBatch(std::size_t sequences);
  // Rows of the data, as gru.h orders them.
  std::vector<std::int32_t> drawBatch(std::size_t steps, std::size_t sequences);
  double nextLearningRate();

  std::shared_ptr<const TrainingData> data_;
  SequencePhotographs photographs_;
  SequenceSettings settings_;
  SequenceNetwork network_;
  std::vector<std::vector<std::size_t>> ofPersons_;  // photographs, longest lists first
  Random drawRandom_;
  Random dropoutRandom_;
  Optimizer optimizer_;
  SequenceWeights gradient_;
  std::vector<Moments> moments_;
  SequenceState state_;
  std::uint64_t step_ = 0;
};

}  // namespace agelens
