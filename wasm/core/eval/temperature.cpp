#include "core/eval/temperature.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "core/elementary.h"
#include "core/eval/outcome.h"

namespace agelens {
namespace {

constexpr double smallestProbability = 1e-12;

// log p less the largest of its row, so that powers of the likeliest class are 1 and none overflows.
std::vector<double> relativeLogs(std::span<const double> probabilities, std::size_t classes) {
  std::vector<double> logs(probabilities.size());
  std::transform(probabilities.begin(), probabilities.end(), logs.begin(),
                 [](double p) { return exactLog(std::max(p, smallestProbability)); });
  for (std::size_t start = 0; start < logs.size(); start += classes) {
    const auto row = std::span(logs).subspan(start, classes);
    const double largest = *std::max_element(row.begin(), row.end());
    for (double& value : row) value -= largest;
  }
  return logs;
}

// Derivatives of the summed log loss by b = 1/T.
struct Derivatives {
  double first = 0.0;
  double second = 0.0;
};

// With q the probabilities at b, a row's loss has the derivatives E_q[log p] - log p_label and Var_q[log p]. The second
// is never negative: the loss is convex in b.
Derivatives differentiate(std::span<const std::int32_t> labels, std::span<const double> logs, std::size_t classes,
                          double b) {
  Derivatives result;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const auto row = logs.subspan(i * classes, classes);
    double sum = 0.0, firstMoment = 0.0, secondMoment = 0.0;
    for (const double log : row) {
      const double power = exactExp(b * log);
      sum += power;
      firstMoment += power * log;
      secondMoment += power * log * log;
    }
    const double mean = firstMoment / sum;
    result.first += mean - row[static_cast<std::size_t>(labels[i])];
    result.second += std::max(secondMoment / sum - mean * mean, 0.0);
  }
  return result;
}

}  // namespace

std::vector<double> applyTemperature(std::span<const double> probabilities, std::size_t classes, double temperature) {
  assert(temperature > 0.0);
  std::vector<double> result = relativeLogs(probabilities, classes);
  for (std::size_t start = 0; start < result.size(); start += classes) {
    const auto row = std::span(result).subspan(start, classes);
    double sum = 0.0;
    for (double& value : row) {
      value = exactExp(value / temperature);
      sum += value;
    }
    for (double& value : row) value /= sum;
  }
  return result;
}

Result<double> fitTemperature(std::span<const std::int32_t> labels, std::span<const double> probabilities,
                              std::size_t classes) {
  assert(probabilities.size() == labels.size() * classes);
  if (const auto fault = findFault(labels, probabilities)) return *fault;
  const std::vector<double> logs = relativeLogs(probabilities, classes);
  const auto derivativesAt = [&](double b) { return differentiate(labels, logs, classes, b); };

  double low = 1.0 / maxTemperature, high = 1.0 / minTemperature;
  Derivatives derivatives = derivativesAt(1.0);
  if (derivatives.first == 0.0) return 1.0;
  if (derivativesAt(high).first <= 0.0) return minTemperature;
  if (derivativesAt(low).first >= 0.0) return maxTemperature;
  // Newton's steps, and bisection where one leaves the bracket. Six rounds are usual; fourteen were the most of 1500
  // random cases.
  double b = 1.0;
  for (int round = 0; round < 100; ++round) {
    (derivatives.first > 0.0 ? high : low) = b;
    const double step = derivatives.first / derivatives.second;
    if (std::fabs(step) <= 1e-12 * b) break;
    b = b - step > low && b - step < high ? b - step : std::sqrt(low * high);
    derivatives = derivativesAt(b);
  }
  return 1.0 / b;
}

}  // namespace agelens
