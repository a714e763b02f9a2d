// What the native core computes from given inputs, written to files, for tests/core/native.test.mjs to compare with
// what the wasm core computes: they must agree byte for byte.
//
//   native_digest REQUEST.json FOLDER
//
// The request names its input files and holds the settings by their names in web/js/types.d.ts. Written to FOLDER:
// prepared.npy, classifier.bin, probabilities.npy, figures.bin (four doubles an epoch: loss, accuracy, and these of the
// held-out rows), album.bin (a network that reads albums, as its file), albums.bin (what it says of them, then the
// classes and the probabilities when these are put in order, as doubles), evaluation.bin (the intervals of accuracy,
// log loss and kappa, a fitted temperature, and the distances between training rows of different persons, as doubles)
// and maps.bin (principal components of the training rows, then an exact map of them and one of many rows by Barnes and
// Hut, each with its cost, as floats). prepared.npy is, for every augmentation, the whole photograph with its copies
// and its crop with the copies, then its pixels as the face detector sees them; look.bin its imprint and thumbnail.
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>

#include "core/data/npy.h"
#include "core/eval/bootstrap.h"
#include "core/eval/familiarity.h"
#include "core/eval/ordered_decoding.h"
#include "core/eval/pca.h"
#include "core/eval/temperature.h"
#include "core/eval/tsne.h"
#include "core/image/crop.h"
#include "core/image/decode.h"
#include "core/image/imprint.h"
#include "core/image/letterbox.h"
#include "core/image/prepare.h"
#include "core/image/resize.h"
#include "core/image/thumbnail.h"
#include "core/nn/classifier_file.h"
#include "core/nn/sequence_file.h"
#include "core/nn/sequence_trainer.h"
#include "core/nn/trainer.h"

namespace agelens {
namespace {

using nlohmann::json;

std::vector<std::uint8_t> readFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

template <typename T>
void writeFile(const std::string& path, const std::vector<T>& values) {
  std::ofstream file(path, std::ios::binary);
  file.write(reinterpret_cast<const char*>(values.data()), static_cast<std::streamsize>(values.size() * sizeof(T)));
}

template <typename T>
T require(Result<T> result) {
  if (!result.ok()) throw std::runtime_error(result.error().message);
  return std::move(result).value();
}

template <typename T>
std::vector<T> readValues(const json& path) {
  return std::get<std::vector<T>>(require(readNpy(readFile(path.get<std::string>()))).data);
}

Range readRange(const json& value) {
  if (value.is_array()) return {.low = value.at(0), .high = value.at(1)};
  const double radius = value;
  return {.low = 1.0 - radius, .high = 1.0 + radius};
}

Augmentation readAugmentation(const json& augmentation) {
  return {.rotationDegrees = augmentation.at("rotationDegrees"),
          .zoom = readRange(augmentation.at("zoom")),
          .widthShift = augmentation.at("widthShift"),
          .heightShift = augmentation.at("heightShift"),
          .horizontalFlip = augmentation.at("horizontalFlip"),
          .shearDegrees = augmentation.at("shearDegrees"),
          .verticalFlip = augmentation.at("verticalFlip"),
          .fillMode = parseFillMode(augmentation.at("fillMode").get<std::string>()),
          .fillValue = augmentation.at("fillValue"),
          .channelShift = augmentation.at("channelShift"),
          .brightness = readRange(augmentation.at("brightness")),
          .contrast = augmentation.at("contrast"),
          .saturation = augmentation.at("saturation"),
          .blur = augmentation.at("blur"),
          .greyscale = augmentation.at("greyscale"),
          .erasing = augmentation.at("erasing")};
}

std::vector<float> prepare(const json& request) {
  const json& settings = request.at("prepare");
  CopiesRequest copies;
  copies.normalization = {.mean = settings.at("normalization").at("mean"),
                          .scale = settings.at("normalization").at("scale")};
  copies.copies = settings.at("copies");
  copies.seed = settings.at("seed");
  copies.size = settings.at("inputSize");
  const json& place = request.at("crop");
  const Crop crop{.centreX = place.at("centreX"),
                  .centreY = place.at("centreY"),
                  .side = place.at("side"),
                  .angleDegrees = place.at("angleDegrees")};
  const Image picture = require(decodeImage(readFile(request.at("photo"))));
  std::vector<float> images;
  for (const json& augmentation : request.at("augmentations")) {
    copies.augmentation = readAugmentation(augmentation);
    for (const std::optional<Crop>& shown : {std::optional<Crop>(), std::optional(crop)}) {
      copies.crop = shown;
      const std::vector<float> rows = makeCopies(picture, copies);
      images.insert(images.end(), rows.begin(), rows.end());
    }
  }
  const Image boxed = letterboxImage(picture, 256);  // the detector's size
  images.insert(images.end(), boxed.pixels.begin(), boxed.pixels.end());
  return images;
}

void look(const json& request, const std::string& folder) {
  const Image picture = require(decodeImage(readFile(request.at("photo"))));
  std::vector<std::uint8_t> bytes = makeImprint(picture);
  const std::vector<std::uint8_t> thumbnail = drawThumbnail(picture, 30);
  bytes.insert(bytes.end(), thumbnail.begin(), thumbnail.end());
  writeFile(folder + "/look.bin", bytes);
}

TrainerSettings readSettings(const json& settings) {
  const auto text = [&](const char* name) { return settings.at(name).get<std::string>(); };
  return {.method = parseMethod(text("method")).value(),
          .loss = parseLoss(text("loss")).value(),
          .scaling = parseScaling(text("scaling")).value(),
          .hiddenUnits = settings.at("hiddenUnits"),
          .activation = parseActivation(text("activation")).value(),
          .inputDropout = settings.at("inputDropout"),
          .dropout = settings.at("dropout"),
          .optimizer = parseOptimizer(text("optimizer")).value(),
          .momentum = settings.at("momentum"),
          .learningRate = settings.at("learningRate"),
          .schedule = parseSchedule(text("schedule")).value(),
          .warmupEpochs = settings.at("warmupEpochs"),
          .epochs = settings.at("epochs"),
          .batchSize = settings.at("batchSize"),
          .l2 = settings.at("l2"),
          .clipNorm = settings.at("clipNorm"),
          .labelSmoothing = settings.at("labelSmoothing"),
          .labelSpread = settings.at("labelSpread"),
          .balanced = text("classWeights") == "balanced",
          .neighbours = settings.at("neighbours"),
          .seed = settings.at("seed")};
}

std::shared_ptr<TrainingData> readData(const json& request) {
  auto data = std::make_shared<TrainingData>();
  data->labels = readValues<std::int32_t>(request.at("labels"));
  data->classes = request.at("classCount");
  data->embeddings.values = readValues<float>(request.at("embeddings"));
  data->embeddings.rows = data->labels.size();
  data->embeddings.columns = data->embeddings.values.size() / data->labels.size();
  data->classValues = request.at("classValues").get<std::vector<double>>();
  return data;
}

void train(const json& request, const std::string& folder) {
  const json& settings = request.at("train");
  const auto data = readData(request);
  const auto trainer = require(Trainer::create(data, settings.at("trainRows"), readSettings(settings)));
  const std::vector<std::int32_t> testRows = settings.at("testRows");
  std::vector<double> figures;
  Evaluation heldOut;
  bool finished = false;
  for (int epoch = 0; epoch < settings.at("epochs") && !finished; ++epoch) {
    const EpochFigures trained = require(trainer->trainEpoch());
    finished = trained.finished;
    heldOut = require(trainer->evaluateRows(testRows));
    figures.insert(figures.end(),
                   {trained.figures.loss, trained.figures.accuracy, heldOut.figures.loss, heldOut.figures.accuracy});
  }
  writeFile(folder + "/figures.bin", figures);
  writeFile(folder + "/classifier.bin", writeClassifier(trainer->classifier()));
  const std::size_t values = heldOut.probabilities.size();
  writeFile(folder + "/probabilities.npy", writeNpy({.data = std::move(heldOut.probabilities), .shape = {values}}));
}

void readAlbums(const json& request, const std::string& folder) {
  const json& settings = request.at("album");
  const auto data = readData(request);
  const auto trainer =
      require(SequenceTrainer::create(data,
                                      {.firstRows = settings.at("firstRows").get<std::vector<std::int32_t>>(),
                                       .persons = settings.at("persons").get<std::vector<std::int32_t>>(),
                                       .copies = settings.at("copies")},
                                      {.loss = parseLoss(settings.at("loss").get<std::string>()).value(),
                                       .scaling = parseScaling(settings.at("scaling").get<std::string>()).value(),
                                       .projected = settings.at("projected"),
                                       .units = settings.at("units"),
                                       .inputDropout = settings.at("inputDropout"),
                                       .dropout = settings.at("dropout"),
                                       .learningRate = settings.at("learningRate"),
                                       .epochs = settings.at("epochs"),
                                       .batchSize = settings.at("batchSize"),
                                       .l2 = settings.at("l2"),
                                       .clipNorm = settings.at("clipNorm"),
                                       .labelSpread = settings.at("labelSpread"),
                                       .shortest = settings.at("shortest"),
                                       .longest = settings.at("longest"),
                                       .seed = settings.at("seed")}));
  for (int epoch = 0; epoch < settings.at("epochs"); ++epoch) require(trainer->trainEpoch());
  writeFile(folder + "/album.bin", writeSequenceNetwork(trainer->network()));
  const std::vector<std::int32_t> lengths = settings.at("lengths");
  const std::vector<float> said = require(predictSequences(trainer->network(), data->embeddings.values, lengths));
  std::vector<double> figures(said.begin(), said.end());
  const OrderedAnswer ordered = require(decodeOrdered(figures, lengths, static_cast<std::size_t>(data->classes)));
  figures.insert(figures.end(), ordered.classes.begin(), ordered.classes.end());
  // JavaScript gets them as floats.
  for (const double p : ordered.probabilities) figures.push_back(static_cast<float>(p));
  writeFile(folder + "/albums.bin", figures);
}

void evaluate(const json& request, const std::string& folder) {
  const json& settings = request.at("evaluate");
  const std::vector<std::int32_t> labels = settings.at("labels"), persons = settings.at("persons");
  const std::vector<double> probabilities = settings.at("probabilities"), classValues = settings.at("classValues");
  const std::size_t classes = classValues.size();
  const auto intervals =
      bootstrapIntervals(require(judge(labels, probabilities, classes)), groupByPerson(persons), classes, classValues,
                         {.seed = settings.at("seed"), .resamples = settings.at("resamples")});
  std::vector<double> figures;
  for (const auto& interval : {intervals->accuracy, intervals->logLoss, intervals->quadraticWeightedKappa}) {
    figures.insert(figures.end(), {interval->low, interval->high});
  }
  figures.push_back(require(fitTemperature(labels, probabilities, classes)));
  Matrix embeddings;
  embeddings.values = readValues<float>(request.at("embeddings"));
  embeddings.rows = readValues<std::int32_t>(request.at("labels")).size();
  embeddings.columns = embeddings.values.size() / embeddings.rows;
  for (const float distance : leaveOutDistances(embeddings, readValues<std::int32_t>(request.at("labels")))) {
    figures.push_back(distance);
  }
  writeFile(folder + "/evaluation.bin", figures);
}

Matrix readRows(const json& path, std::size_t columns) {
  Matrix rows;
  rows.values = readValues<float>(path);
  rows.columns = columns;
  rows.rows = rows.values.size() / columns;
  return rows;
}

void map(const json& request, const std::string& folder) {
  const json& settings = request.at("map");
  const Matrix rows = readRows(request.at("embeddings"), settings.at("dimension"));
  const Pca pca = require(computePca(rows, settings.at("components")));
  std::vector<float> values = pca.coordinates.values;
  values.insert(values.end(), pca.axes.values.begin(), pca.axes.values.end());
  values.insert(values.end(), pca.explained.begin(), pca.explained.end());
  for (const Matrix& mapped : {rows, readRows(settings.at("many"), 3)}) {
    const auto tsne = require(Tsne::create(mapped, {.perplexity = settings.at("perplexity"),
                                                    .iterations = settings.at("iterations"),
                                                    .seed = settings.at("seed")}));
    tsne->step(settings.at("iterations"));
    values.insert(values.end(), tsne->coordinates().begin(), tsne->coordinates().end());
    values.push_back(static_cast<float>(tsne->cost()));
  }
  writeFile(folder + "/maps.bin", values);
}

}  // namespace
}  // namespace agelens

int main(int argc, char** argv) try {
  if (argc != 3) throw std::invalid_argument("usage: native_digest REQUEST.json FOLDER");
  const std::string folder = argv[2];
  const auto request = nlohmann::json::parse(std::ifstream(argv[1]));
  const std::vector<float> prepared = agelens::prepare(request);
  agelens::look(request, folder);
  agelens::writeFile(folder + "/prepared.npy", agelens::writeNpy({.data = prepared, .shape = {prepared.size()}}));
  agelens::train(request, folder);
  agelens::readAlbums(request, folder);
  agelens::evaluate(request, folder);
  agelens::map(request, folder);
  return EXIT_SUCCESS;
} catch (const std::exception& error) {
  std::cerr << error.what() << '\n';
  return EXIT_FAILURE;
}
