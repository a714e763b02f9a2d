// Two dense layers as TensorFlow.js computes them: forward, loss, gradients and three steps of Adam.
#include <gtest/gtest.h>

#include "core/nn/activation.h"
#include "core/nn/adam.h"
#include "core/nn/dense.h"
#include "core/nn/loss.h"
#include "golden.h"

namespace agelens {
namespace {

constexpr double tolerance = 1e-5;

struct Parameters {
  std::vector<float> w1, b1, w2, b2;

  Parameters() = default;
  explicit Parameters(const nlohmann::json& json)
      : w1(json.at("w1")), b1(json.at("b1")), w2(json.at("w2")), b2(json.at("b2")) {}
};

void expectNear(const std::vector<float>& actual, const std::vector<float>& expected) {
  ASSERT_EQ(actual.size(), expected.size());
  for (std::size_t i = 0; i < actual.size(); ++i) ASSERT_NEAR(actual[i], expected[i], tolerance) << "value " << i;
}

void expectNear(const Parameters& actual, const Parameters& expected) {
  expectNear(actual.w1, expected.w1);
  expectNear(actual.b1, expected.b1);
  expectNear(actual.w2, expected.w2);
  expectNear(actual.b2, expected.b2);
}

class GoldenHead : public testing::Test {
 protected:
  const nlohmann::json golden = readGoldenJson("dense_head_adam.json");
  const std::size_t samples = golden.at("samples"), classes = golden.at("classes");
  const DenseShape first = {samples, golden.at("inputs"), golden.at("hidden")};
  const DenseShape second = {samples, first.outputs, classes};
  const std::vector<float> x = golden.at("x");
  const std::vector<std::int32_t> labels = golden.at("y");
  Parameters parameters{golden.at("initial")};
  Parameters gradients = parameters;
  std::vector<float> probabilities = std::vector<float>(samples * classes);

  // Leaves probabilities and gradients; returns the loss.
  double forwardAndBackward() {
    std::vector<float> hidden(samples * first.outputs);
    denseForward(x, parameters.w1, parameters.b1, hidden, first);
    reluForward(hidden);
    denseForward(hidden, parameters.w2, parameters.b2, probabilities, second);
    const double loss = crossEntropyForward(probabilities, labels, classes);
    softmaxForward(probabilities, classes);

    auto gradLogits = probabilities;
    softmaxCrossEntropyBackward(gradLogits, labels, classes);
    std::vector<float> gradHidden(hidden.size());
    denseBackward(hidden, parameters.w2, gradLogits, gradients.w2, gradients.b2, gradHidden, second);
    reluBackward(hidden, gradHidden);
    denseBackward(x, parameters.w1, gradHidden, gradients.w1, gradients.b1, {}, first);
    return loss;
  }
};

TEST_F(GoldenHead, ForwardLossAndGradientsAreTensorFlows) {
  EXPECT_NEAR(forwardAndBackward(), golden.at("loss").get<double>(), tolerance);
  expectNear(probabilities, golden.at("probabilities"));
  expectNear(gradients, Parameters(golden.at("gradients")));
}

TEST_F(GoldenHead, ThreeAdamStepsAreTensorFlows) {
  Adam adam({.learningRate = golden.at("learning_rate"),
             .beta1 = golden.at("beta1"),
             .beta2 = golden.at("beta2"),
             .epsilon = golden.at("epsilon")});
  AdamMoments w1(parameters.w1.size()), b1(parameters.b1.size()), w2(parameters.w2.size()), b2(parameters.b2.size());
  for (const auto& step : golden.at("steps")) {
    EXPECT_NEAR(forwardAndBackward(), step.at("loss_before").get<double>(), tolerance);
    adam.beginStep();
    adam.update(parameters.w1, gradients.w1, w1);
    adam.update(parameters.b1, gradients.b1, b1);
    adam.update(parameters.w2, gradients.w2, w2);
    adam.update(parameters.b2, gradients.b2, b2);
    expectNear(parameters, Parameters(step.at("parameters")));
  }
}

}  // namespace
}  // namespace agelens
