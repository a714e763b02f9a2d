// How far confidence can be believed: the reliability diagram, and accuracy against how many samples are answered.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/eval/outcome.h"

namespace agelens {

// A bar of the reliability diagram (Guo et al. 2017): of calibrated predictions the two means are alike.
struct ReliabilityBin {
  double low = 0.0;
  double high = 0.0;
  std::int32_t count = 0;        // samples whose confidence is in (low, high]
  double meanProbability = 0.0;  // their mean confidence; 0 without samples
  double accuracy = 0.0;         // 0 without samples
};

// Over the bins of the calibration error: the ece of Metrics is the sum of count |accuracy - meanProbability| over the
// count of all samples.
std::array<ReliabilityBin, confidenceBinCount> reliabilityBins(std::span<const Outcome> outcomes);

// What is left when only samples at least as confident as a threshold are answered: the risk-coverage curve of El-Yaniv
// & Wiener 2010, with accuracy in place of risk.
struct CoveragePoint {
  double threshold = 0.0;
  double coverage = 0.0;           // share of samples whose confidence is the threshold or more
  double accuracy = 0.0;           // among these
  std::optional<double> maeYears;  // among these; needs ordinal classes
};
inline constexpr std::size_t maxCoveragePoints = 101;

// A point for each confidence that occurs, descending; so the last has coverage 1. Of more than maxCoveragePoints, that
// many are kept, evenly spaced, the first and the last among them. classValues as for measure.
std::vector<CoveragePoint> coverageCurve(std::span<const Outcome> outcomes, std::span<const double> classValues);

}  // namespace agelens
