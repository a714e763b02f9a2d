#include "core/eval/tsne.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/eval/pca.h"
#include "core/random.h"

namespace agelens {
namespace {

constexpr std::size_t reducedColumns = 50;
constexpr std::size_t exactRows = 1000;
constexpr double startDeviation = 1e-4;
constexpr double jitter = 1e-6;
constexpr std::int32_t exaggeratedIterations = 250;
constexpr double mostExaggeration = 12.0;
constexpr double leastLearningRate = 50.0;
constexpr double leastGain = 0.01;

// The principal components, scaled so that the first has the start's deviation, and a little noise.
std::vector<double> makeStart(const Matrix& coordinates, double variance, std::uint64_t seed) {
  const double scale = variance > 0.0 ? startDeviation / std::sqrt(variance) : 0.0;
  Random random(seed);
  std::vector<double> start(2 * coordinates.rows);
  for (std::size_t i = 0; i < start.size(); ++i) {
    const auto row = coordinates.row(i / 2);
    start[i] = random.nextUniform(-jitter, jitter);
    if (i % 2 < row.size()) start[i] += scale * row[i % 2];
  }
  return start;
}

}  // namespace

Result<std::unique_ptr<Tsne>> Tsne::create(const Matrix& rows, const TsneSettings& settings) {
  return create(rows, settings, rows.rows > exactRows ? Repulsion::barnesHut : Repulsion::exact);
}

Result<std::unique_ptr<Tsne>> Tsne::create(const Matrix& rows, const TsneSettings& settings, Repulsion repulsion) {
  if (!(settings.perplexity >= 1.0)) return Error{"bad-setting", "The perplexity must be 1 or more."};
  if (settings.iterations < 1) return Error{"bad-setting", "The map needs at least one iteration."};
  const bool isReduced = rows.columns > reducedColumns;
  auto reduced = computePca(rows, isReduced ? reducedColumns : 2);
  if (!reduced.ok()) return reduced.error();
  const Pca pca = std::move(reduced).value();

  const std::size_t others = rows.rows - 1;
  const double perplexity = std::max(1.0, std::min(settings.perplexity, static_cast<double>(others) / 3.0));
  Affinities affinities{.start = {0, 0}, .column = {}, .value = {}};
  if (others > 0) {
    const auto noticed = static_cast<std::size_t>(3.0 * perplexity + 1.0);
    const std::size_t neighbours = repulsion == Repulsion::exact ? others : std::min(others, noticed);
    affinities = computeAffinities(isReduced ? pca.coordinates : rows, perplexity, neighbours);
  }
  // Scaled by the deviation with rows as the divisor, as the start is defined.
  const double variance = pca.variances[0] * static_cast<double>(others) / static_cast<double>(rows.rows);
  auto start = others > 0 ? makeStart(pca.coordinates, variance, settings.seed) : std::vector<double>(2);
  return std::unique_ptr<Tsne>(
      new Tsne(std::move(affinities), std::move(start), perplexity, settings.iterations, repulsion));
}

Tsne::Tsne(Affinities affinities, std::vector<double> start, double perplexity, std::int32_t iterations,
           Repulsion repulsion)
    : affinities_(std::move(affinities)),
      y_(std::move(start)),
      perplexity_(perplexity),
      iterations_(iterations),
      repulsion_(repulsion),
      gradient_(y_.size()) {}

bool Tsne::step(std::int32_t iterations) {
  const std::int32_t end = std::min(iterations_, iteration_ + std::max(iterations, 0));
  while (iteration_ < end) iterate();
  return iteration_ < iterations_;
}

void Tsne::iterate() {
  const bool isExaggerated = iteration_ < exaggeratedIterations;
  if (iteration_ == 0 || iteration_ == exaggeratedIterations) {
    velocity_.assign(y_.size(), 0.0);
    gains_.assign(y_.size(), 1.0);
  }
  const double momentum = isExaggerated ? 0.5 : 0.8;
  const double rows = static_cast<double>(y_.size()) / 2.0;
  const double learningRate = std::max(rows / mostExaggeration / 4.0, leastLearningRate);
  const double exaggeration = std::clamp((rows - 1.0) / (2.0 * perplexity_), 1.0, mostExaggeration);
  tsneGradient(affinities_, y_, isExaggerated ? exaggeration : 1.0, repulsion_, gradient_);
  for (std::size_t i = 0; i < y_.size(); ++i) {
    // A coordinate that goes on downhill goes faster, one that has passed the bottom slower (Jacobs 1988).
    gains_[i] = velocity_[i] * gradient_[i] < 0.0 ? gains_[i] + 0.2 : std::max(gains_[i] * 0.8, leastGain);
    velocity_[i] = momentum * velocity_[i] - learningRate * gains_[i] * gradient_[i];
    y_[i] += velocity_[i];
  }
  ++iteration_;
}

double Tsne::cost() const {
  std::vector<double> gradient(y_.size());
  return tsneCost(affinities_, y_, tsneGradient(affinities_, y_, 1.0, repulsion_, gradient));
}

}  // namespace agelens
