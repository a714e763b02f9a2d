#include "core/nn/loss.h"

#include <algorithm>
#include <cassert>

#include "core/elementary.h"

namespace agelens {
namespace {

double sumOfExponentials(std::span<const float> logits, double shift) {
  double sum = 0.0;
  for (const float logit : logits) sum += exactExp(logit - shift);
  return sum;
}

}  // namespace

void softmaxForward(std::span<float> logits, std::size_t classes) {
  assert(logits.size() % classes == 0);
  for (std::size_t first = 0; first < logits.size(); first += classes) {
    const std::span<float> row = logits.subspan(first, classes);
    const double largest = *std::max_element(row.begin(), row.end());
    const double sum = sumOfExponentials(row, largest);
    for (float& value : row) value = static_cast<float>(exactExp(value - largest) / sum);
  }
}

double crossEntropyForward(std::span<const float> logits, std::span<const std::int32_t> labels, std::size_t classes) {
  assert(logits.size() == labels.size() * classes);
  double total = 0.0;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const std::span<const float> row = logits.subspan(i * classes, classes);
    const double largest = *std::max_element(row.begin(), row.end());
    total += exactLog(sumOfExponentials(row, largest)) - (row[static_cast<std::size_t>(labels[i])] - largest);
  }
  return total / static_cast<double>(labels.size());
}

void softmaxCrossEntropyBackward(std::span<float> probabilities, std::span<const std::int32_t> labels,
                                 std::size_t classes) {
  assert(probabilities.size() == labels.size() * classes);
  for (std::size_t i = 0; i < labels.size(); ++i) {
    probabilities[i * classes + static_cast<std::size_t>(labels[i])] -= 1.0F;
  }
  const float scale = 1.0F / static_cast<float>(labels.size());
  for (float& value : probabilities) value *= scale;
}

std::size_t largestIndex(std::span<const float> values) {
  return static_cast<std::size_t>(std::max_element(values.begin(), values.end()) - values.begin());
}

}  // namespace agelens
