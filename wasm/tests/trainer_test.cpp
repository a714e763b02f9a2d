#include "core/nn/trainer.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>
#include <numeric>

#include "core/nn/classifier_file.h"

namespace agelens {
namespace {

// Three clusters in 8 dimensions, far apart.
std::shared_ptr<TrainingData> separableData() {
  constexpr std::size_t count = 90, dimension = 8;
  auto data = std::make_shared<TrainingData>();
  data->classes = 3;
  data->embeddings = Matrix(count, dimension);
  Random random(42);
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t label = i % 3;
    data->labels.push_back(static_cast<std::int32_t>(label));
    for (std::size_t j = 0; j < dimension; ++j) {
      const double centre = j % 3 == label ? 5.0 : 0.0;
      data->embeddings.row(i)[j] = static_cast<float>(centre + random.nextUniform(-1.0, 1.0));
    }
  }
  return data;
}

std::vector<std::int32_t> rowsFrom(std::int32_t first, std::int32_t end) {
  std::vector<std::int32_t> rows(static_cast<std::size_t>(end - first));
  std::iota(rows.begin(), rows.end(), first);
  return rows;
}

TrainerSettings settingsWith(std::uint64_t seed) {
  return {.hiddenUnits = {16}, .dropout = 0.3, .learningRate = 0.01, .batchSize = 7, .seed = seed};
}

Trainer makeTrainer(std::shared_ptr<TrainingData> data, const TrainerSettings& settings) {
  auto trainer = Trainer::create(std::move(data), rowsFrom(0, 60), settings);
  EXPECT_TRUE(trainer.ok());
  return std::move(trainer).value();
}

std::vector<std::uint8_t> trainedBytes(const TrainerSettings& settings) {
  Trainer trainer = makeTrainer(separableData(), settings);
  for (int epoch = 0; epoch < 3; ++epoch) EXPECT_TRUE(trainer.trainEpoch().ok());
  return writeClassifier(trainer.classifier());
}

TEST(Trainer, LearnsASeparableProblemWhateverItsDepth) {
  for (const std::vector<std::int32_t>& hiddenUnits : {std::vector<std::int32_t>{}, {16}, {16, 8}}) {
    TrainerSettings settings = settingsWith(1);
    settings.hiddenUnits = hiddenUnits;
    Trainer trainer = makeTrainer(separableData(), settings);
    double firstLoss = 0.0, lastLoss = 0.0;
    for (int epoch = 0; epoch < 40; ++epoch) {
      lastLoss = trainer.trainEpoch().value().loss;
      if (epoch == 0) firstLoss = lastLoss;
    }
    EXPECT_LT(lastLoss, firstLoss / 2.0);
    const auto heldOut = trainer.evaluateRows(rowsFrom(60, 90));
    EXPECT_EQ(heldOut.value().figures.accuracy, 1.0) << hiddenUnits.size() << " hidden layers";
  }
}

TEST(Trainer, SameSeedGivesTheSameBytesAndAnotherSeedOthers) {
  EXPECT_EQ(trainedBytes(settingsWith(1)), trainedBytes(settingsWith(1)));
  EXPECT_NE(trainedBytes(settingsWith(1)), trainedBytes(settingsWith(2)));
}

// tests/core/training.test.mjs trains the same in wasm and expects the same checksum.
TEST(Trainer, GivesTheSameBytesNativelyAndInWasm) {
  auto data = std::make_shared<TrainingData>();
  data->classes = 3;
  data->embeddings = Matrix(60, 40);
  for (std::size_t row = 0; row < 60; ++row) {
    data->labels.push_back(static_cast<std::int32_t>(row % 3));
    for (std::size_t i = 0; i < 40; ++i) data->embeddings.row(row)[i] = static_cast<float>((row * 37 + i * row) % 64);
  }
  Trainer trainer = makeTrainer(data, settingsWith(1));
  for (int epoch = 0; epoch < 5; ++epoch) EXPECT_TRUE(trainer.trainEpoch().ok());
  const auto bytes = writeClassifier(trainer.classifier());
  std::uint32_t checksum = 0;
  std::memcpy(&checksum, &bytes[bytes.size() - 4], 4);
  EXPECT_EQ(checksum, 987619783U);
}

TEST(Trainer, LooksAtTrainingRowsOnly) {
  auto data = separableData();
  auto changed = separableData();
  for (std::size_t row = 60; row < 90; ++row) {
    for (float& value : changed->embeddings.row(row)) value = 1e6F;
  }
  Trainer one = makeTrainer(data, settingsWith(1));
  Trainer other = makeTrainer(changed, settingsWith(1));
  EXPECT_TRUE(one.trainEpoch().ok() && other.trainEpoch().ok());
  EXPECT_EQ(writeClassifier(one.classifier()), writeClassifier(other.classifier()));
}

TEST(Trainer, EvaluationGivesWhatTheSavedClassifierPredicts) {
  Trainer trainer = makeTrainer(separableData(), settingsWith(1));
  EXPECT_TRUE(trainer.trainEpoch().ok());
  const auto evaluation = trainer.evaluateRows(rowsFrom(0, 90)).value();
  const auto saved = readClassifier(writeClassifier(trainer.classifier())).value();
  const auto predicted = predictProbabilities(saved, separableData()->embeddings.values).value();
  EXPECT_EQ(evaluation.probabilities, predicted);
  double loss = 0.0;
  for (std::size_t i = 0; i < 90; ++i) loss -= std::log(predicted[i * 3 + i % 3]) / 90.0;
  EXPECT_NEAR(evaluation.figures.loss, loss, 1e-6);
}

TEST(Trainer, EvaluatingNoRowsGivesNothing) {
  const auto evaluation = makeTrainer(separableData(), settingsWith(1)).evaluateRows({});
  ASSERT_TRUE(evaluation.ok());
  EXPECT_TRUE(evaluation.value().probabilities.empty());
}

TEST(Trainer, RefusesSettingsItCannotTrainWith) {
  const double notANumber = std::numeric_limits<double>::quiet_NaN();
  const auto codeFor = [](const TrainerSettings& settings) {
    const auto trainer = Trainer::create(separableData(), rowsFrom(0, 60), settings);
    return trainer.ok() ? "" : trainer.error().code;
  };
  EXPECT_EQ(codeFor({.hiddenUnits = {0}}), "bad-setting");
  EXPECT_EQ(codeFor({.hiddenUnits = {65537}}), "bad-setting");
  EXPECT_EQ(codeFor({.hiddenUnits = {65536, 65536}}), "bad-setting");
  EXPECT_EQ(codeFor({.hiddenUnits = std::vector<std::int32_t>(16, 1)}), "bad-setting");
  EXPECT_EQ(codeFor({.dropout = 1.0}), "bad-setting");
  EXPECT_EQ(codeFor({.dropout = notANumber}), "bad-setting");
  EXPECT_EQ(codeFor({.learningRate = 0.0}), "bad-setting");
  EXPECT_EQ(codeFor({.learningRate = notANumber}), "bad-setting");
  EXPECT_EQ(codeFor({.batchSize = 0}), "bad-setting");
  EXPECT_EQ(codeFor({}), "");
}

TEST(Trainer, RefusesDataItCannotTrainOn) {
  const auto codeFor = [](const std::shared_ptr<TrainingData>& data, std::vector<std::int32_t> rows) {
    const auto trainer = Trainer::create(data, std::move(rows), {});
    return trainer.ok() ? "" : trainer.error().code;
  };
  EXPECT_EQ(codeFor(separableData(), {}), "bad-training-data");
  EXPECT_EQ(codeFor(separableData(), {90}), "bad-training-data");
  EXPECT_EQ(codeFor(separableData(), {-1}), "bad-training-data");
  auto data = separableData();
  data->labels[5] = 3;
  EXPECT_EQ(codeFor(data, {0}), "bad-training-data");
  data = separableData();
  data->labels.pop_back();
  EXPECT_EQ(codeFor(data, {0}), "bad-training-data");
  data = separableData();
  data->classes = 1;
  EXPECT_EQ(codeFor(data, {0}), "bad-training-data");
  EXPECT_FALSE(makeTrainer(separableData(), {}).evaluateRows(std::vector<std::int32_t>{90}).ok());
}

TEST(Trainer, SaysWhenTrainingDiverges) {
  auto data = separableData();
  data->embeddings.row(3)[0] = std::numeric_limits<float>::infinity();
  Trainer trainer = makeTrainer(data, {});
  const auto epoch = trainer.trainEpoch();
  ASSERT_FALSE(epoch.ok());
  EXPECT_EQ(epoch.error().code, "diverged");
}

TEST(Standardisation, GivesTrainingRowsMeanZeroAndDeviationOne) {
  Matrix data(4, 2);
  data.values = {1, 10, 3, 30, 5, 50, 1000, 1000};
  const std::vector<std::int32_t> rows = {0, 1, 2};
  const auto standardisation = learnStandardisation(data, rows);
  std::vector<float> x(6);
  gatherStandardised(standardisation, data, rows, x);
  const float high = std::sqrt(1.5F);
  const std::vector<float> expected = {-high, -high, 0, 0, high, high};
  for (std::size_t i = 0; i < 6; ++i) EXPECT_NEAR(x[i], expected[i], 1e-6);
}

TEST(Standardisation, DoesNotBlowUpDimensionsThatHardlyVary) {
  Matrix data(3, 2);
  data.values = {1, 7, -1, 7, 0, 8};
  const auto standardisation = learnStandardisation(data, std::vector<std::int32_t>{0, 1});
  std::vector<float> x(2);
  gatherStandardised(standardisation, data, std::vector<std::int32_t>{2}, x);
  EXPECT_NEAR(x[1], 100.0 * std::sqrt(2.0), 1e-3);
  Matrix constant(2, 1);
  EXPECT_EQ(learnStandardisation(constant, std::vector<std::int32_t>{0, 1}).inverseDeviation[0], 1.0F);
}

}  // namespace
}  // namespace agelens
