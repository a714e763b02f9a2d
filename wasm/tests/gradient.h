// Central differences, what every backward half is checked against.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <numeric>
#include <vector>

#include "core/random.h"

namespace agelens {

inline std::vector<float> randomValues(std::size_t count, std::uint64_t seed) {
  Random random(seed);
  std::vector<float> values(count);
  for (float& value : values) value = static_cast<float>(random.nextUniform(-1.0, 1.0));
  return values;
}

inline double dot(const std::vector<float>& a, const std::vector<float>& b) {
  return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

// Compares `gradient` with (f(x + step) - f(x - step)) / 2 step, one value of `at` at a time. `f` reads `at`.
inline void expectGradient(std::vector<float>& at, const std::vector<float>& gradient, const std::function<double()>& f,
                           double tolerance) {
  ASSERT_EQ(at.size(), gradient.size());
  for (std::size_t i = 0; i < at.size(); ++i) {
    const float original = at[i];
    at[i] = original + 0x1p-8F;
    const float above = at[i];
    const double upper = f();
    at[i] = original - 0x1p-8F;
    const double numeric = (upper - f()) / (static_cast<double>(above) - at[i]);
    at[i] = original;
    EXPECT_NEAR(gradient[i], numeric, tolerance) << "value " << i;
  }
}

}  // namespace agelens
