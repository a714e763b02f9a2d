#include "core/nn/loss.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <numeric>
#include <utility>

#include "core/elementary.h"

namespace agelens {
namespace {

constexpr double smallestProbability = 1e-12;

// In the order of LossKind.
constexpr std::array<std::string_view, 5> lossNames = {"softmax", "label-distribution", "cumulative-link", "corn",
                                                       "ridge"};

double logistic(double x) {
  const double e = exactExp(-std::fabs(x));
  return x >= 0.0 ? 1.0 / (1.0 + e) : e / (1.0 + e);
}

// log(1 + e^x), without overflow.
double softplus(double x) { return std::max(x, 0.0) + exactLog(1.0 + exactExp(-std::fabs(x))); }

// In place. Shifted by the largest score, so that no exponential overflows. Returns the logarithm of the shifted sum.
double softmax(std::span<double> scores) {
  const double largest = *std::max_element(scores.begin(), scores.end());
  double sum = 0.0;
  for (double& score : scores) {
    score = exactExp(score - largest);
    sum += score;
  }
  for (double& score : scores) score /= sum;
  return exactLog(sum);
}

bool needsPlaces(LossKind kind) { return kind == LossKind::labelDistribution || kind == LossKind::ridge; }

bool hasThresholds(LossKind kind) { return kind == LossKind::cumulativeLink || kind == LossKind::corn; }

// Class values in mean distances between neighbours, from the middle of the first and the last.
std::vector<double> centredValues(const LossSettings& settings) {
  const auto& values = settings.classValues;
  const double gap = (values.back() - values.front()) / static_cast<double>(values.size() - 1);
  const double middle = (values.back() + values.front()) / 2.0;
  std::vector<double> result;
  result.reserve(values.size());
  for (const double value : values) result.push_back((value - middle) / gap);
  return result;
}

// P(y > j) for each threshold becomes the probability of each class. Separate logistics may cross: what is above a
// threshold is then no likelier than what is above the one before.
void differences(std::span<const double> above, std::span<float> row) {
  double before = 1.0, sum = 0.0;
  std::vector<double> classes(row.size());
  for (std::size_t c = 0; c < row.size(); ++c) {
    const double next = c < above.size() ? std::min(above[c], before) : 0.0;
    classes[c] = before - next;
    sum += classes[c];
    before = next;
  }
  for (std::size_t c = 0; c < row.size(); ++c) row[c] = static_cast<float>(classes[c] / sum);
}

// cumulativeLink: a class lies between the threshold before it and the one after it. With x and y their outputs, the
// least so far as in `differences`, its probability is s(x) - s(y) = s(x) s(-y) (1 - e^(y - x)), whose logarithm needs
// no difference of numbers that are nearly equal. result is (classes, outputs), 0.
void betweenThresholds(std::span<const float> outputs, std::span<float> result) {
  const std::size_t m = outputs.size();
  std::optional<std::size_t> before;
  for (std::size_t c = 0; c <= m; ++c) {
    const auto row = result.subspan(c * m, m);
    const std::size_t after = c == m || (before && outputs[*before] <= outputs[c]) ? before.value_or(0) : c;
    if (c == m) {
      row[after] = static_cast<float>(logistic(-outputs[after]));
    } else if (!before) {
      row[c] = static_cast<float>(-logistic(outputs[c]));
    } else if (after == c) {
      const double rest = 1.0 / (exactExp(static_cast<double>(outputs[*before]) - outputs[c]) - 1.0);
      row[*before] = static_cast<float>(logistic(-outputs[*before]) + rest);
      row[c] = static_cast<float>(-logistic(outputs[c]) - rest);
    }
    before = after;
  }
}

// corn: a class is above all thresholds before it and not above its own. result as above.
void alongThresholds(std::span<const float> outputs, std::span<float> result) {
  const std::size_t m = outputs.size();
  for (std::size_t c = 0; c <= m; ++c) {
    for (std::size_t j = 0; j < m && j <= c; ++j) {
      result[c * m + j] = static_cast<float>(j < c ? logistic(-outputs[j]) : -logistic(outputs[j]));
    }
  }
}

}  // namespace

std::optional<LossKind> parseLoss(std::string_view name) {
  const auto* const found = std::find(lossNames.begin(), lossNames.end(), name);
  if (found == lossNames.end()) return std::nullopt;
  return static_cast<LossKind>(found - lossNames.begin());
}

std::string_view nameOf(LossKind kind) { return lossNames[static_cast<std::size_t>(kind)]; }

std::size_t outputWidth(LossKind kind, std::size_t classes) {
  if (kind == LossKind::ridge) return 1;
  return hasThresholds(kind) ? classes - 1 : classes;
}

Loss::Loss(LossSettings settings) : settings_(std::move(settings)) {
  assert(settings_.classes >= 2);
  if (needsPlaces(settings_.kind)) places_ = centredValues(settings_);
}

double Loss::weightOf(std::int32_t label) const {
  return settings_.classWeights.empty() ? 1.0 : settings_.classWeights[static_cast<std::size_t>(label)];
}

void Loss::fillTargets(std::int32_t label, std::span<double> targets) const {
  const auto y = static_cast<std::size_t>(label);
  const double smoothing = settings_.labelSmoothing;
  if (settings_.kind == LossKind::labelDistribution) {
    for (std::size_t c = 0; c < targets.size(); ++c) {
      const double distance = (places_[c] - places_[y]) / settings_.labelSpread;
      targets[c] = -0.5 * distance * distance;
    }
    softmax(targets);
  } else if (settings_.kind == LossKind::ridge) {
    targets[0] = places_[y];
  } else if (hasThresholds(settings_.kind)) {
    for (std::size_t j = 0; j < targets.size(); ++j) {
      targets[j] = (1.0 - smoothing) * (y > j ? 1.0 : 0.0) + smoothing / 2.0;
    }
  } else {
    for (std::size_t c = 0; c < targets.size(); ++c) {
      targets[c] = (1.0 - smoothing) * (c == y ? 1.0 : 0.0) + smoothing / static_cast<double>(targets.size());
    }
  }
}

std::size_t Loss::countActive(std::int32_t label) const {
  if (settings_.kind != LossKind::corn) return width();
  return std::min(static_cast<std::size_t>(label) + 1, width());
}

double Loss::forward(std::span<const float> outputs, std::span<const std::int32_t> labels) const {
  const std::size_t m = width();
  assert(outputs.size() == labels.size() * m);
  double total = 0.0;
  std::vector<double> row(m), t(m);
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const auto o = outputs.subspan(i * m, m);
    fillTargets(labels[i], t);
    double loss = 0.0;
    if (settings_.kind == LossKind::ridge) {
      loss = 0.5 * (o[0] - t[0]) * (o[0] - t[0]);
    } else if (hasThresholds(settings_.kind)) {
      for (std::size_t j = 0; j < countActive(labels[i]); ++j) loss += softplus(o[j]) - t[j] * o[j];
    } else {
      std::copy(o.begin(), o.end(), row.begin());
      const double logSum = softmax(row);
      // Shifted as the sum is: adding what is huge and taking it away again would lose the rest.
      const double largest = *std::max_element(o.begin(), o.end());
      for (std::size_t j = 0; j < m; ++j) loss += t[j] == 0.0 ? 0.0 : t[j] * (logSum - (o[j] - largest));
    }
    total += weightOf(labels[i]) * loss;
  }
  return total / static_cast<double>(labels.size());
}

void Loss::backward(std::span<float> outputs, std::span<const std::int32_t> labels) const {
  const std::size_t m = width();
  assert(outputs.size() == labels.size() * m);
  std::vector<double> row(m), t(m);
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const auto o = outputs.subspan(i * m, m);
    fillTargets(labels[i], t);
    const double scale = weightOf(labels[i]) / static_cast<double>(labels.size());
    std::copy(o.begin(), o.end(), row.begin());
    if (hasThresholds(settings_.kind)) {
      for (double& value : row) value = logistic(value);
    } else if (settings_.kind != LossKind::ridge) {
      softmax(row);
    }
    const std::size_t active = countActive(labels[i]);
    for (std::size_t j = 0; j < m; ++j) o[j] = j < active ? static_cast<float>(scale * (row[j] - t[j])) : 0.0F;
  }
}

std::vector<float> Loss::probabilities(std::span<const float> outputs) const {
  const std::size_t m = width(), classes = settings_.classes, rows = outputs.size() / m;
  std::vector<float> result(rows * classes);
  std::vector<double> row(std::max(m, classes));
  for (std::size_t i = 0; i < rows; ++i) {
    const auto o = outputs.subspan(i * m, m);
    const auto p = std::span(result).subspan(i * classes, classes);
    if (hasThresholds(settings_.kind)) {
      double above = 1.0;
      for (std::size_t j = 0; j < m; ++j) {
        above = settings_.kind == LossKind::corn ? above * logistic(o[j]) : logistic(o[j]);
        row[j] = above;
      }
      differences(std::span(row).first(m), p);
      continue;
    }
    for (std::size_t c = 0; c < classes; ++c) {
      row[c] = settings_.kind == LossKind::ridge ? -0.5 * (o[0] - places_[c]) * (o[0] - places_[c]) : o[c];
    }
    softmax(std::span(row).first(classes));
    std::copy_n(row.begin(), classes, p.begin());
  }
  return result;
}

std::vector<float> Loss::logProbabilityGradients(std::span<const float> outputs) const {
  const std::size_t m = width(), classes = settings_.classes;
  assert(outputs.size() == m);
  std::vector<float> result(classes * m);
  if (settings_.kind == LossKind::cumulativeLink) {
    betweenThresholds(outputs, result);
  } else if (settings_.kind == LossKind::corn) {
    alongThresholds(outputs, result);
  } else {
    const std::vector<float> p = probabilities(outputs);
    if (settings_.kind == LossKind::ridge) {
      const double mean = std::inner_product(p.begin(), p.end(), places_.begin(), 0.0);
      for (std::size_t c = 0; c < classes; ++c) result[c] = static_cast<float>(places_[c] - mean);
    } else {
      for (std::size_t c = 0; c < classes; ++c) {
        for (std::size_t j = 0; j < m; ++j) result[c * m + j] = (c == j ? 1.0F : 0.0F) - p[j];
      }
    }
  }
  return result;
}

double meanLogLoss(std::span<const float> probabilities, std::span<const std::int32_t> labels, std::size_t classes) {
  assert(probabilities.size() == labels.size() * classes);
  double total = 0.0;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const double p = probabilities[i * classes + static_cast<std::size_t>(labels[i])];
    // Written so that a NaN stays one.
    total -= exactLog(p < smallestProbability ? smallestProbability : p);
  }
  return total / static_cast<double>(labels.size());
}

std::size_t largestIndex(std::span<const float> values) {
  return static_cast<std::size_t>(std::max_element(values.begin(), values.end()) - values.begin());
}

}  // namespace agelens
