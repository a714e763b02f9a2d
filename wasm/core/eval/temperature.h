// Temperature scaling (Guo et al. 2017): one number that makes a classifier's probabilities as confident as they are
// right, without changing which class is the likeliest.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/result.h"

namespace agelens {

inline constexpr double minTemperature = 0.05;
inline constexpr double maxTemperature = 20.0;

// probabilities is (samples, classes). Each row p becomes p_k^(1/T) over the sum of these: flatter for T > 1, sharper
// for T < 1, and at T = 1 as it was. Probabilities below 1e-12 count as 1e-12. T > 0.
std::vector<double> applyTemperature(std::span<const double> probabilities, std::size_t classes, double temperature);

// The T in [minTemperature, maxTemperature] for which the mean log loss of the probabilities after applyTemperature is
// least; 1 if the loss does not depend on T. labels holds the class of each sample. To be fitted on predictions of
// samples that were not trained on. Fails as judge does; sizes must agree.
Result<double> fitTemperature(std::span<const std::int32_t> labels, std::span<const double> probabilities,
                              std::size_t classes);

}  // namespace agelens
