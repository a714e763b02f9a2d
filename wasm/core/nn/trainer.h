// Training of a classifier, an epoch a call, so that the caller can show progress and cancel between them.
//
// The same data, rows, settings and seed give the same classifier bit for bit, in every build.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/matrix.h"
#include "core/nn/classifier.h"
#include "core/nn/optimizer.h"
#include "core/result.h"

namespace agelens {

// Embeddings and the class of each row, shared by the trainers of all folds.
struct TrainingData {
  Matrix embeddings;
  std::vector<std::int32_t> labels;  // 0 <= label < classes
  std::int32_t classes = 0;
  std::vector<double> classValues;  // the classes' numbers, ascending, if they are ordinal; else empty
};

enum class Method : std::uint8_t {
  network,     // dense layers, trained by mini-batches
  linear,      // one dense layer, trained on all rows at once by L-BFGS; with softmax, multinomial logistic regression
  neighbours,  // k nearest neighbours
};

// `network`, `linear` or `neighbours`.
std::optional<Method> parseMethod(std::string_view name);

enum class Schedule : std::uint8_t {
  constant,
  cosine,  // falls to 0 along half a cosine (Loshchilov and Hutter 2017)
};

// `constant` or `cosine`.
std::optional<Schedule> parseSchedule(std::string_view name);

// As a user gives them; Trainer::create checks them. The method says which of them count: a linear classifier has no
// hidden layers, dropout, optimizer and batches, neighbours have no loss either.
struct TrainerSettings {
  Method method = Method::network;
  LossKind loss = LossKind::softmax;
  ScalingKind scaling = ScalingKind::standard;
  std::vector<std::int32_t> hiddenUnits;  // width of each hidden layer; may be empty
  Activation activation = Activation::relu;
  double inputDropout = 0.0;  // of the scaled embeddings, in [0, 1)
  double dropout = 0.0;       // of the hidden activations, in [0, 1)
  OptimizerKind optimizer = OptimizerKind::adam;
  double momentum = 0.9;  // of sgd, in [0, 1)
  double learningRate = 0.001;
  Schedule schedule = Schedule::constant;
  std::int32_t warmupEpochs = 0;  // the rate rises linearly from 0 over so many epochs
  std::int32_t epochs = 1;        // what the schedule reckons with; the linear method's iterations
  std::int32_t batchSize = 32;
  double l2 = 0.0;              // penalty l2 / 2 |w|^2 on weights, beside the mean loss
  double clipNorm = 0.0;        // a longer gradient is shortened to this norm (Pascanu et al. 2013); 0: never
  double labelSmoothing = 0.0;  // in [0, 1)
  double labelSpread = 0.5;     // see LossSettings
  bool balanced = false;        // a row's loss is multiplied by rows / (classes * rows of its class)
  std::int32_t neighbours = 5;
  std::uint64_t seed = 1;
};

// Mean of -log p(label), and the share of rows whose likeliest class is their label.
struct Figures {
  double loss = 0.0;
  double accuracy = 0.0;
};

struct EpochFigures {
  Figures figures;        // over the training rows: as the epoch went, dropout on, for the network; else after it
  bool finished = false;  // another epoch would change nothing
};

struct Evaluation {
  Figures figures;                   // zeros when there are no rows
  std::vector<float> probabilities;  // (rows, classes)
};

class Trainer {
 public:
  // Learns the scaling from `rows` and initialises the classifier. Fails, in a sentence for the user, if a setting or
  // the data cannot be trained with.
  static Result<std::unique_ptr<Trainer>> create(std::shared_ptr<const TrainingData> data,
                                                 std::vector<std::int32_t> rows, const TrainerSettings& settings);

  Trainer(const Trainer&) = delete;
  Trainer& operator=(const Trainer&) = delete;
  virtual ~Trainer() = default;

  // One pass over the training rows. Fails if the loss is no longer a number; the classifier is of no use then.
  virtual Result<EpochFigures> trainEpoch() = 0;

  // Any rows of the data, dropout off. Fails if one is out of range.
  Result<Evaluation> evaluateRows(std::span<const std::int32_t> rows) const;

  // Keeps the classifier as it is now, to go back to: early stopping's best weights.
  void keepBest() { best_ = classifier_.layers; }
  void restoreBest();

  const Classifier& classifier() const { return classifier_; }

 protected:
  Trainer(std::shared_ptr<const TrainingData> data, std::vector<std::int32_t> rows, Classifier classifier);

  const TrainingData& data() const { return *data_; }
  // For each of the given rows, its class.
  std::vector<std::int32_t> labelsOf(std::span<const std::int32_t> rows) const;
  Figures measure(std::span<const float> probabilities, std::span<const std::int32_t> labels) const;

  std::vector<std::int32_t> rows_;
  Classifier classifier_;

 private:
  std::shared_ptr<const TrainingData> data_;
  std::vector<DenseLayer> best_;
};

// What a training whose figures are not numbers fails with.
Error divergedError();

}  // namespace agelens
