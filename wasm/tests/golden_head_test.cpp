// Two dense layers as TensorFlow.js computes them: forward, loss, gradients and three steps of Adam.
#include <gtest/gtest.h>

#include "core/nn/activation.h"
#include "core/nn/dense.h"
#include "core/nn/loss.h"
#include "core/nn/optimizer.h"
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
    const Loss crossEntropy({.kind = LossKind::softmax, .classes = classes, .classValues = {}, .classWeights = {}});
    std::vector<float> z(samples * first.outputs), hidden(z.size()), outputs(samples * classes);
    denseForward(x, parameters.w1, parameters.b1, Activation::relu, z, hidden, first);
    denseForward(hidden, parameters.w2, parameters.b2, outputs, second);
    const double loss = crossEntropy.forward(outputs, labels);
    probabilities = crossEntropy.probabilities(outputs);

    crossEntropy.backward(outputs, labels);
    std::vector<float> gradHidden(hidden.size());
    denseBackward(hidden, parameters.w2, outputs, gradients.w2, gradients.b2, gradHidden, second);
    activationBackward(Activation::relu, z, gradHidden);
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
  Optimizer adam({.beta1 = golden.at("beta1"), .beta2 = golden.at("beta2"), .epsilon = golden.at("epsilon")});
  Moments w1(parameters.w1.size()), b1(parameters.b1.size()), w2(parameters.w2.size()), b2(parameters.b2.size());
  for (const auto& step : golden.at("steps")) {
    EXPECT_NEAR(forwardAndBackward(), step.at("loss_before").get<double>(), tolerance);
    adam.beginStep(golden.at("learning_rate"));
    adam.update(parameters.w1, gradients.w1, w1, Optimizer::Decay::none);
    adam.update(parameters.b1, gradients.b1, b1, Optimizer::Decay::none);
    adam.update(parameters.w2, gradients.w2, w2, Optimizer::Decay::none);
    adam.update(parameters.b2, gradients.b2, b2, Optimizer::Decay::none);
    expectNear(parameters, Parameters(step.at("parameters")));
  }
}

}  // namespace
}  // namespace agelens
