#include "core/eval/ordered_decoding.h"

#include <algorithm>
#include <cmath>

#include "core/elementary.h"

namespace agelens {
namespace {

constexpr double smallestProbability = 1e-12;

// Viterbi over log probabilities, (steps, classes).
void appendLikeliest(std::span<const double> logs, std::size_t classes, std::vector<std::int32_t>& to) {
  const std::size_t steps = logs.size() / classes;
  std::vector<double> best(logs.begin(), logs.begin() + static_cast<std::ptrdiff_t>(classes));
  std::vector<std::size_t> from(logs.size());  // the class before, on the best way to each
  for (std::size_t t = 1; t < steps; ++t) {
    std::size_t likeliest = 0;  // among the classes up to c
    std::vector<double> next(classes);
    for (std::size_t c = 0; c < classes; ++c) {
      if (best[c] > best[likeliest]) likeliest = c;
      next[c] = best[likeliest] + logs[t * classes + c];
      from[t * classes + c] = likeliest;
    }
    best = std::move(next);
  }
  std::vector<std::int32_t> path(steps);
  auto at = static_cast<std::size_t>(std::max_element(best.begin(), best.end()) - best.begin());
  for (std::size_t t = steps; t-- > 0;) {
    path[t] = static_cast<std::int32_t>(at);
    at = from[t * classes + at];
  }
  to.insert(to.end(), path.begin(), path.end());
}

// One way's share: ways(t, c) sums the products of all sequences up to step t that end in c, each step scaled to sum
// to 1. Backwards the classes never rise.
std::vector<double> sumWays(std::span<const double> p, std::size_t classes, bool backwards) {
  const std::size_t steps = p.size() / classes;
  std::vector<double> ways(p.size());
  std::vector<double> before(classes);
  for (std::size_t i = 0; i < steps; ++i) {
    const std::size_t t = backwards ? steps - 1 - i : i;
    double reaching = 0.0, total = 0.0;
    for (std::size_t k = 0; k < classes; ++k) {
      const std::size_t c = backwards ? classes - 1 - k : k;
      reaching = i == 0 ? 1.0 : reaching + before[c];
      ways[t * classes + c] = reaching * p[t * classes + c];
      total += ways[t * classes + c];
    }
    for (std::size_t c = 0; c < classes; ++c) {
      ways[t * classes + c] /= total;
      before[c] = ways[t * classes + c];
    }
  }
  return ways;
}

void appendMarginals(std::span<const double> p, std::size_t classes, std::vector<double>& to) {
  const std::vector<double> forward = sumWays(p, classes, false), backward = sumWays(p, classes, true);
  for (std::size_t start = 0; start < p.size(); start += classes) {
    double total = 0.0;
    std::vector<double> row(classes);
    for (std::size_t c = 0; c < classes; ++c) {
      // Both hold the photograph's own probability.
      row[c] = forward[start + c] * backward[start + c] / p[start + c];
      total += row[c];
    }
    for (const double value : row) to.push_back(value / total);
  }
}

}  // namespace

Result<OrderedAnswer> decodeOrdered(std::span<const double> probabilities, std::span<const std::int32_t> lengths,
                                    std::size_t classes) {
  std::size_t total = 0;
  for (const std::int32_t length : lengths) total += length > 0 ? static_cast<std::size_t>(length) : 0;
  if (classes == 0 || probabilities.size() != total * classes) {
    return Error{"bad-album", "The album and its probabilities differ in number. Choose the photographs again."};
  }
  std::vector<double> p(probabilities.size()), logs(probabilities.size());
  for (std::size_t i = 0; i < p.size(); ++i) {
    if (!std::isfinite(probabilities[i])) {
      return Error{"diverged", "A probability is not a number. Lower the learning rate and train again."};
    }
    p[i] = std::max(probabilities[i], smallestProbability);
    logs[i] = exactLog(p[i]);
  }
  OrderedAnswer answer;
  std::size_t start = 0;
  for (const std::int32_t length : lengths) {
    if (length <= 0) continue;
    const std::size_t size = static_cast<std::size_t>(length) * classes;
    appendLikeliest(std::span(logs).subspan(start, size), classes, answer.classes);
    appendMarginals(std::span(p).subspan(start, size), classes, answer.probabilities);
    start += size;
  }
  return answer;
}

}  // namespace agelens
