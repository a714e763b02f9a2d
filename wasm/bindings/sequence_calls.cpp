#include "bindings/sequence_calls.h"

#include <string>
#include <utility>

#include "bindings/convert.h"
#include "core/eval/ordered_decoding.h"
#include "core/nn/sequence_file.h"

namespace agelens::calls {
namespace {

// Unknown names are mistakes of the caller, refused here in words: nothing has checked them before.
Result<SequenceSettings> toSequenceSettings(const val& settings) {
  const auto number = [&](const char* name) { return settings[name].as<double>(); };
  const auto integer = [&](const char* name) { return settings[name].as<std::int32_t>(); };
  const auto loss = parseLoss(settings["loss"].as<std::string>());
  const auto scaling = parseScaling(settings["scaling"].as<std::string>());
  if (!loss || !scaling) return Error{"bad-setting", "The album has no such loss or scaling."};
  return SequenceSettings{.loss = *loss,
                          .scaling = *scaling,
                          .projected = integer("projected"),
                          .units = integer("units"),
                          .inputDropout = number("inputDropout"),
                          .dropout = number("dropout"),
                          .learningRate = number("learningRate"),
                          .epochs = integer("epochs"),
                          .batchSize = integer("batchSize"),
                          .l2 = number("l2"),
                          .clipNorm = number("clipNorm"),
                          .labelSpread = number("labelSpread"),
                          .shortest = integer("shortest"),
                          .longest = integer("longest"),
                          .seed = toSeed(settings["seed"])};
}

}  // namespace

SequenceTrainerCalls::SequenceTrainerCalls(std::shared_ptr<TrainingData> data, const val& photographs,
                                           const val& settings) {
  const auto asked = toSequenceSettings(settings);
  if (!asked.ok()) {
    error_ = asked.error();
    return;
  }
  auto trainer = SequenceTrainer::create(std::move(data),
                                         {.firstRows = toVector<std::int32_t>(photographs["firstRows"]),
                                          .persons = toVector<std::int32_t>(photographs["persons"]),
                                          .copies = photographs["copies"].as<std::int32_t>()},
                                         asked.value());
  if (trainer.ok()) {
    trainer_ = std::move(trainer).value();
  } else {
    error_ = trainer.error();
  }
}

val SequenceTrainerCalls::trainEpoch() {
  if (!trainer_) return toErrorObject(error_);
  const auto figures = trainer_->trainEpoch();
  if (!figures.ok()) return toErrorObject(figures.error());
  val object = val::object();
  object.set("loss", figures.value().loss);
  object.set("accuracy", figures.value().accuracy);
  return object;
}

val SequenceTrainerCalls::saveNetwork() const {
  return trainer_ ? toTypedArray(writeSequenceNetwork(trainer_->network())) : toErrorObject(error_);
}

val predictSequences(const val& network, const val& embeddings, const val& lengths) {
  const auto read = readSequenceNetwork(toVector<std::uint8_t>(network));
  if (!read.ok()) return toErrorObject(read.error());
  const auto result =
      agelens::predictSequences(read.value(), toVector<float>(embeddings), toVector<std::int32_t>(lengths));
  return result.ok() ? toTypedArray(result.value()) : toErrorObject(result.error());
}

val decodeOrdered(const val& probabilities, const val& lengths, int classCount) {
  const auto answer = agelens::decodeOrdered(toVector<double>(probabilities), toVector<std::int32_t>(lengths),
                                             static_cast<std::size_t>(classCount));
  if (!answer.ok()) return toErrorObject(answer.error());
  val object = val::object();
  object.set("classes", toTypedArray(answer.value().classes));
  const std::vector<float> ordered(answer.value().probabilities.begin(), answer.value().probabilities.end());
  object.set("probabilities", toTypedArray(ordered));
  return object;
}

}  // namespace agelens::calls
