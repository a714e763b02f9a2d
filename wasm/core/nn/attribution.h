// What of an embedding speaks for a class and what against it: the gradient that a class activation map is made with.
//
// The score of a class is the log odds of its probability, log p / (1 - p), where p is the mean over the ensemble at
// the temperature, as the page shows it. Log odds do not level off where the classifier is sure, and of two classes
// that a linear classifier tells apart they are its own score. Let g be the gradient of the score by the embedding.
// Where an embedding is the mean of features f over n places,
//
//   map(place) = 1 / n  sum over c of g_c f_c(place)
//
// is that place's share of g·embedding. For a linear classifier g is its weights, and this is the class activation map
// of Zhou et al. 2016, exact: the places add up to the score less its bias. Through hidden layers it is Grad-CAM
// (Selvaraju et al. 2017), exact to first order. Its last step, which cuts off what is negative, is left out: what
// speaks against a class is shown too.
//
// A row's length under l2 scaling is held as it is. Differentiated through it, a score does not change with the length
// of the embedding, so that every map would add up to 0 (Euler) and nothing could be said of how much all of it says.
#pragma once

#include <span>
#include <vector>

#include "core/matrix.h"
#include "core/nn/classifier.h"
#include "core/result.h"

namespace agelens {

struct Attribution {
  std::vector<float> probabilities;  // (classes)
  Matrix gradients;                  // (classes, dimension), of the log odds by the embedding
};

// members: of one dimension and one list of classes, at least one; temperature > 0, as in eval/temperature.h, which
// clips probabilities likewise; a gradient does not know of the clipping. A class whose probability is 0 in every
// member has no gradient of its own. Fails if the embedding is not of the members' dimension, and where neighbours
// vote: their probabilities change in steps.
Result<Attribution> attributeEmbedding(std::span<const Classifier> members, double temperature,
                                       const std::vector<float>& embedding);

}  // namespace agelens
