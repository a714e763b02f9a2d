// The gradient of a class's log odds against central differences of what is predicted, and against maps worked by hand.
#include "core/nn/attribution.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/eval/temperature.h"
#include "gradient.h"

namespace agelens {
namespace {

constexpr std::size_t dimension = 6, classes = 4;

// Outputs are kept apart, so that no threshold crosses and no ReLU has its kink within a step of the differences.
Classifier makeClassifier(LossKind kind, ScalingKind scaling, std::vector<std::size_t> widths, Activation activation,
                          std::uint64_t seed) {
  Classifier classifier{.dimension = dimension,
                        .scaling = {.kind = scaling, .mean = {}, .inverseDeviation = {}},
                        .loss = Loss({.kind = kind, .classes = classes, .classValues = {20, 30, 50, 60}}),
                        .activation = activation};
  if (scaling == ScalingKind::standard) {
    classifier.scaling.mean = randomValues(dimension, seed + 1);
    classifier.scaling.inverseDeviation = {1.0F, 2.0F, 0.5F, 1.5F, 1.0F, 3.0F};
  }
  Random random(seed);
  widths.push_back(outputWidth(kind, classes));
  classifier.layers = initialiseLayers(dimension, widths, random);
  auto& bias = classifier.layers.back().bias;
  for (std::size_t j = 0; j < bias.size(); ++j) bias[j] = 1.0F - static_cast<float>(j);
  return classifier;
}

double logOdds(const std::vector<Classifier>& members, double temperature, const std::vector<float>& embedding,
               std::size_t c) {
  std::vector<double> mean(classes);
  for (const Classifier& member : members) {
    const auto p = predictProbabilities(member, embedding).value();
    for (std::size_t k = 0; k < classes; ++k) mean[k] += p[k] / static_cast<double>(members.size());
  }
  const double q = applyTemperature(mean, classes, temperature)[c];
  return std::log(q / (1.0 - q));
}

void expectCentralDifferences(const std::vector<Classifier>& members, double temperature) {
  auto embedding = randomValues(dimension, 7);
  const Attribution attribution = attributeEmbedding(members, temperature, embedding).value();
  for (std::size_t c = 0; c < classes; ++c) {
    const auto row = attribution.gradients.row(c);
    const auto score = [&] { return logOdds(members, temperature, embedding, c); };
    expectGradient(embedding, {row.begin(), row.end()}, score, 2e-3);
  }
}

TEST(Attribution, GradientsAreThoseOfCentralDifferencesForEveryLoss) {
  for (const LossKind kind :
       {LossKind::softmax, LossKind::labelDistribution, LossKind::cumulativeLink, LossKind::corn, LossKind::ridge}) {
    SCOPED_TRACE(nameOf(kind));
    expectCentralDifferences({makeClassifier(kind, ScalingKind::raw, {}, Activation::relu, 1)}, 1.0);
    expectCentralDifferences({makeClassifier(kind, ScalingKind::standard, {5}, Activation::gelu, 2)}, 1.0);
    expectCentralDifferences({makeClassifier(kind, ScalingKind::raw, {7, 5}, Activation::relu, 3)}, 0.7);
  }
}

TEST(Attribution, AnEnsembleIsDifferentiatedAsItIsAveraged) {
  expectCentralDifferences({makeClassifier(LossKind::cumulativeLink, ScalingKind::raw, {}, Activation::relu, 4),
                            makeClassifier(LossKind::cumulativeLink, ScalingKind::raw, {}, Activation::relu, 5)},
                           1.8);
}

TEST(Attribution, OfTwoClassesTheLinearScoreIsTheLogOdds) {
  Classifier classifier{
      .dimension = 2, .scaling = {.kind = ScalingKind::l2}, .loss = Loss({.kind = LossKind::softmax, .classes = 2})};
  classifier.layers = {{Matrix(2, 2), {0.5F, -0.25F}}};
  classifier.layers[0].weight.values = {1.0F, 3.0F, 2.0F, -1.0F};
  // Two places with two features each, (1, 0) and (5, 8): their mean is (3, 4), scaled to the length sqrt 2 by sqrt 2
  // / 5.
  const Attribution attribution = attributeEmbedding(std::vector{classifier}, 1.0, {3.0F, 4.0F}).value();
  const double scale = std::sqrt(2.0) / 5.0;
  EXPECT_NEAR(attribution.gradients.row(1)[0], 2.0 * scale, 1e-6);
  EXPECT_NEAR(attribution.gradients.row(1)[1], -3.0 * scale, 1e-6);
  // The places add up to the log odds less the biases'.
  const auto place = [&](double first, double second) {
    return (attribution.gradients.row(1)[0] * first + attribution.gradients.row(1)[1] * second) / 2.0;
  };
  const double p = attribution.probabilities[1];
  EXPECT_NEAR(place(1.0, 0.0) + place(5.0, 8.0), std::log(p / (1.0 - p)) - (-0.25 - 0.5), 1e-5);
}

TEST(Attribution, AClassBetweenCrossedThresholdsHasNoGradientOfItsOwn) {
  const Loss loss({.kind = LossKind::cumulativeLink, .classes = 4, .classValues = {1, 2, 3, 4}});
  // P(y > 1) is given as likelier than P(y > 0), so that the second class has probability 0 and all the first.
  const std::vector<float> outputs = {0.5F, 1.0F, -1.0F};
  const auto gradients = loss.logProbabilityGradients(outputs);
  EXPECT_EQ(loss.probabilities(outputs)[1], 0.0F);
  EXPECT_EQ(std::vector<float>(gradients.begin() + 3, gradients.begin() + 6), (std::vector<float>{0, 0, 0}));
  // The third lies between the first threshold and the third.
  EXPECT_GT(gradients[6], 0.0F);
  EXPECT_EQ(gradients[7], 0.0F);
  EXPECT_LT(gradients[8], 0.0F);
}

TEST(Attribution, NeighboursHaveNone) {
  Classifier classifier{.dimension = 1, .loss = Loss({.kind = LossKind::softmax, .classes = 2})};
  classifier.neighbours = {.count = 1, .points = Matrix(1, 1), .labels = {0}};
  EXPECT_EQ(attributeEmbedding(std::vector{classifier}, 1.0, {1.0F}).error().code, "no-gradient");
}

TEST(Attribution, AnEmbeddingOfAnotherBackboneIsRefused) {
  const auto classifier = makeClassifier(LossKind::softmax, ScalingKind::raw, {}, Activation::relu, 1);
  EXPECT_EQ(attributeEmbedding(std::vector{classifier}, 1.0, {1.0F}).error().code, "wrong-dimension");
}

}  // namespace
}  // namespace agelens
