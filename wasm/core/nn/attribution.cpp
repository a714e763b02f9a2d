#include "core/nn/attribution.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <utility>

#include "core/elementary.h"
#include "core/nn/dense.h"

namespace agelens {
namespace {

constexpr double smallestProbability = 1e-12;

struct MemberGradients {
  std::vector<float> probabilities;  // (classes)
  std::vector<float> gradients;      // (classes, dimension), of log p
};

// From (rows, dimension) gradients by the scaled embedding to gradients by the embedding.
void scalingBackward(const Scaling& scaling, const Matrix& embedding, std::span<float> gradients) {
  const std::size_t dimension = embedding.columns;
  std::vector<float> factors(dimension, 1.0F);
  if (scaling.kind == ScalingKind::standard) {
    factors = scaling.inverseDeviation;
  } else if (scaling.kind == ScalingKind::l2) {
    const double squares =
        std::inner_product(embedding.values.begin(), embedding.values.end(), embedding.values.begin(), 0.0);
    const double length = std::sqrt(squares / static_cast<double>(dimension));
    std::fill(factors.begin(), factors.end(), static_cast<float>(length > 0.0 ? 1.0 / length : 1.0));
  }
  for (std::size_t i = 0; i < gradients.size(); ++i) gradients[i] *= factors[i % dimension];
}

MemberGradients memberGradients(const Classifier& classifier, const Matrix& embedding) {
  const std::size_t classes = classifier.loss.classes();
  // What each layer was given before its activation; the last entry is the loss's.
  std::vector<std::vector<float>> inputs(1, std::vector<float>(classifier.dimension));
  const std::vector<std::int32_t> row = {0};
  gatherScaled(classifier.scaling, embedding, row, inputs.front());
  for (const DenseLayer& layer : classifier.layers) {
    std::vector<float> x = inputs.back(), y(layer.bias.size());
    if (inputs.size() > 1) activationForward(classifier.activation, x, x);
    denseForward(x, layer.weight.values, layer.bias, y, layer.shape(1));
    inputs.push_back(std::move(y));
  }

  MemberGradients result{.probabilities = classifier.loss.probabilities(inputs.back()),
                         .gradients = classifier.loss.logProbabilityGradients(inputs.back())};
  // All classes at once: a row of gradients each.
  for (std::size_t i = classifier.layers.size(); i-- > 0;) {
    const DenseLayer& layer = classifier.layers[i];
    std::vector<float> gradX(classes * layer.weight.rows);
    inputGradientProduct(result.gradients, layer.weight.values, gradX, layer.shape(classes));
    for (std::size_t c = 0; i > 0 && c < classes; ++c) {
      activationBackward(classifier.activation, inputs[i],
                         std::span(gradX).subspan(c * inputs[i].size(), inputs[i].size()));
    }
    result.gradients = std::move(gradX);
  }
  scalingBackward(classifier.scaling, embedding, result.gradients);
  return result;
}

// The mean of the members' probabilities, and the gradient of its logarithm: theirs, weighed by their probabilities.
std::pair<std::vector<double>, std::vector<double>> meanOf(std::span<const MemberGradients> members,
                                                           std::size_t dimension) {
  const std::size_t classes = members.front().probabilities.size();
  std::vector<double> probabilities(classes), gradients(classes * dimension);
  for (std::size_t c = 0; c < classes; ++c) {
    for (const MemberGradients& member : members) probabilities[c] += member.probabilities[c];
    if (probabilities[c] == 0.0) continue;
    for (const MemberGradients& member : members) {
      const double weight = member.probabilities[c] / probabilities[c];
      for (std::size_t i = 0; i < dimension; ++i) {
        gradients[c * dimension + i] += weight * member.gradients[c * dimension + i];
      }
    }
    probabilities[c] /= static_cast<double>(members.size());
  }
  return {std::move(probabilities), std::move(gradients)};
}

}  // namespace

Result<Attribution> attributeEmbedding(std::span<const Classifier> members, double temperature,
                                       const std::vector<float>& embedding) {
  assert(!members.empty() && temperature > 0.0);
  const std::size_t dimension = embedding.size(), classes = members.front().loss.classes();
  Matrix row(1, dimension);
  row.values = embedding;
  std::vector<MemberGradients> each;
  for (const Classifier& member : members) {
    if (member.dimension != dimension || member.loss.classes() != classes) {
      return Error{"wrong-dimension",
                   "The classifier was trained with another backbone. Choose that backbone, or train again."};
    }
    if (member.layers.empty()) {
      return Error{"no-gradient",
                   "Nearest neighbours have no map of their own: their votes change in steps, without a gradient."};
    }
    each.push_back(memberGradients(member, row));
  }
  const auto [mean, gradients] = meanOf(each, dimension);

  // q = p^(1/T) over their sum, relative to the likeliest class.
  const double largest = *std::max_element(mean.begin(), mean.end());
  std::vector<double> q(classes);
  for (std::size_t c = 0; c < classes; ++c) {
    q[c] = exactExp((exactLog(std::max(mean[c], smallestProbability)) - exactLog(largest)) / temperature);
  }
  const double sum = std::accumulate(q.begin(), q.end(), 0.0);
  Attribution result{.probabilities = {}, .gradients = Matrix(classes, dimension)};
  for (std::size_t c = 0; c < classes; ++c) {
    result.probabilities.push_back(static_cast<float>(q[c] / sum));
    // The log odds are log q_c less the logarithm of the sum of the others, of whose terms each counts by its share.
    double others = 0.0;
    for (std::size_t j = 0; j < classes; ++j) others += j == c ? 0.0 : q[j];
    std::vector<double> gradient(gradients.begin() + static_cast<std::ptrdiff_t>(c * dimension),
                                 gradients.begin() + static_cast<std::ptrdiff_t>((c + 1) * dimension));
    for (std::size_t j = 0; j < classes; ++j) {
      const double share = j == c ? 0.0 : q[j] / others;
      for (std::size_t i = 0; i < dimension; ++i) gradient[i] -= share * gradients[j * dimension + i];
    }
    std::transform(gradient.begin(), gradient.end(), result.gradients.row(c).begin(),
                   [&](double value) { return static_cast<float>(value / temperature); });
  }
  return result;
}

}  // namespace agelens
