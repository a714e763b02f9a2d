// Softmax and the mean cross-entropy of its probabilities. logits and probabilities are (rows, classes); labels holds
// the class of each row.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace agelens {

// In place: logits become probabilities. Each row is shifted by its largest logit, so that no exponential overflows.
void softmaxForward(std::span<float> logits, std::size_t classes);

// Mean of -log p(label). Computed from the logits, not from rounded probabilities, so it is exact for tiny ones too.
double crossEntropyForward(std::span<const float> logits, std::span<const std::int32_t> labels, std::size_t classes);

// In place: probabilities become the gradient of the mean cross-entropy by the logits, (p - onehot(label)) / rows.
void softmaxCrossEntropyBackward(std::span<float> probabilities, std::span<const std::int32_t> labels,
                                 std::size_t classes);

// Index of the largest value, the first of equals.
std::size_t largestIndex(std::span<const float> values);

}  // namespace agelens
