// The methods beside the network: each against scikit-learn 1.2.1 on the same data.
#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "core/nn/classifier_file.h"
#include "core/nn/lbfgs.h"
#include "core/nn/trainer.h"

namespace agelens {
namespace {

constexpr std::size_t rowCount = 36, dimension = 5;

std::shared_ptr<TrainingData> patternData() {
  auto data = std::make_shared<TrainingData>();
  data->classes = 3;
  data->classValues = {20, 30, 40};
  data->embeddings = Matrix(rowCount, dimension);
  for (std::size_t row = 0; row < rowCount; ++row) {
    data->labels.push_back(static_cast<std::int32_t>(row % 3));
    for (std::size_t i = 0; i < dimension; ++i) {
      data->embeddings.row(row)[i] = static_cast<float>((row * 37 + i * (row % 7) * 11) % 64) / 64.0F;
    }
  }
  return data;
}

std::vector<std::int32_t> firstRows(std::int32_t count) {
  std::vector<std::int32_t> rows(static_cast<std::size_t>(count));
  std::iota(rows.begin(), rows.end(), 0);
  return rows;
}

// Trains until nothing changes; the probabilities of the first three rows.
std::vector<float> trainedProbabilities(const std::shared_ptr<TrainingData>& data, TrainerSettings settings) {
  settings.method = Method::linear;
  settings.scaling = ScalingKind::raw;
  settings.l2 = 0.01;
  const auto trainer = Trainer::create(data, firstRows(rowCount), settings).value();
  bool finished = false;
  for (int epoch = 0; epoch < 500 && !finished; ++epoch) finished = trainer->trainEpoch().value().finished;
  EXPECT_TRUE(finished);
  return trainer->evaluateRows(firstRows(3)).value().probabilities;
}

void expectNear(const std::vector<float>& actual, const std::vector<double>& expected) {
  ASSERT_EQ(actual.size(), expected.size());
  for (std::size_t i = 0; i < actual.size(); ++i) EXPECT_NEAR(actual[i], expected[i], 2e-4) << i;
}

TEST(Linear, SoftmaxIsMultinomialLogisticRegression) {
  // LogisticRegression(C=1 / (0.01 * 36), tol=1e-12).
  expectNear(
      trainedProbabilities(patternData(), {.hiddenUnits = {}}),
      {0.39109356, 0.29615487, 0.31275157, 0.18858262, 0.34423711, 0.46718027, 0.30075412, 0.28152010, 0.41772577});
}

TEST(Linear, BalancedWeightsAreThoseOfScikitLearn) {
  auto data = patternData();
  for (std::size_t row = 0; row < 20; ++row) data->labels[row] = 0;
  // The same with class_weight="balanced".
  expectNear(
      trainedProbabilities(data, {.hiddenUnits = {}, .balanced = true}),
      {0.45001026, 0.27471299, 0.27527675, 0.50787108, 0.17668815, 0.31544076, 0.44212574, 0.16468016, 0.39319410});
}

TEST(Linear, CumulativeLinkIsOneLogisticRegressionAThreshold) {
  // LogisticRegression of y > 0 and of y > 1, as above.
  const std::vector<double> first = {0.61299954, 0.78789184, 0.69518145}, second = {0.31527126, 0.44717482, 0.40258210};
  const auto p = trainedProbabilities(patternData(), {.loss = LossKind::cumulativeLink, .hiddenUnits = {}});
  for (std::size_t row = 0; row < 3; ++row) {
    EXPECT_NEAR(p[row * 3], 1.0 - first[row], 2e-4);
    EXPECT_NEAR(p[row * 3 + 2], second[row], 2e-4);
  }
}

TEST(Linear, RidgeIsRidgeRegression) {
  // Ridge(alpha=0.01 * 36) of the classes as -1, 0, 1.
  const std::vector<double> expected = {-0.09964095, 0.42461048, 0.14455666};
  const auto p = trainedProbabilities(patternData(), {.loss = LossKind::ridge, .hiddenUnits = {}});
  for (std::size_t row = 0; row < 3; ++row) {
    // Of Gaussians of deviation 1 around -1 and 1, the logarithm of the ratio is twice the prediction.
    EXPECT_NEAR(0.5 * std::log(p[row * 3 + 2] / p[row * 3]), expected[row], 2e-4);
  }
}

TEST(Linear, CornLearnsWhatTheOthersLearn) {
  const auto p = trainedProbabilities(patternData(), {.loss = LossKind::corn, .hiddenUnits = {}});
  const auto link = trainedProbabilities(patternData(), {.loss = LossKind::cumulativeLink, .hiddenUnits = {}});
  // The first task is the same logistic regression.
  for (std::size_t row = 0; row < 3; ++row) EXPECT_NEAR(p[row * 3], link[row * 3], 2e-4);
}

TEST(Neighbours, VotesAreThoseOfScikitLearn) {
  // KNeighborsClassifier(5).fit(rows 0 to 29).predict_proba(rows 30 to 35) * 5; one vote more is shared by all classes.
  const std::vector<std::vector<int>> votes = {{2, 2, 1}, {3, 1, 1}, {2, 2, 1}, {1, 2, 2}, {2, 2, 1}, {2, 2, 1}};
  const auto trainer =
      Trainer::create(patternData(), firstRows(30),
                      {.method = Method::neighbours, .scaling = ScalingKind::raw, .hiddenUnits = {}, .neighbours = 5})
          .value();
  EXPECT_TRUE(trainer->trainEpoch().value().finished);
  const std::vector<std::int32_t> rows = {30, 31, 32, 33, 34, 35};
  const auto p = trainer->evaluateRows(rows).value().probabilities;
  for (std::size_t row = 0; row < 6; ++row) {
    for (std::size_t c = 0; c < 3; ++c) EXPECT_NEAR(p[row * 3 + c], (votes[row][c] + 1.0 / 3.0) / 6.0, 1e-6);
  }
}

TEST(Neighbours, TravelInTheClassifierFile) {
  const auto trainer =
      Trainer::create(patternData(), firstRows(30), {.method = Method::neighbours, .hiddenUnits = {}, .neighbours = 3})
          .value();
  const auto bytes = writeClassifier(trainer->classifier());
  const auto copy = readClassifier(bytes);
  ASSERT_TRUE(copy.ok()) << copy.error().message;
  EXPECT_EQ(writeClassifier(copy.value()), bytes);
  EXPECT_EQ(predictProbabilities(copy.value(), patternData()->embeddings.values).value(),
            trainer->evaluateRows(firstRows(rowCount)).value().probabilities);
  for (std::size_t length = 0; length < bytes.size(); length += 7) {
    EXPECT_FALSE(readClassifier(std::span(bytes).first(length)).ok()) << length;
  }
}

TEST(Lbfgs, FindsTheMinimumOfRosenbrocksValley) {
  const auto valley = [](std::span<const double> x, std::span<double> gradient) {
    const double a = 1.0 - x[0], b = x[1] - x[0] * x[0];
    gradient[0] = -2.0 * a - 400.0 * x[0] * b;
    gradient[1] = 200.0 * b;
    return a * a + 100.0 * b * b;
  };
  Lbfgs minimiser(valley, {-1.2, 1.0});
  int iterations = 0;
  while (minimiser.step(1e-9) && iterations < 200) ++iterations;
  EXPECT_LT(iterations, 100);
  EXPECT_NEAR(minimiser.x()[0], 1.0, 1e-6);
  EXPECT_NEAR(minimiser.x()[1], 1.0, 1e-6);
}

TEST(Lbfgs, StopsWhereTheFunctionIsNoNumber) {
  Lbfgs minimiser(
      [](auto, auto gradient) {
        gradient[0] = NAN;
        return double{NAN};
      },
      {0.0});
  EXPECT_FALSE(minimiser.step(1e-9));
}

}  // namespace
}  // namespace agelens
