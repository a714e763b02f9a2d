#include "core/eval/metrics.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>

namespace agelens {
namespace {

double ratio(double part, double whole) { return whole == 0.0 ? 0.0 : part / whole; }

std::vector<ClassMetrics> measureClasses(std::span<const std::int32_t> confusion, std::size_t classes) {
  std::vector<ClassMetrics> result(classes);
  for (std::size_t c = 0; c < classes; ++c) {
    std::int32_t predicted = 0;
    for (std::size_t other = 0; other < classes; ++other) {
      result[c].support += confusion[c * classes + other];
      predicted += confusion[other * classes + c];
    }
    const double right = confusion[c * classes + c];
    result[c].precision = ratio(right, predicted);
    result[c].recall = ratio(right, result[c].support);
    result[c].f1 = ratio(2.0 * right, static_cast<double>(predicted) + result[c].support);
  }
  return result;
}

ClassAverage average(std::span<const ClassMetrics> perClass, double ClassMetrics::*figure) {
  double sum = 0.0, weightedSum = 0.0, support = 0.0;
  for (const ClassMetrics& metrics : perClass) {
    sum += metrics.*figure;
    weightedSum += metrics.*figure * metrics.support;
    support += metrics.support;
  }
  return {sum / static_cast<double>(perClass.size()), ratio(weightedSum, support)};
}

// What falls in one bin of the calibration error.
struct Bin {
  double confidence = 0.0;
  double right = 0.0;
};

// 1 - sum(w O) / sum(w E), where w is the squared distance between classes, O the confusion and E what it would be if
// predictions were independent of labels.
std::optional<double> quadraticWeightedKappa(std::span<const std::int32_t> confusion, std::size_t classes) {
  std::vector<double> labelled(classes), predicted(classes);
  double count = 0.0;
  for (std::size_t i = 0; i < classes; ++i) {
    for (std::size_t j = 0; j < classes; ++j) {
      const double cell = confusion[i * classes + j];
      labelled[i] += cell;
      predicted[j] += cell;
      count += cell;
    }
  }
  double observed = 0.0, expected = 0.0;
  for (std::size_t i = 0; i < classes; ++i) {
    for (std::size_t j = 0; j < classes; ++j) {
      const double distance = static_cast<double>(i) - static_cast<double>(j);
      observed += distance * distance * confusion[i * classes + j];
      expected += distance * distance * labelled[i] * predicted[j] / count;
    }
  }
  if (expected == 0.0) return std::nullopt;
  return 1.0 - observed / expected;
}

// Sets the figures that only ordinal classes have; all of them follow from the confusion matrix.
void measureDistances(Metrics& metrics, std::span<const double> classValues) {
  const std::size_t classes = classValues.size();
  double near = 0.0, years = 0.0;
  for (std::size_t i = 0; i < classes; ++i) {
    for (std::size_t j = 0; j < classes; ++j) {
      const double cell = metrics.confusion[i * classes + j];
      if (std::max(i, j) - std::min(i, j) <= 1) near += cell;
      years += cell * std::fabs(classValues[i] - classValues[j]);
    }
  }
  metrics.withinOne = near / metrics.count;
  metrics.maeYears = years / metrics.count;
  metrics.quadraticWeightedKappa = quadraticWeightedKappa(metrics.confusion, classes);
}

}  // namespace

Metrics measure(std::span<const Outcome> outcomes, std::span<const std::int32_t> repeats, std::size_t classes,
                std::span<const double> classValues) {
  assert(repeats.size() == outcomes.size());
  assert(classValues.empty() || classValues.size() == classes);
  Metrics metrics;
  metrics.confusion.resize(classes * classes);
  std::array<Bin, confidenceBinCount> bins;
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    const Outcome& outcome = outcomes[i];
    const auto label = static_cast<std::size_t>(outcome.label);
    metrics.confusion[label * classes + static_cast<std::size_t>(outcome.predicted)] += repeats[i];
    metrics.count += repeats[i];
    metrics.logLoss += repeats[i] * outcome.logLoss;
    Bin& bin = bins[outcome.bin];
    bin.confidence += repeats[i] * outcome.confidence;
    if (outcome.right()) bin.right += repeats[i];
  }
  assert(metrics.count > 0);
  double right = 0.0;
  for (const Bin& bin : bins) right += bin.right;
  metrics.accuracy = right / metrics.count;
  metrics.logLoss /= metrics.count;
  // A bin's weight times its difference of means is the difference of its sums over the count of all.
  for (const Bin& bin : bins) metrics.ece += std::fabs(bin.right - bin.confidence) / metrics.count;
  metrics.perClass = measureClasses(metrics.confusion, classes);
  metrics.precision = average(metrics.perClass, &ClassMetrics::precision);
  metrics.recall = average(metrics.perClass, &ClassMetrics::recall);
  metrics.f1 = average(metrics.perClass, &ClassMetrics::f1);
  if (!classValues.empty()) measureDistances(metrics, classValues);
  return metrics;
}

Result<Metrics> computeMetrics(std::span<const std::int32_t> labels, std::span<const double> probabilities,
                               std::size_t classes, std::span<const double> classValues) {
  const auto outcomes = judge(labels, probabilities, classes);
  if (!outcomes.ok()) return outcomes.error();
  return measure(outcomes.value(), std::vector<std::int32_t>(labels.size(), 1), classes, classValues);
}

}  // namespace agelens
