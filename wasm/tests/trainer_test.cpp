#include "core/nn/trainer.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>
#include <numbers>
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

std::unique_ptr<Trainer> makeTrainer(std::shared_ptr<TrainingData> data, const TrainerSettings& settings) {
  auto trainer = Trainer::create(std::move(data), rowsFrom(0, 60), settings);
  EXPECT_TRUE(trainer.ok());
  return std::move(trainer).value();
}

std::vector<std::uint8_t> trainedBytes(const TrainerSettings& settings) {
  const auto trainer = makeTrainer(separableData(), settings);
  for (int epoch = 0; epoch < 3; ++epoch) EXPECT_TRUE(trainer->trainEpoch().ok());
  return writeClassifier(trainer->classifier());
}

TEST(Trainer, LearnsASeparableProblemWhateverItsDepth) {
  for (const std::vector<std::int32_t>& hiddenUnits : {std::vector<std::int32_t>{}, {16}, {16, 8}}) {
    TrainerSettings settings = settingsWith(1);
    settings.hiddenUnits = hiddenUnits;
    const auto trainer = makeTrainer(separableData(), settings);
    double firstLoss = 0.0, lastLoss = 0.0;
    for (int epoch = 0; epoch < 40; ++epoch) {
      lastLoss = trainer->trainEpoch().value().figures.loss;
      if (epoch == 0) firstLoss = lastLoss;
    }
    EXPECT_LT(lastLoss, firstLoss / 2.0);
    const auto heldOut = trainer->evaluateRows(rowsFrom(60, 90));
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
  const auto trainer = makeTrainer(data, settingsWith(1));
  for (int epoch = 0; epoch < 5; ++epoch) EXPECT_TRUE(trainer->trainEpoch().ok());
  const auto bytes = writeClassifier(trainer->classifier());
  std::uint32_t checksum = 0;
  std::memcpy(&checksum, &bytes[bytes.size() - 4], 4);
  EXPECT_EQ(checksum, 1750410417U);
}

TEST(Trainer, LooksAtTrainingRowsOnly) {
  auto data = separableData();
  auto changed = separableData();
  for (std::size_t row = 60; row < 90; ++row) {
    for (float& value : changed->embeddings.row(row)) value = 1e6F;
  }
  const auto one = makeTrainer(data, settingsWith(1));
  const auto other = makeTrainer(changed, settingsWith(1));
  EXPECT_TRUE(one->trainEpoch().ok() && other->trainEpoch().ok());
  EXPECT_EQ(writeClassifier(one->classifier()), writeClassifier(other->classifier()));
}

TEST(Trainer, EvaluationGivesWhatTheSavedClassifierPredicts) {
  const auto trainer = makeTrainer(separableData(), settingsWith(1));
  EXPECT_TRUE(trainer->trainEpoch().ok());
  const auto evaluation = trainer->evaluateRows(rowsFrom(0, 90)).value();
  const auto saved = readClassifier(writeClassifier(trainer->classifier())).value();
  const auto predicted = predictProbabilities(saved, separableData()->embeddings.values).value();
  EXPECT_EQ(evaluation.probabilities, predicted);
  double loss = 0.0;
  for (std::size_t i = 0; i < 90; ++i) loss -= std::log(predicted[i * 3 + i % 3]) / 90.0;
  EXPECT_NEAR(evaluation.figures.loss, loss, 1e-6);
}

TEST(Trainer, EvaluatingNoRowsGivesNothing) {
  const auto evaluation = makeTrainer(separableData(), settingsWith(1))->evaluateRows({});
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
  EXPECT_FALSE(makeTrainer(separableData(), {})->evaluateRows(std::vector<std::int32_t>{90}).ok());
}

TEST(Trainer, SaysWhenTrainingDiverges) {
  auto data = separableData();
  data->embeddings.row(3)[0] = std::numeric_limits<float>::infinity();
  const auto trainer = makeTrainer(data, {});
  const auto epoch = trainer->trainEpoch();
  ASSERT_FALSE(epoch.ok());
  EXPECT_EQ(epoch.error().code, "diverged");
}

// One step of plain descent over all rows moves every parameter by its gradient times the rate. With GELU: central
// differences of a whole network would step over ReLU's kinks, whose gradient layers_test.cpp checks.
TEST(Trainer, GradientOfTheWholeNetworkIsThatOfCentralDifferences) {
  const TrainerSettings settings = {.hiddenUnits = {6, 5},
                                    .activation = Activation::gelu,
                                    .optimizer = OptimizerKind::sgd,
                                    .learningRate = 1.0,
                                    .batchSize = 60};
  const auto before = makeTrainer(separableData(), settings)->classifier();
  const auto trainer = makeTrainer(separableData(), settings);
  ASSERT_TRUE(trainer->trainEpoch().ok());
  const auto lossOf = [](const Classifier& classifier) {
    const auto data = separableData();
    const auto rows = rowsFrom(0, 60);
    const std::vector<std::int32_t> labels(data->labels.begin(), data->labels.begin() + 60);
    return meanLogLoss(predictRows(classifier, data->embeddings, rows), labels, 3);
  };
  for (std::size_t layer = 0; layer < 3; ++layer) {
    const auto& weights = before.layers[layer].weight.values;
    for (std::size_t i = 0; i < weights.size(); i += 5) {
      const double gradient = static_cast<double>(weights[i]) - trainer->classifier().layers[layer].weight.values[i];
      auto above = before, below = before;
      above.layers[layer].weight.values[i] += 0x1p-7F;
      below.layers[layer].weight.values[i] -= 0x1p-7F;
      EXPECT_NEAR(gradient, (lossOf(above) - lossOf(below)) * 0x1p6, 2e-3) << layer << " " << i;
    }
  }
}

TEST(Trainer, GoesBackToTheBestItKept) {
  const auto trainer = makeTrainer(separableData(), settingsWith(1));
  ASSERT_TRUE(trainer->trainEpoch().ok());
  trainer->keepBest();
  const auto best = writeClassifier(trainer->classifier());
  ASSERT_TRUE(trainer->trainEpoch().ok());
  EXPECT_NE(writeClassifier(trainer->classifier()), best);
  trainer->restoreBest();
  EXPECT_EQ(writeClassifier(trainer->classifier()), best);
}

// The first weight's movement in each epoch, one step an epoch: with sgd without momentum it is in proportion to the
// rate as long as the gradient hardly changes, which a tiny rate sees to.
std::vector<double> movements(TrainerSettings settings) {
  settings.hiddenUnits = {};
  settings.optimizer = OptimizerKind::sgd;
  settings.momentum = 0.0;
  settings.learningRate = 1e-3;
  settings.batchSize = 60;
  settings.epochs = 8;
  const auto trainer = makeTrainer(separableData(), settings);
  std::vector<double> result;
  for (int epoch = 0; epoch < settings.epochs; ++epoch) {
    const double before = trainer->classifier().layers[0].weight.values[0];
    EXPECT_TRUE(trainer->trainEpoch().ok());
    result.push_back(std::fabs(trainer->classifier().layers[0].weight.values[0] - before));
  }
  return result;
}

TEST(Trainer, SchedulesWarmUpAndFollowTheCosine) {
  const auto constant = movements({});
  const auto scheduled = movements({.schedule = Schedule::cosine, .warmupEpochs = 4});
  for (std::size_t step = 0; step < 8; ++step) {
    const double factor = step < 4 ? (static_cast<double>(step) + 1.0) / 4.0
                                   : 0.5 * (1.0 + std::cos(std::numbers::pi * (static_cast<double>(step) - 4.0) / 4.0));
    EXPECT_NEAR(scheduled[step] / constant[step], factor, 0.03) << step;
  }
}

TEST(Trainer, AClippedGradientHasTheNormAskedFor) {
  const TrainerSettings settings = {
      .hiddenUnits = {4}, .optimizer = OptimizerKind::sgd, .learningRate = 1.0, .batchSize = 60, .clipNorm = 0.01};
  const auto trainer = makeTrainer(separableData(), settings);
  const Classifier before = trainer->classifier();
  ASSERT_TRUE(trainer->trainEpoch().ok());
  double squares = 0.0;
  for (std::size_t layer = 0; layer < 2; ++layer) {
    const DenseLayer& from = before.layers[layer];
    const DenseLayer& to = trainer->classifier().layers[layer];
    for (std::size_t i = 0; i < from.weight.values.size(); ++i) {
      squares += std::pow(from.weight.values[i] - to.weight.values[i], 2.0);
    }
    for (std::size_t i = 0; i < from.bias.size(); ++i) squares += std::pow(from.bias[i] - to.bias[i], 2.0);
  }
  EXPECT_NEAR(std::sqrt(squares), 0.01, 1e-5);
}

TEST(Trainer, InputDropoutHidesEmbeddingsInTrainingOnly) {
  TrainerSettings settings = settingsWith(1);
  settings.inputDropout = 0.5;
  EXPECT_NE(trainedBytes(settings), trainedBytes(settingsWith(1)));
  const auto trainer = makeTrainer(separableData(), settings);
  EXPECT_EQ(trainer->evaluateRows(rowsFrom(0, 9)).value().probabilities,
            trainer->evaluateRows(rowsFrom(0, 9)).value().probabilities);
}

TEST(Trainer, EveryLossLearnsASeparableProblem) {
  for (const LossKind loss :
       {LossKind::softmax, LossKind::labelDistribution, LossKind::cumulativeLink, LossKind::corn, LossKind::ridge}) {
    for (const Method method : {Method::network, Method::linear}) {
      auto data = separableData();
      data->classValues = {20, 30, 40};
      TrainerSettings settings = settingsWith(1);
      settings.loss = loss;
      settings.method = method;
      settings.l2 = 1e-3;
      const auto trainer = makeTrainer(data, settings);
      for (int epoch = 0; epoch < 60; ++epoch) ASSERT_TRUE(trainer->trainEpoch().ok());
      EXPECT_GE(trainer->evaluateRows(rowsFrom(60, 90)).value().figures.accuracy, 0.95) << static_cast<int>(loss);
    }
  }
}

TEST(Trainer, OrdinalLossesNeedNumbers) {
  const auto trainer = Trainer::create(separableData(), rowsFrom(0, 60), {.loss = LossKind::corn, .hiddenUnits = {}});
  ASSERT_FALSE(trainer.ok());
  EXPECT_EQ(trainer.error().code, "bad-setting");
}

TEST(Scaling, StandardGivesTrainingRowsMeanZeroAndDeviationOne) {
  Matrix data(4, 2);
  data.values = {1, 10, 3, 30, 5, 50, 1000, 1000};
  const std::vector<std::int32_t> rows = {0, 1, 2};
  std::vector<float> x(6);
  gatherScaled(learnScaling(ScalingKind::standard, data, rows), data, rows, x);
  const float high = std::sqrt(1.5F);
  const std::vector<float> expected = {-high, -high, 0, 0, high, high};
  for (std::size_t i = 0; i < 6; ++i) EXPECT_NEAR(x[i], expected[i], 1e-6);
}

TEST(Scaling, StandardDoesNotBlowUpDimensionsThatHardlyVary) {
  Matrix data(3, 2);
  data.values = {1, 7, -1, 7, 0, 8};
  std::vector<float> x(2);
  const std::vector<std::int32_t> rows = {0, 1};
  gatherScaled(learnScaling(ScalingKind::standard, data, rows), data, std::vector<std::int32_t>{2}, x);
  EXPECT_NEAR(x[1], 100.0 * std::sqrt(2.0), 1e-3);
  Matrix constant(2, 1);
  EXPECT_EQ(learnScaling(ScalingKind::standard, constant, rows).inverseDeviation[0], 1.0F);
}

TEST(Scaling, L2GivesEachRowTheSameLengthAndRawChangesNothing) {
  Matrix data(2, 2);
  data.values = {3, 4, 0, 0};
  const std::vector<std::int32_t> rows = {0, 1};
  std::vector<float> x(4);
  gatherScaled(learnScaling(ScalingKind::l2, data, rows), data, rows, x);
  EXPECT_NEAR(x[0], 3.0 / 5.0 * std::sqrt(2.0), 1e-6);
  EXPECT_NEAR(x[1], 4.0 / 5.0 * std::sqrt(2.0), 1e-6);
  EXPECT_EQ(x[2], 0.0F);
  gatherScaled(learnScaling(ScalingKind::raw, data, rows), data, rows, x);
  EXPECT_EQ(x, data.values);
}

}  // namespace
}  // namespace agelens
