// The owning row-major float matrix that every part shares.
#pragma once

#include <cassert>
#include <cstddef>
#include <span>
#include <vector>

namespace agelens {

struct Matrix {
  std::size_t rows = 0;
  std::size_t columns = 0;
  std::vector<float> values;  // rows x columns

  Matrix() = default;
  Matrix(std::size_t rowCount, std::size_t columnCount)
      : rows(rowCount), columns(columnCount), values(rowCount * columnCount) {}

  std::span<float> row(std::size_t index) {
    assert(index < rows);
    return std::span(values).subspan(index * columns, columns);
  }
  std::span<const float> row(std::size_t index) const {
    assert(index < rows);
    return std::span(values).subspan(index * columns, columns);
  }
};

}  // namespace agelens
