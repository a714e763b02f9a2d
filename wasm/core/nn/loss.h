// What the outputs of a classifier mean, and how far they are from the labels.
//
// Every loss turns its outputs into class probabilities, so that whatever is done with them is the same for all.
// K is the number of classes, o are the outputs of a row, y its class, s(x) = 1 / (1 + e^-x):
//
//   softmax            K outputs    p = softmax(o); cross-entropy
//   labelDistribution  K outputs    p = softmax(o); cross-entropy against a Gaussian over the class values, centred at
//   the
//                                   label (deep label distribution learning, Gao et al. 2017)
//   cumulativeLink     K-1 outputs  P(y > j) = s(o_j), one logistic a threshold (Frank and Hall 2001; as a network's
//                                   head Niu et al. 2016); sum of the binary cross-entropies
//   corn               K-1 outputs  P(y > j | y > j-1) = s(o_j); binary cross-entropies, each over the rows with y >
//   j-1
//                                   (CORN; Shi, Cao and Raschka 2021)
//   ridge              1 output     the class value, in mean distances between neighbouring classes from the middle;
//                                   half the squared error (with L2 this is ridge regression; Hoerl and Kennard 1970).
//                                   p is the Gaussian of deviation 1 around it, so the likeliest class is the nearest
//
// The last four need ordinal classes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace agelens {

enum class LossKind : std::uint8_t { softmax, labelDistribution, cumulativeLink, corn, ridge };

// `softmax`, `label-distribution`, `cumulative-link`, `corn` or `ridge`.
std::optional<LossKind> parseLoss(std::string_view name);
std::string_view nameOf(LossKind kind);

// Outputs a row.
std::size_t outputWidth(LossKind kind, std::size_t classes);

struct LossSettings {
  LossKind kind = LossKind::softmax;
  std::size_t classes = 2;
  std::vector<double> classValues;   // ascending; needed by all but softmax
  double labelSmoothing = 0.0;       // of softmax, cumulativeLink and corn: this share of a target is spread evenly
  double labelSpread = 0.5;          // of labelDistribution: deviation, in mean distances between neighbouring classes
  std::vector<double> classWeights;  // a row's loss is multiplied by its class's; empty: all 1
};

class Loss {
 public:
  explicit Loss(LossSettings settings);

  const LossSettings& settings() const { return settings_; }
  std::size_t classes() const { return settings_.classes; }
  std::size_t width() const { return outputWidth(settings_.kind, settings_.classes); }
  // Of the classes, in mean distances between neighbours from the middle of the first and the last; empty for losses
  // that need none.
  const std::vector<double>& places() const { return places_; }

  // outputs is (rows, width), labels holds the class of each row. Mean over the rows; at its least for the outputs that
  // the targets ask for, though not 0 there where targets are soft.
  double forward(std::span<const float> outputs, std::span<const std::int32_t> labels) const;

  // In place: outputs become the gradient of `forward` by them.
  void backward(std::span<float> outputs, std::span<const std::int32_t> labels) const;

  // (rows, classes); each row sums to 1.
  std::vector<float> probabilities(std::span<const float> outputs) const;

  // outputs are those of one row. (classes, width): the gradient of the logarithm of each class's probability by the
  // outputs; 0 for a class between thresholds that cross, which has probability 0 around there.
  std::vector<float> logProbabilityGradients(std::span<const float> outputs) const;

 private:
  double weightOf(std::int32_t label) const;
  // targets is (width): what the outputs of a row of that class should mean. Filled in for each row, because a table of
  // all classes would grow with their square, which a classifier's file says in four bytes.
  void fillTargets(std::int32_t label, std::span<double> targets) const;
  // How many outputs, from the first, a row of this class says anything about.
  std::size_t countActive(std::int32_t label) const;

  LossSettings settings_;
  std::vector<double> places_;
};

// Mean of -log p(label), p being clipped at 1e-12. probabilities is (rows, classes).
double meanLogLoss(std::span<const float> probabilities, std::span<const std::int32_t> labels, std::size_t classes);

// Index of the largest value, the first of equals.
std::size_t largestIndex(std::span<const float> values);

}  // namespace agelens
