#include "core/nn/network_trainer.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include "core/elementary.h"
#include "core/nn/dense.h"
#include "core/nn/dropout.h"

namespace agelens {

NetworkTrainer::NetworkTrainer(std::shared_ptr<const TrainingData> trainingData, std::vector<std::int32_t> rows,
                               Classifier classifier, const TrainerSettings& settings)
    : Trainer(std::move(trainingData), std::move(rows), std::move(classifier)),
      settings_(settings),
      batchSize_(std::min(static_cast<std::size_t>(settings.batchSize), rows_.size())),
      shuffleRandom_(settings.seed, shuffleStream),
      dropoutRandom_(settings.seed, dropoutStream),
      optimizer_({.kind = settings.optimizer, .l2 = settings.l2, .momentum = settings.momentum}) {
  for (const DenseLayer& layer : classifier_.layers) {
    const std::size_t inputSize = batchSize_ * layer.weight.rows, outputSize = batchSize_ * layer.weight.columns;
    states_.push_back({.input = std::vector<float>(inputSize),
                       .mask = std::vector<float>(inputSize),
                       .preActivation = std::vector<float>(outputSize),
                       .gradOutput = std::vector<float>(outputSize),
                       .gradWeight = std::vector<float>(layer.weight.values.size()),
                       .gradBias = std::vector<float>(layer.bias.size()),
                       .weightMoments = Moments(layer.weight.values.size()),
                       .biasMoments = Moments(layer.bias.size())});
  }
}

Result<EpochFigures> NetworkTrainer::trainEpoch() {
  shuffleRandom_.shuffle(std::span(rows_));
  Figures sums;
  for (std::size_t first = 0; first < rows_.size(); first += batchSize_) {
    const auto batch = std::span(rows_).subspan(first, std::min(batchSize_, rows_.size() - first));
    const Figures figures = trainBatch(batch);
    sums.loss += figures.loss * static_cast<double>(batch.size());
    sums.accuracy += figures.accuracy * static_cast<double>(batch.size());
  }
  const auto count = static_cast<double>(rows_.size());
  if (!std::isfinite(sums.loss)) return divergedError();
  return EpochFigures{{sums.loss / count, sums.accuracy / count}, false};
}

Figures NetworkTrainer::trainBatch(std::span<const std::int32_t> rows) {
  forward(rows);
  LayerState& last = states_.back();
  const std::size_t outputSize = rows.size() * classifier_.layers.back().weight.columns;
  const auto outputs = std::span(last.preActivation).first(outputSize);
  const std::vector<std::int32_t> labels = labelsOf(rows);
  const Figures figures = measure(classifier_.loss.probabilities(outputs), labels);
  std::copy(outputs.begin(), outputs.end(), last.gradOutput.begin());
  classifier_.loss.backward(std::span(last.gradOutput).first(outputSize), labels);
  backward(rows.size());
  if (settings_.clipNorm > 0.0) clipGradient();

  optimizer_.beginStep(nextLearningRate());
  for (std::size_t i = 0; i < states_.size(); ++i) {
    DenseLayer& layer = classifier_.layers[i];
    LayerState& state = states_[i];
    optimizer_.update(layer.weight.values, state.gradWeight, state.weightMoments, Optimizer::Decay::l2);
    optimizer_.update(layer.bias, state.gradBias, state.biasMoments, Optimizer::Decay::none);
  }
  return figures;
}

void NetworkTrainer::forward(std::span<const std::int32_t> rows) {
  const std::size_t batch = rows.size();
  gatherScaled(classifier_.scaling, data().embeddings, rows,
               std::span(states_[0].input).first(batch * classifier_.dimension));
  for (std::size_t i = 0; i < states_.size(); ++i) {
    const DenseLayer& layer = classifier_.layers[i];
    LayerState& state = states_[i];
    const auto x = std::span(state.input).first(batch * layer.weight.rows);
    const auto z = std::span(state.preActivation).first(batch * layer.weight.columns);
    const double rate = i == 0 ? settings_.inputDropout : settings_.dropout;
    if (rate > 0.0) dropoutForward(x, std::span(state.mask).first(x.size()), rate, dropoutRandom_);
    if (i + 1 == states_.size()) {
      denseForward(x, layer.weight.values, layer.bias, z, layer.shape(batch));
    } else {
      const auto y = std::span(states_[i + 1].input).first(z.size());
      denseForward(x, layer.weight.values, layer.bias, classifier_.activation, z, y, layer.shape(batch));
    }
  }
}

void NetworkTrainer::backward(std::size_t batch) {
  for (std::size_t i = states_.size(); i-- > 0;) {
    const DenseLayer& layer = classifier_.layers[i];
    LayerState& state = states_[i];
    const auto x = std::span(state.input).first(batch * layer.weight.rows);
    const auto gradY = std::span(state.gradOutput).first(batch * layer.weight.columns);
    const auto gradX = i == 0 ? std::span<float>() : std::span(states_[i - 1].gradOutput).first(x.size());
    denseBackward(x, layer.weight.values, gradY, state.gradWeight, state.gradBias, gradX, layer.shape(batch));
    if (i == 0) break;
    if (settings_.dropout > 0.0) dropoutBackward(std::span(state.mask).first(x.size()), gradX);
    activationBackward(classifier_.activation, std::span(states_[i - 1].preActivation).first(x.size()), gradX);
  }
}

// By the norm of all gradients together.
void NetworkTrainer::clipGradient() {
  double squares = 0.0;
  for (const LayerState& state : states_) {
    for (const float value : state.gradWeight) squares += static_cast<double>(value) * value;
    for (const float value : state.gradBias) squares += static_cast<double>(value) * value;
  }
  const double norm = std::sqrt(squares);
  if (!(norm > settings_.clipNorm)) return;
  const auto scale = static_cast<float>(settings_.clipNorm / norm);
  for (LayerState& state : states_) {
    for (float& value : state.gradWeight) value *= scale;
    for (float& value : state.gradBias) value *= scale;
  }
}

double NetworkTrainer::nextLearningRate() {
  const std::uint64_t stepsAnEpoch = (rows_.size() + batchSize_ - 1) / batchSize_;
  const auto warmup = static_cast<double>(stepsAnEpoch * static_cast<std::uint64_t>(settings_.warmupEpochs));
  const auto total = static_cast<double>(stepsAnEpoch * static_cast<std::uint64_t>(settings_.epochs));
  const auto step = static_cast<double>(step_++);
  if (step < warmup) return settings_.learningRate * (step + 1.0) / warmup;
  if (settings_.schedule == Schedule::constant) return settings_.learningRate;
  const double progress = std::min(1.0, (step - warmup) / std::max(1.0, total - warmup));
  return settings_.learningRate * 0.5 * (1.0 + exactCos(std::numbers::pi * progress));
}

}  // namespace agelens
