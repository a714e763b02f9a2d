#include "core/eval/tsne.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "core/eval/quadtree.h"
#include "golden.h"
#include "gradient.h"

namespace agelens {
namespace {

Matrix randomRows(std::size_t rows, std::size_t columns) {
  Matrix matrix(rows, columns);
  matrix.values = randomValues(rows * columns, 5);
  return matrix;
}

double squaredDistance(const Matrix& points, std::size_t i, std::size_t j) {
  double sum = 0.0;
  for (std::size_t k = 0; k < points.columns; ++k) sum += std::pow(points.row(i)[k] - points.row(j)[k], 2);
  return sum;
}

// How far neighbours of the map are neighbours of the rows (Venna & Kaski 2001), as scikit-learn's function of the
// name.
double trustworthiness(const Matrix& rows, const Matrix& map, std::size_t k) {
  const std::size_t n = rows.rows;
  const auto ranked = [n](const Matrix& points, std::size_t i) {
    std::vector<std::size_t> order(n);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return (a == i ? -1.0 : squaredDistance(points, i, a)) < (b == i ? -1.0 : squaredDistance(points, i, b));
    });
    return order;
  };
  double penalty = 0.0;
  for (std::size_t i = 0; i < n; ++i) {
    const auto there = ranked(rows, i), here = ranked(map, i);
    for (std::size_t r = 1; r <= k; ++r) {
      const auto rank = static_cast<std::size_t>(std::find(there.begin(), there.end(), here[r]) - there.begin());
      if (rank > k) penalty += static_cast<double>(rank - k);
    }
  }
  const auto count = static_cast<double>(n), near = static_cast<double>(k);
  return 1.0 - penalty * 2.0 / (count * near * (2.0 * count - 3.0 * near - 1.0));
}

Matrix mapOf(const Tsne& tsne) {
  const auto coordinates = tsne.coordinates();
  Matrix map(coordinates.size() / 2, 2);
  std::copy(coordinates.begin(), coordinates.end(), map.values.begin());
  return map;
}

std::unique_ptr<Tsne> drawn(const Matrix& rows, const TsneSettings& settings) {
  auto tsne = Tsne::create(rows, settings);
  EXPECT_TRUE(tsne.ok());
  tsne.value()->step(settings.iterations);
  return std::move(tsne).value();
}

TEST(Affinities, HaveThePerplexityAskedForAndSumToOne) {
  const Matrix rows = randomRows(40, 3);
  const Affinities p = computeAffinities(rows, 5.0, 39);
  ASSERT_EQ(p.value.size(), 40U * 39U / 2U);
  EXPECT_NEAR(std::accumulate(p.value.begin(), p.value.end(), 0.0), 0.5, 1e-12);

  // By the definition: the width of each row's Gaussian by halving, the entropy in bits.
  std::vector<double> expected(40 * 40);
  for (std::size_t i = 0; i < 40; ++i) {
    double low = 0.0, high = 1e6;
    std::vector<double> weights(40);
    for (int halving = 0; halving < 100; ++halving) {
      const double beta = (low + high) / 2.0;
      double sum = 0.0, entropy = 0.0;
      for (std::size_t j = 0; j < 40; ++j) {
        weights[j] = i == j ? 0.0 : std::exp(-beta * squaredDistance(rows, i, j));
        sum += weights[j];
      }
      for (double& weight : weights) {
        weight /= sum;
        if (weight > 0.0) entropy -= weight * std::log2(weight);
      }
      (std::isnan(entropy) || entropy < std::log2(5.0) ? high : low) = beta;
    }
    for (std::size_t j = 0; j < 40; ++j) {
      expected[i * 40 + j] += weights[j] / 80.0;
      expected[j * 40 + i] += weights[j] / 80.0;
    }
  }
  for (std::size_t i = 0; i < 40; ++i) {
    for (std::size_t e = p.start[i]; e < p.start[i + 1]; ++e) {
      EXPECT_NEAR(p.value[e], expected[i * 40 + p.column[e]], 1e-7);
    }
  }
}

TEST(TsneGradient, IsThatOfTheCost) {
  const Affinities p = computeAffinities(randomRows(12, 4), 3.0, 11);
  auto at = randomValues(24, 2);
  std::vector<double> y(24), gradient(24);
  const auto cost = [&] {
    std::copy(at.begin(), at.end(), y.begin());
    return tsneCost(p, y, tsneGradient(p, y, 1.0, Repulsion::exact, gradient));
  };
  cost();
  const std::vector<float> analytic(gradient.begin(), gradient.end());
  expectGradient(at, analytic, cost, 1e-5);
}

TEST(TsneGradient, ByBarnesAndHutIsCloseToTheExactOne) {
  const Affinities p = computeAffinities(randomRows(2000, 3), 10.0, 30);
  const auto values = randomValues(4000, 7);
  std::vector<double> y(values.begin(), values.end()), exact(4000), near(4000);
  for (double& value : y) value *= 30.0;
  y[2] = y[0];
  y[3] = y[1];  // two in one place
  const double weight = tsneGradient(p, y, 1.0, Repulsion::exact, exact);
  const double nearWeight = tsneGradient(p, y, 1.0, Repulsion::barnesHut, near);
  EXPECT_NEAR(tsneCost(p, y, nearWeight) / tsneCost(p, y, weight), 1.0, 0.01);
  double difference = 0.0, size = 0.0;
  for (std::size_t i = 0; i < y.size(); ++i) {
    difference += std::pow(near[i] - exact[i], 2);
    size += exact[i] * exact[i];
  }
  EXPECT_LT(std::sqrt(difference / size), 0.05);
}

TEST(SumRepulsion, AtNoAngleIsExact) {
  const auto values = randomValues(200, 7);
  std::vector<double> y(values.begin(), values.end()), forces(200);
  std::copy_n(y.begin(), 40, y.begin() + 40);  // twenty places of two points
  const double weight = sumRepulsion(y, 0.0, forces);
  double expectedWeight = 0.0;
  for (std::size_t i = 0; i < 100; ++i) {
    double x = 0.0;
    for (std::size_t j = 0; j < 100; ++j) {
      if (i == j) continue;
      const double w = 1.0 / (1.0 + std::pow(y[2 * i] - y[2 * j], 2) + std::pow(y[2 * i + 1] - y[2 * j + 1], 2));
      x += w * w * (y[2 * i] - y[2 * j]);
      expectedWeight += w;
    }
    EXPECT_NEAR(forces[2 * i], x, 1e-12);
  }
  EXPECT_NEAR(weight, expectedWeight, 1e-9);
}

TEST(Tsne, IsAsTrustworthyAsScikitLearns) {
  const auto golden = readGoldenJson("map.json");
  Matrix rows(70, 50);
  rows.values = std::get<std::vector<float>>(readGoldenArray("map_rows.npy").data);
  const auto tsne = drawn(rows, {});
  EXPECT_EQ(tsne->perplexity(), golden.at("perplexity").get<double>());
  for (const auto& map : golden.at("maps")) {
    EXPECT_GT(trustworthiness(rows, mapOf(*tsne), 7), map.at("trustworthiness").get<double>() - 0.02);
    EXPECT_LT(tsne->cost(), 1.1 * map.at("cost").get<double>());
  }
}

TEST(Tsne, TheSameSeedGivesTheSameMapInWhateverStepsAndAnotherSeedAnother) {
  const Matrix rows = randomRows(30, 60);
  const TsneSettings settings{.perplexity = 5.0, .iterations = 300};
  const auto whole = drawn(rows, settings);
  const auto parts = Tsne::create(rows, settings);
  ASSERT_TRUE(parts.ok());
  EXPECT_TRUE(parts.value()->step(1));
  EXPECT_TRUE(parts.value()->step(298));
  EXPECT_FALSE(parts.value()->step(9));
  EXPECT_EQ(parts.value()->iteration(), 300);
  EXPECT_EQ(mapOf(*parts.value()).values, mapOf(*whole).values);
  const auto other = drawn(rows, {.perplexity = 5.0, .iterations = 300, .seed = 2});
  EXPECT_NE(mapOf(*other).values, mapOf(*whole).values);
}

TEST(Tsne, ManyRowsKeepTheirGroupsApart) {
  Matrix rows = randomRows(1050, 3);
  for (std::size_t i = 0; i < rows.rows; ++i) rows.row(i)[i % 3] += 20.0F;
  const Matrix map = mapOf(*drawn(rows, {.perplexity = 10.0, .iterations = 60}));
  double within = 0.0, between = 0.0;
  for (std::size_t i = 3; i < map.rows; ++i) {
    within += squaredDistance(map, i, i - 3);
    between += squaredDistance(map, i, i - 1);
  }
  EXPECT_GT(between, 4.0 * within);
}

TEST(Tsne, FewAndEqualRowsHaveAMap) {
  EXPECT_EQ(mapOf(*drawn(randomRows(1, 5), {})).values, std::vector<float>(2));
  EXPECT_EQ(drawn(randomRows(1, 5), {})->cost(), 0.0);

  for (const std::size_t count : {2U, 3U, 4U, 7U}) {
    const auto few = drawn(randomRows(count, 5), {});
    EXPECT_EQ(few->perplexity(), std::max(1.0, static_cast<double>(count - 1) / 3.0));
    for (const float value : mapOf(*few).values) EXPECT_TRUE(std::isfinite(value));
    EXPECT_TRUE(std::isfinite(few->cost()));
  }

  Matrix same(20, 5);
  const auto heap = drawn(same, {});
  EXPECT_NEAR(heap->cost(), 0.0, 1e-9);
  for (const float value : mapOf(*heap).values) EXPECT_NEAR(value, 0.0F, 1e-3F);

  Matrix twice = randomRows(40, 5);
  std::copy_n(twice.values.begin(), 100, twice.values.begin() + 100);
  const Matrix map = mapOf(*drawn(twice, {.perplexity = 5.0}));
  for (std::size_t i = 0; i < 20; ++i) {
    for (std::size_t j = 0; j < 40; ++j) {
      if (j != i && j != i + 20) EXPECT_LT(squaredDistance(map, i, i + 20), squaredDistance(map, i, j));
    }
  }
}

TEST(Tsne, RefusesWhatItCannotMap) {
  EXPECT_EQ(Tsne::create(Matrix(0, 4), {}).error().code, "no-embeddings");
  EXPECT_EQ(Tsne::create(randomRows(5, 4), {.perplexity = 0.5}).error().code, "bad-setting");
  EXPECT_EQ(Tsne::create(randomRows(5, 4), {.perplexity = std::nan("")}).error().code, "bad-setting");
  EXPECT_EQ(Tsne::create(randomRows(5, 4), {.iterations = 0}).error().code, "bad-setting");
  Matrix rows = randomRows(5, 4);
  rows.values[7] = std::numeric_limits<float>::infinity();
  EXPECT_EQ(Tsne::create(rows, {}).error().code, "not-finite");
}

}  // namespace
}  // namespace agelens
