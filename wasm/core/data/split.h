// How samples are divided for evaluation: the protocols.
//
// Rows are the rows of the embeddings: sample * (copies + 1) + copy. Except under `seed`, persons are kept whole: all
// copies of a person's samples are trained on, or copy 0 of each is tested, never both in one fold.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace agelens {

enum class Protocol : std::uint8_t {
  leaveOnePersonOut,  // a fold a person, in the order of person indices; tests copy 0 of the person's samples
  groupedKFold,       // `folds` folds, at most one a person, each with about its share of every class
  holdout,            // one fold that tests about `testFraction` of every class
  seed,               // one fold that tests `testFraction` of all rows, copies drawn without regard to their sample
};

// The protocol of a name: `leave-one-person-out`, `grouped-k-fold`, `holdout` or `seed`.
std::optional<Protocol> parseProtocol(std::string_view name);

struct SplitRequest {
  Protocol protocol = Protocol::leaveOnePersonOut;
  std::vector<std::int32_t> labels;   // class of each sample
  std::vector<std::int32_t> persons;  // person of each sample
  std::int32_t copies = 0;            // augmented copies besides copy 0
  std::int32_t folds = 5;
  double testFraction = 0.2;
  std::uint64_t seed = 1;
};

// Both in ascending order.
struct Fold {
  std::vector<std::int32_t> trainRows;
  std::vector<std::int32_t> testRows;
};

// Every fold has rows to train on and rows to test. Fails, in a sentence for the user, if the samples or the settings
// allow no such fold. Indices of classes and persons are >= 0 and may have gaps.
Result<std::vector<Fold>> splitFolds(const SplitRequest& request);

}  // namespace agelens
