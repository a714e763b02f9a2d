// Classes of photographs in the order in which they were taken, when the class can never fall.
//
// Each photograph of a sequence has probabilities p_t(class) of its own. Under the constraint a sequence of classes
// c_1 <= c_2 <= ... has the probability of the product of p_t(c_t), over the sum of all such products. Both functions
// are dynamic programs over these (Viterbi 1967; the forward-backward algorithm of Baum et al. 1970), whose transitions
// are 1 where the class does not fall, else 0.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/result.h"

namespace agelens {

struct OrderedAnswer {
  // Of the most probable sequence that never falls; of equally probable ones, that with the lowest class at the last
  // photograph, then at the one before it, and so on.
  std::vector<std::int32_t> classes;
  // (photographs, classes): of each photograph's class under the constraint. The expected values of classes with
  // ascending numbers, and the medians, never fall along a sequence.
  std::vector<double> probabilities;
};

// probabilities is (sum of lengths, classes): sequences one after another. A probability below 1e-12 counts as 1e-12,
// so that some sequence is always possible. Fails if a probability is not a number, or if the sizes do not agree.
Result<OrderedAnswer> decodeOrdered(std::span<const double> probabilities, std::span<const std::int32_t> lengths,
                                    std::size_t classes);

}  // namespace agelens
