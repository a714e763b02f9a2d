// What each tested sample came to. Every figure of eval/ follows from these.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/result.h"

namespace agelens {

struct Outcome {
  std::int32_t label = 0;
  std::int32_t predicted = 0;  // the likeliest class, the first of equals
  double confidence = 0.0;     // the largest probability
  double logLoss = 0.0;        // -log p(label), probabilities clipped to [2^-52, 1 - 2^-52] and scaled to sum to 1
  std::uint32_t bin = 0;       // confidenceBin(confidence)

  [[nodiscard]] bool right() const { return predicted == label; }
};

// Why nothing can be measured, in a sentence for the user: there are no samples, or a probability is not a number.
std::optional<Error> findFault(std::span<const std::int32_t> labels, std::span<const double> probabilities);

// labels holds the class of each sample, probabilities is (samples, classes). Fails if findFault finds one; sizes must
// agree.
Result<std::vector<Outcome>> judge(std::span<const std::int32_t> labels, std::span<const double> probabilities,
                                   std::size_t classes);

// The distance in years between the predicted and the true class; classValues holds the classes' numbers.
double yearsOff(const Outcome& outcome, std::span<const double> classValues);

// Calibration is looked at in bins of the confidence: bin b is (b / 10, (b + 1) / 10], the first also holds 0.
inline constexpr std::uint32_t confidenceBinCount = 10;
std::uint32_t confidenceBin(double confidence);
// b / 10: the lower edge of bin b, and the upper one of bin b - 1.
double confidenceBinEdge(std::uint32_t bin);

}  // namespace agelens
