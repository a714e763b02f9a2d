#include "bindings/training_calls.h"

#include <cassert>
#include <optional>
#include <string>
#include <utility>

#include "bindings/convert.h"
#include "core/data/split.h"
#include "core/nn/attribution.h"
#include "core/nn/classifier_file.h"

namespace agelens::calls {
namespace {

// The pages' own checks have refused other names; what is unknown here is a mistake of the caller.
template <typename T>
T known(std::optional<T> value) {
  assert(value.has_value());
  return *value;
}

TrainerSettings toTrainerSettings(const val& settings) {
  const auto number = [&](const char* name) { return settings[name].as<double>(); };
  const auto integer = [&](const char* name) { return settings[name].as<std::int32_t>(); };
  const auto text = [&](const char* name) { return settings[name].as<std::string>(); };
  return {.method = known(parseMethod(text("method"))),
          .loss = known(parseLoss(text("loss"))),
          .scaling = known(parseScaling(text("scaling"))),
          .hiddenUnits = toVector<std::int32_t>(settings["hiddenUnits"]),
          .activation = known(parseActivation(text("activation"))),
          .inputDropout = number("inputDropout"),
          .dropout = number("dropout"),
          .optimizer = known(parseOptimizer(text("optimizer"))),
          .momentum = number("momentum"),
          .learningRate = number("learningRate"),
          .schedule = known(parseSchedule(text("schedule"))),
          .warmupEpochs = integer("warmupEpochs"),
          .epochs = integer("epochs"),
          .batchSize = integer("batchSize"),
          .l2 = number("l2"),
          .clipNorm = number("clipNorm"),
          .labelSmoothing = number("labelSmoothing"),
          .labelSpread = number("labelSpread"),
          .balanced = text("classWeights") == "balanced",
          .neighbours = integer("neighbours"),
          .seed = toSeed(settings["seed"])};
}

SplitRequest toSplitRequest(const val& request, Protocol protocol) {
  return {.protocol = protocol,
          .labels = toVector<std::int32_t>(request["labels"]),
          .persons = toVector<std::int32_t>(request["persons"]),
          .copies = request["copies"].as<std::int32_t>(),
          .folds = request["folds"].as<std::int32_t>(),
          .testFraction = request["testFraction"].as<double>(),
          .seed = toSeed(request["seed"])};
}

val toValue(const std::vector<float>& values) { return toTypedArray(values); }

val toValue(const Figures& figures) {
  val object = val::object();
  object.set("loss", figures.loss);
  object.set("accuracy", figures.accuracy);
  return object;
}

val toValue(const EpochFigures& epoch) {
  val object = toValue(epoch.figures);
  object.set("finished", epoch.finished);
  return object;
}

val toValue(const Evaluation& evaluation) {
  val object = toValue(evaluation.figures);
  object.set("probabilities", toTypedArray(evaluation.probabilities));
  return object;
}

val toValue(const std::vector<Fold>& folds) {
  val array = val::array();
  for (const Fold& fold : folds) {
    val object = val::object();
    object.set("trainRows", toTypedArray(fold.trainRows));
    object.set("testRows", toTypedArray(fold.testRows));
    array.call<void>("push", object);
  }
  return array;
}

val toValue(const Attribution& attribution) {
  val object = val::object();
  object.set("probabilities", toTypedArray(attribution.probabilities));
  object.set("gradients", toTypedArray(attribution.gradients.values));
  return object;
}

val toValue(const Classifier& classifier) {
  val object = val::object();
  object.set("dimension", classifier.dimension);
  object.set("scaling", std::string(nameOf(classifier.scaling.kind)));
  object.set("mean", toTypedArray(classifier.scaling.mean));
  object.set("inverseDeviation", toTypedArray(classifier.scaling.inverseDeviation));
  object.set("loss", std::string(nameOf(classifier.loss.settings().kind)));
  object.set("classCount", classifier.loss.classes());
  object.set("places", toTypedArray(classifier.loss.places()));
  object.set("activation", std::string(nameOf(classifier.activation)));
  val layers = val::array();
  for (const DenseLayer& layer : classifier.layers) {
    val entry = val::object();
    entry.set("weight", toTypedArray(layer.weight.values));
    entry.set("bias", toTypedArray(layer.bias));
    layers.call<void>("push", entry);
  }
  object.set("layers", layers);
  val neighbours = val::object();
  neighbours.set("count", classifier.neighbours.count);
  neighbours.set("points", toTypedArray(classifier.neighbours.points.values));
  neighbours.set("labels", toTypedArray(classifier.neighbours.labels));
  object.set("neighbours", neighbours);
  return object;
}

template <typename T>
val toValueOrError(const Result<T>& result) {
  return result.ok() ? toValue(result.value()) : toErrorObject(result.error());
}

}  // namespace

std::shared_ptr<TrainingData> createTrainingData(const val& embeddings, int dimension, const val& labels,
                                                 int classCount, const val& classValues) {
  auto data = std::make_shared<TrainingData>();
  data->embeddings.values = toVector<float>(embeddings);
  data->embeddings.columns = static_cast<std::size_t>(dimension);
  data->labels = toVector<std::int32_t>(labels);
  data->embeddings.rows = data->labels.size();
  data->classes = classCount;
  data->classValues = toClassValues(classValues);
  return data;
}

TrainerCalls::TrainerCalls(std::shared_ptr<TrainingData> data, const val& trainRows, const val& settings) {
  auto trainer = Trainer::create(std::move(data), toVector<std::int32_t>(trainRows), toTrainerSettings(settings));
  if (trainer.ok()) {
    trainer_ = std::move(trainer).value();
  } else {
    error_ = trainer.error();
  }
}

val TrainerCalls::trainEpoch() { return trainer_ ? toValueOrError(trainer_->trainEpoch()) : toErrorObject(error_); }

val TrainerCalls::evaluateRows(const val& rows) const {
  if (!trainer_) return toErrorObject(error_);
  return toValueOrError(trainer_->evaluateRows(toVector<std::int32_t>(rows)));
}

void TrainerCalls::keepBest() {
  if (trainer_) trainer_->keepBest();
}

void TrainerCalls::restoreBest() {
  if (trainer_) trainer_->restoreBest();
}

val TrainerCalls::saveClassifier() const {
  return trainer_ ? toTypedArray(writeClassifier(trainer_->classifier())) : toErrorObject(error_);
}

val readClassifier(const val& classifier) {
  return toValueOrError(agelens::readClassifier(toVector<std::uint8_t>(classifier)));
}

val predictProbabilities(const val& classifier, const val& embeddings) {
  const auto result = agelens::readClassifier(toVector<std::uint8_t>(classifier));
  if (!result.ok()) return toErrorObject(result.error());
  return toValueOrError(agelens::predictProbabilities(result.value(), toVector<float>(embeddings)));
}

val attributeEmbedding(const val& members, double temperature, const val& embedding) {
  std::vector<Classifier> classifiers;
  for (std::size_t i = 0; i < members["length"].as<std::size_t>(); ++i) {
    auto classifier = agelens::readClassifier(toVector<std::uint8_t>(members[i]));
    if (!classifier.ok()) return toErrorObject(classifier.error());
    classifiers.push_back(std::move(classifier).value());
  }
  return toValueOrError(agelens::attributeEmbedding(classifiers, temperature, toVector<float>(embedding)));
}

val splitFolds(const val& request) {
  const auto name = request["protocol"].as<std::string>();
  const auto protocol = parseProtocol(name);
  if (!protocol) return toErrorObject({"bad-setting", "There is no protocol named '" + name + "'."});
  return toValueOrError(agelens::splitFolds(toSplitRequest(request, *protocol)));
}

}  // namespace agelens::calls
