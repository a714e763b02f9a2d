#include "core/eval/metrics.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <limits>

#include "core/elementary.h"

namespace agelens {
namespace {

double ratio(double part, double whole) { return whole == 0.0 ? 0.0 : part / whole; }

std::size_t likeliest(std::span<const double> probabilities) {
  return static_cast<std::size_t>(std::max_element(probabilities.begin(), probabilities.end()) - probabilities.begin());
}

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

double clippedLogLoss(std::span<const double> row, std::size_t label) {
  static constexpr double epsilon = std::numeric_limits<double>::epsilon();
  const auto clip = [](double p) { return std::clamp(p, epsilon, 1.0 - epsilon); };
  double sum = 0.0;
  for (const double p : row) sum += clip(p);
  return -exactLog(clip(row[label]) / sum);
}

// What falls in one bin of the calibration error.
struct Bin {
  double confidence = 0.0;
  double right = 0.0;
};
constexpr std::size_t binCount = 10;

std::size_t binOf(double confidence) {
  std::size_t bin = 0;
  while (bin + 1 < binCount && confidence > static_cast<double>(bin + 1) / binCount) ++bin;
  return bin;
}

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

Result<Metrics> computeMetrics(std::span<const std::int32_t> labels, std::span<const double> probabilities,
                               std::size_t classes, std::span<const double> classValues) {
  assert(probabilities.size() == labels.size() * classes);
  assert(classValues.empty() || classValues.size() == classes);
  if (labels.empty()) return Error{"no-predictions", "Nothing was tested, so there is nothing to measure."};
  if (!std::all_of(probabilities.begin(), probabilities.end(), [](double p) { return std::isfinite(p); })) {
    return Error{"diverged", "A probability is not a number. Lower the learning rate and train again."};
  }

  Metrics metrics;
  metrics.count = static_cast<std::int32_t>(labels.size());
  metrics.confusion.resize(classes * classes);
  std::array<Bin, binCount> bins;
  double right = 0.0;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const auto row = probabilities.subspan(i * classes, classes);
    const auto label = static_cast<std::size_t>(labels[i]);
    assert(label < classes);
    const std::size_t predicted = likeliest(row);
    metrics.confusion[label * classes + predicted] += 1;
    metrics.logLoss += clippedLogLoss(row, label);
    Bin& bin = bins[binOf(row[predicted])];
    bin.confidence += row[predicted];
    if (predicted == label) {
      bin.right += 1.0;
      right += 1.0;
    }
  }
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

}  // namespace agelens
