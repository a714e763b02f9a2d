#include "core/eval/eigen.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <numeric>
#include <span>

namespace agelens {
namespace {

using Row = std::span<double>;

// Row by row, so that the compiler makes vectors of it without changing the order of a sum.
void addScaled(Row to, double factor, std::span<const double> from) {
  for (std::size_t i = 0; i < to.size(); ++i) to[i] += factor * from[i];
}

struct Square {
  std::vector<double> values;
  std::size_t size;

  // What of a row lies from a column on.
  Row row(std::size_t index, std::size_t from = 0) { return Row(values).subspan(index * size + from, size - from); }
};

struct Tridiagonal {
  std::vector<double> diagonal;
  std::vector<double> beside;  // between k and k + 1; the last is 0
};

// I - scale * v vᵀ turns x into (length, 0, 0, …); v replaces x.
struct Reflection {
  double scale;
  double length;
};

Reflection reflect(Row x) {
  double rest = 0.0;
  for (std::size_t i = 1; i < x.size(); ++i) rest += x[i] * x[i];
  if (rest == 0.0) return {.scale = 0.0, .length = x[0]};
  const double norm = std::sqrt(x[0] * x[0] + rest);
  const double length = x[0] > 0.0 ? -norm : norm;
  x[0] -= length;
  return {.scale = 2.0 / (x[0] * x[0] + rest), .length = length};
}

// a becomes the rows whose products with the tridiagonal matrix's eigenvectors are its own: a = turnᵀ · T · turn.
Tridiagonal reduce(Square& a) {
  const std::size_t n = a.size;
  Tridiagonal t{.diagonal = std::vector<double>(n), .beside = std::vector<double>(n)};
  std::vector<double> scales(n), product(n);
  // The reflection that clears row k and column k beyond their neighbour of the diagonal is kept in row k.
  for (std::size_t k = 0; k + 1 < n; ++k) {
    t.diagonal[k] = a.row(k)[k];
    const Row v = a.row(k, k + 1);
    const auto [scale, length] = reflect(v);
    t.beside[k] = length;
    scales[k] = scale;
    if (scale == 0.0) continue;
    const Row w = Row(product).first(v.size());
    std::fill(w.begin(), w.end(), 0.0);
    for (std::size_t i = 0; i < v.size(); ++i) addScaled(w, scale * v[i], a.row(k + 1 + i, k + 1));
    const double along = std::inner_product(v.begin(), v.end(), w.begin(), 0.0);
    addScaled(w, -0.5 * scale * along, v);
    for (std::size_t i = 0; i < v.size(); ++i) {
      const Row row = a.row(k + 1 + i, k + 1);
      for (std::size_t j = 0; j < v.size(); ++j) row[j] -= v[i] * w[j] + w[i] * v[j];
    }
  }
  if (n > 0) t.diagonal[n - 1] = a.row(n - 1)[n - 1];

  // The reflections' product, from the last to the first, each of which touches what is below and right of it.
  Square turn{.values = std::vector<double>(n * n), .size = n};
  for (std::size_t i = 0; i < n; ++i) turn.row(i)[i] = 1.0;
  for (std::size_t k = n > 1 ? n - 1 : 0; k-- > 0;) {
    const Row v = a.row(k, k + 1);
    for (std::size_t i = k + 1; i < n; ++i) {
      const Row row = turn.row(i, k + 1);
      addScaled(row, -scales[k] * std::inner_product(v.begin(), v.end(), row.begin(), 0.0), v);
    }
  }
  a = std::move(turn);
  return t;
}

double hypotenuse(double a, double b) { return std::sqrt(a * a + b * b); }

// One implicit QL step on the block from `first` to `last`; the rows of `vectors` turn with it.
void turnBlock(Tridiagonal& t, Square& vectors, std::size_t first, std::size_t last) {
  auto& d = t.diagonal;
  auto& e = t.beside;
  double g = (d[first + 1] - d[first]) / (2.0 * e[first]);
  double r = hypotenuse(g, 1.0);
  g = d[last] - d[first] + e[first] / (g + (g >= 0.0 ? r : -r));
  double sine = 1.0, cosine = 1.0, shifted = 0.0;
  for (std::size_t i = last; i-- > first;) {
    const double f = sine * e[i];
    const double b = cosine * e[i];
    r = hypotenuse(f, g);
    e[i + 1] = r;
    if (r == 0.0) {
      // The block has fallen into two.
      d[i + 1] -= shifted;
      e[last] = 0.0;
      return;
    }
    sine = f / r;
    cosine = g / r;
    g = d[i + 1] - shifted;
    r = (d[i] - g) * sine + 2.0 * cosine * b;
    shifted = sine * r;
    d[i + 1] = g + shifted;
    g = cosine * r - b;
    const Row upper = vectors.row(i + 1), lower = vectors.row(i);
    for (std::size_t k = 0; k < upper.size(); ++k) {
      const double value = upper[k];
      upper[k] = sine * lower[k] + cosine * value;
      lower[k] = cosine * lower[k] - sine * value;
    }
  }
  d[first] -= shifted;
  e[first] = g;
  e[last] = 0.0;
}

void diagonalize(Tridiagonal& t, Square& vectors) {
  constexpr int maxSteps = 60;  // some two are usual
  const std::size_t n = t.diagonal.size();
  for (std::size_t first = 0; first < n; ++first) {
    for (int step = 0; step < maxSteps; ++step) {
      std::size_t last = first;
      while (last + 1 < n) {
        const double size = std::fabs(t.diagonal[last]) + std::fabs(t.diagonal[last + 1]);
        if (std::fabs(t.beside[last]) <= std::numeric_limits<double>::epsilon() * size) break;
        ++last;
      }
      if (last == first) break;
      turnBlock(t, vectors, first, last);
    }
  }
}

}  // namespace

Eigen symmetricEigen(std::vector<double> matrix, std::size_t size) {
  assert(matrix.size() == size * size);
  Square vectors{.values = std::move(matrix), .size = size};
  for (std::size_t i = 0; i < size; ++i) {
    for (std::size_t j = 0; j < i; ++j) vectors.row(j)[i] = vectors.row(i)[j];
  }
  Tridiagonal t = reduce(vectors);
  diagonalize(t, vectors);

  std::vector<std::size_t> order(size);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return t.diagonal[a] > t.diagonal[b]; });
  Eigen eigen;
  eigen.values.reserve(size);
  eigen.vectors.reserve(size * size);
  for (const std::size_t index : order) {
    eigen.values.push_back(t.diagonal[index]);
    const Row row = vectors.row(index);
    eigen.vectors.insert(eigen.vectors.end(), row.begin(), row.end());
  }
  return eigen;
}

}  // namespace agelens
