#include "core/eval/outcome.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

#include "core/elementary.h"

namespace agelens {
namespace {

std::size_t likeliest(std::span<const double> probabilities) {
  return static_cast<std::size_t>(std::max_element(probabilities.begin(), probabilities.end()) - probabilities.begin());
}

double clippedLogLoss(std::span<const double> row, std::size_t label) {
  static constexpr double epsilon = std::numeric_limits<double>::epsilon();
  const auto clip = [](double p) { return std::clamp(p, epsilon, 1.0 - epsilon); };
  double sum = 0.0;
  for (const double p : row) sum += clip(p);
  return -exactLog(clip(row[label]) / sum);
}

}  // namespace

double confidenceBinEdge(std::uint32_t bin) { return static_cast<double>(bin) / confidenceBinCount; }

std::uint32_t confidenceBin(double confidence) {
  std::uint32_t bin = 0;
  while (bin + 1 < confidenceBinCount && confidence > confidenceBinEdge(bin + 1)) ++bin;
  return bin;
}

double yearsOff(const Outcome& outcome, std::span<const double> classValues) {
  return std::fabs(classValues[static_cast<std::size_t>(outcome.label)] -
                   classValues[static_cast<std::size_t>(outcome.predicted)]);
}

std::optional<Error> findFault(std::span<const std::int32_t> labels, std::span<const double> probabilities) {
  if (labels.empty()) return Error{"no-predictions", "Nothing was tested, so there is nothing to measure."};
  if (!std::all_of(probabilities.begin(), probabilities.end(), [](double p) { return std::isfinite(p); })) {
    return Error{"diverged", "A probability is not a number. Lower the learning rate and train again."};
  }
  return std::nullopt;
}

Result<std::vector<Outcome>> judge(std::span<const std::int32_t> labels, std::span<const double> probabilities,
                                   std::size_t classes) {
  assert(probabilities.size() == labels.size() * classes);
  if (const auto fault = findFault(labels, probabilities)) return *fault;
  std::vector<Outcome> outcomes(labels.size());
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const auto row = probabilities.subspan(i * classes, classes);
    const auto label = static_cast<std::size_t>(labels[i]);
    assert(label < classes);
    const std::size_t predicted = likeliest(row);
    outcomes[i] = {.label = labels[i],
                   .predicted = static_cast<std::int32_t>(predicted),
                   .confidence = row[predicted],
                   .logLoss = clippedLogLoss(row, label),
                   .bin = confidenceBin(row[predicted])};
  }
  return outcomes;
}

}  // namespace agelens
