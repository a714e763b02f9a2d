// Dense layers with dropout between them, trained by mini-batches.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "core/nn/optimizer.h"
#include "core/nn/trainer.h"
#include "core/random.h"

namespace agelens {

// Each kind of random choice has a stream of its own, so that changing one leaves the others alone.
constexpr std::uint64_t initialisationStream = 1, shuffleStream = 2, dropoutStream = 3;

class NetworkTrainer : public Trainer {
 public:
  // What Trainer::create has checked; the classifier's layers are initialised.
  NetworkTrainer(std::shared_ptr<const TrainingData> data, std::vector<std::int32_t> rows, Classifier classifier,
                 const TrainerSettings& settings);

  // The rows come in a new random order each epoch.
  Result<EpochFigures> trainEpoch() override;

 private:
  // What a mini-batch leaves behind at one layer for the way back.
  struct LayerState {
    std::vector<float> input;          // (batch, inputs), past activation and dropout
    std::vector<float> mask;           // (batch, inputs): dropout's factors of that input
    std::vector<float> preActivation;  // (batch, outputs): x·w + b; the last layer's are the loss's outputs
    std::vector<float> gradOutput;     // (batch, outputs)
    std::vector<float> gradWeight;
    std::vector<float> gradBias;
    Moments weightMoments;
    Moments biasMoments;
  };

  // Trains on the given rows; returns their figures.
  Figures trainBatch(std::span<const std::int32_t> rows);
  void forward(std::span<const std::int32_t> rows);
  void backward(std::size_t batch);
  void clipGradient();
  double nextLearningRate();

  TrainerSettings settings_;
  std::size_t batchSize_;
  std::uint64_t step_ = 0;
  Random shuffleRandom_;
  Random dropoutRandom_;
  Optimizer optimizer_;
  std::vector<LayerState> states_;
};

}  // namespace agelens
