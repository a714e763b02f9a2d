#include "core/nn/gru.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "core/elementary.h"
#include "core/nn/gemm.h"

namespace agelens {
namespace {

float logistic(float value) {
  const double e = exactExp(-std::fabs(static_cast<double>(value)));
  return static_cast<float>(value >= 0.0F ? 1.0 / (1.0 + e) : e / (1.0 + e));
}

// A large argument makes e^2x infinite and the quotient 0, which is what is wanted.
float tangent(float value) {
  return static_cast<float>(1.0 - 2.0 / (exactExp(2.0 * static_cast<double>(value)) + 1.0));
}

// The step that is taken i-th, and the one before it.
std::size_t stepAt(std::size_t i, GruDirection direction, std::size_t steps) {
  return direction == GruDirection::forward ? i : steps - 1 - i;
}

std::span<float> stepOf(std::vector<float>& values, std::size_t step, std::size_t size) {
  return std::span(values).subspan(step * size, size);
}
std::span<const float> stepOf(const std::vector<float>& values, std::size_t step, std::size_t size) {
  return std::span(values).subspan(step * size, size);
}

void sumRows(std::span<const float> values, std::span<float> sums) {
  std::fill(sums.begin(), sums.end(), 0.0F);
  for (std::size_t i = 0; i < values.size(); ++i) sums[i % sums.size()] += values[i];
}

// The gradients by the weights of one part, whose product was with x and with what was remembered.
void partGradient(std::span<const float> x, std::span<const float> remembered, std::span<const float> grad,
                  GruPart& gradient, GruShape shape) {
  const std::size_t rows = shape.steps * shape.rows, width = gradient.bias.size();
  weightGradientProduct(x, grad, gradient.input.values, {rows, shape.inputs, width});
  weightGradientProduct(remembered, grad, gradient.recurrent.values, {rows, shape.units, width});
  sumRows(grad, gradient.bias);
}

}  // namespace

void gruForward(std::span<const float> x, const Gru& gru, GruDirection direction, GruState& state, GruShape shape) {
  const auto [steps, rows, inputs, units] = shape;
  assert(x.size() == steps * rows * inputs);
  const std::size_t size = rows * units;
  state.gates.resize(2 * steps * size);
  for (auto* values : {&state.before, &state.reset, &state.candidate, &state.hidden}) values->resize(steps * size);
  // The input's share of all steps at once.
  forwardProduct(x, gru.gates.input.values, state.gates, {steps * rows, inputs, 2 * units});
  forwardProduct(x, gru.candidate.input.values, state.candidate, {steps * rows, inputs, units});
  std::vector<float> remembered(2 * size);
  std::vector<float> last(size);
  for (std::size_t i = 0; i < steps; ++i) {
    const std::size_t t = stepAt(i, direction, steps);
    const auto before = stepOf(state.before, t, size), reset = stepOf(state.reset, t, size);
    const auto gates = stepOf(state.gates, t, 2 * size), candidate = stepOf(state.candidate, t, size);
    const auto hidden = stepOf(state.hidden, t, size);
    std::copy(last.begin(), last.end(), before.begin());
    forwardProduct(before, gru.gates.recurrent.values, remembered, {rows, units, 2 * units});
    for (std::size_t k = 0; k < gates.size(); ++k) {
      gates[k] = logistic(gates[k] + remembered[k] + gru.gates.bias[k % (2 * units)]);
    }
    for (std::size_t k = 0; k < size; ++k) reset[k] = gates[k / units * 2 * units + units + k % units] * before[k];
    const auto product = std::span(remembered).first(size);
    forwardProduct(reset, gru.candidate.recurrent.values, product, {rows, units, units});
    for (std::size_t k = 0; k < size; ++k) {
      candidate[k] = tangent(candidate[k] + product[k] + gru.candidate.bias[k % units]);
      const float update = gates[k / units * 2 * units + k % units];
      hidden[k] = update * before[k] + (1.0F - update) * candidate[k];
    }
    std::copy(hidden.begin(), hidden.end(), last.begin());
  }
}

void gruBackward(std::span<const float> x, const Gru& gru, GruDirection direction, const GruState& state,
                 std::span<const float> gradHidden, Gru& gradient, std::span<float> gradX, GruShape shape) {
  const auto [steps, rows, inputs, units] = shape;
  const std::size_t size = rows * units;
  assert(gradHidden.size() == steps * size && gradX.size() == steps * rows * inputs);
  std::vector<float> gradGates(2 * steps * size), gradCandidate(steps * size);
  std::vector<float> carried(size);  // by the hidden state of the step in hand, from the steps taken after it
  std::vector<float> gradReset(size), throughGates(size);
  for (std::size_t i = steps; i-- > 0;) {
    const std::size_t t = stepAt(i, direction, steps);
    const auto before = stepOf(state.before, t, size), candidate = stepOf(state.candidate, t, size);
    const auto gates = stepOf(state.gates, t, 2 * size);
    const auto byGates = stepOf(gradGates, t, 2 * size), byCandidate = stepOf(gradCandidate, t, size);
    for (std::size_t k = 0; k < size; ++k) {
      const std::size_t gate = k / units * 2 * units + k % units;
      const float update = gates[gate], grad = gradHidden[t * size + k] + carried[k];
      byGates[gate] = grad * (before[k] - candidate[k]) * update * (1.0F - update);
      byCandidate[k] = grad * (1.0F - update) * (1.0F - candidate[k] * candidate[k]);
      carried[k] = grad * update;
    }
    inputGradientProduct(byCandidate, gru.candidate.recurrent.values, gradReset, {rows, units, units});
    for (std::size_t k = 0; k < size; ++k) {
      const std::size_t gate = k / units * 2 * units + units + k % units;
      const float reset = gates[gate];
      byGates[gate] = gradReset[k] * before[k] * reset * (1.0F - reset);
      carried[k] += gradReset[k] * reset;
    }
    inputGradientProduct(byGates, gru.gates.recurrent.values, throughGates, {rows, units, 2 * units});
    for (std::size_t k = 0; k < size; ++k) carried[k] += throughGates[k];
  }
  partGradient(x, state.before, gradGates, gradient.gates, shape);
  partGradient(x, state.reset, gradCandidate, gradient.candidate, shape);
  std::vector<float> throughCandidate(gradX.size());
  inputGradientProduct(gradGates, gru.gates.input.values, gradX, {steps * rows, inputs, 2 * units});
  inputGradientProduct(gradCandidate, gru.candidate.input.values, throughCandidate, {steps * rows, inputs, units});
  for (std::size_t k = 0; k < gradX.size(); ++k) gradX[k] += throughCandidate[k];
}

namespace plain {
namespace {

// Column `column` of x·w + h·u, plus the bias.
float weigh(std::span<const float> x, std::span<const float> h, const GruPart& part, std::size_t column) {
  float fromInput = 0.0F, fromHidden = 0.0F;
  for (std::size_t k = 0; k < x.size(); ++k) fromInput += x[k] * part.input.row(k)[column];
  for (std::size_t k = 0; k < h.size(); ++k) fromHidden += h[k] * part.recurrent.row(k)[column];
  return fromInput + fromHidden + part.bias[column];
}

}  // namespace

std::vector<float> gruForward(std::span<const float> x, const Gru& gru, GruDirection direction, GruShape shape) {
  const auto [steps, rows, inputs, units] = shape;
  std::vector<float> result(steps * rows * units);
  for (std::size_t row = 0; row < rows; ++row) {
    std::vector<float> h(units), reset(units);
    for (std::size_t i = 0; i < steps; ++i) {
      const std::size_t at = stepAt(i, direction, steps) * rows + row;
      const auto now = x.subspan(at * inputs, inputs);
      for (std::size_t j = 0; j < units; ++j) reset[j] = logistic(weigh(now, h, gru.gates, units + j)) * h[j];
      std::vector<float> next(units);
      for (std::size_t j = 0; j < units; ++j) {
        const float update = logistic(weigh(now, h, gru.gates, j));
        next[j] = update * h[j] + (1.0F - update) * tangent(weigh(now, reset, gru.candidate, j));
      }
      h = next;
      std::copy(h.begin(), h.end(), result.begin() + static_cast<std::ptrdiff_t>(at * units));
    }
  }
  return result;
}

}  // namespace plain
}  // namespace agelens
