// t-SNE: a map of rows in the plane, on which those stand together that are alike (van der Maaten & Hinton 2008), some
// iterations a call, so that the caller can show it grow and cancel between them.
//
// The optimiser is scikit-learn's: a start from the first two principal components, 250 iterations of early
// exaggeration at momentum 0.5, then momentum 0.8, gains for each coordinate, and a learning rate of rows / 48, 50 at
// least. The exaggeration is 12, but of few rows half of how many others there are for each neighbour: 12 would pull 70
// rows into a point, from which they fall into another poor map for each seed.
//
// Rows of more than 50 columns are first reduced to 50 principal components. Above 1,000 rows neighbours are
// limited to three times the perplexity and the repulsion is summed by Barnes and Hut; up to there everything is exact.
// The same rows and settings give the same map bit for bit, in every build.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "core/eval/affinities.h"
#include "core/eval/tsne_gradient.h"
#include "core/matrix.h"
#include "core/result.h"

namespace agelens {

struct TsneSettings {
  // Of how many neighbours a row takes notice, roughly. At most a third of the others is used: of rows fewer than three
  // times as many, perplexity() says how low. From 1 on.
  double perplexity = 30.0;
  std::int32_t iterations = 1000;  // from 1 on
  // Of what is added to the start, a hundredth as wide: it parts what no principal component does.
  std::uint64_t seed = 1;
};

class Tsne {
 public:
  // Computes the affinities. Fails, in a sentence for the user, if there are no rows, a value is not a finite number or
  // a setting is out of range. Equal rows are each other's nearest, all equal ones a point; a single row is at the
  // origin.
  static Result<std::unique_ptr<Tsne>> create(const Matrix& rows, const TsneSettings& settings);
  // The same with another way to sum the repulsion than the number of rows decides.
  static Result<std::unique_ptr<Tsne>> create(const Matrix& rows, const TsneSettings& settings, Repulsion repulsion);

  // The next iterations, as many as are left at most. Returns whether any is left then.
  bool step(std::int32_t iterations);

  std::int32_t iteration() const { return iteration_; }
  double perplexity() const { return perplexity_; }
  // (rows, 2)
  std::span<const double> coordinates() const { return y_; }
  // The Kullback-Leibler divergence of the map as it is, without exaggeration. Takes as long as an iteration or some.
  double cost() const;

 private:
  Tsne(Affinities affinities, std::vector<double> start, double perplexity, std::int32_t iterations,
       Repulsion repulsion);

  void iterate();

  Affinities affinities_;
  std::vector<double> y_;
  double perplexity_;
  std::int32_t iterations_;
  Repulsion repulsion_;
  std::int32_t iteration_ = 0;
  std::vector<double> gradient_, velocity_, gains_;
};

}  // namespace agelens
