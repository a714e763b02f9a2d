#include "core/eval/reliability.h"

#include <algorithm>

namespace agelens {
namespace {

std::vector<CoveragePoint> thin(const std::vector<CoveragePoint>& points) {
  if (points.size() <= maxCoveragePoints) return points;
  constexpr std::size_t steps = maxCoveragePoints - 1;
  std::vector<CoveragePoint> kept;
  for (std::size_t i = 0; i <= steps; ++i) kept.push_back(points[(i * (points.size() - 1) + steps / 2) / steps]);
  return kept;
}

}  // namespace

std::array<ReliabilityBin, confidenceBinCount> reliabilityBins(std::span<const Outcome> outcomes) {
  std::array<ReliabilityBin, confidenceBinCount> bins;
  for (const Outcome& outcome : outcomes) {
    ReliabilityBin& bin = bins[outcome.bin];
    bin.count += 1;
    bin.meanProbability += outcome.confidence;
    if (outcome.right()) bin.accuracy += 1.0;
  }
  for (std::uint32_t b = 0; b < confidenceBinCount; ++b) {
    bins[b].low = confidenceBinEdge(b);
    bins[b].high = confidenceBinEdge(b + 1);
    if (bins[b].count == 0) continue;
    bins[b].meanProbability /= bins[b].count;
    bins[b].accuracy /= bins[b].count;
  }
  return bins;
}

std::vector<CoveragePoint> coverageCurve(std::span<const Outcome> outcomes, std::span<const double> classValues) {
  std::vector<Outcome> sorted(outcomes.begin(), outcomes.end());
  // Stable, because the order in which years are summed shows in the last bit.
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const Outcome& a, const Outcome& b) { return a.confidence > b.confidence; });
  std::vector<CoveragePoint> points;
  double right = 0.0, years = 0.0;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    if (sorted[i].right()) right += 1.0;
    if (!classValues.empty()) years += yearsOff(sorted[i], classValues);
    const bool isLastOfEquals = i + 1 == sorted.size() || sorted[i + 1].confidence < sorted[i].confidence;
    if (!isLastOfEquals) continue;
    const auto answered = static_cast<double>(i + 1);
    points.push_back({.threshold = sorted[i].confidence,
                      .coverage = answered / static_cast<double>(sorted.size()),
                      .accuracy = right / answered,
                      .maeYears = {}});
    if (!classValues.empty()) points.back().maeYears = years / answered;
  }
  return thin(points);
}

}  // namespace agelens
