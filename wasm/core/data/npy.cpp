#include "core/data/npy.h"

#include <algorithm>
#include <cassert>
#include <charconv>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace agelens {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view magic = "\x93NUMPY\x01\x00"sv;
constexpr std::size_t prefixSize = magic.size() + 2;  // and the header's length, little-endian
constexpr std::size_t alignment = 64;

Error malformed() {
  return {"npy-malformed", "This is not a NumPy array file: its header cannot be understood. Save it with numpy.save."};
}

template <typename T>
constexpr std::string_view typeName() {
  if constexpr (std::is_same_v<T, float>) return "<f4";
  if constexpr (std::is_same_v<T, std::int32_t>) return "<i4";
  if constexpr (std::is_same_v<T, std::uint8_t>) return "|u1";
}

// What follows `'key':` in the header's dictionary, without leading spaces.
std::optional<std::string_view> findField(std::string_view header, std::string_view key) {
  const std::size_t at = header.find(key);
  if (at == std::string_view::npos) return std::nullopt;
  std::string_view rest = header.substr(at + key.size());
  rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
  return rest;
}

// "(2, 3)", "(5,)" or "()". Fails when a number is not one, or there are more than `maxValues` values.
std::optional<std::vector<std::size_t>> parseShape(std::string_view text, std::size_t maxValues) {
  const std::size_t close = text.find(')');
  if (text.empty() || text.front() != '(' || close == std::string_view::npos) return std::nullopt;
  text = text.substr(1, close - 1);
  std::vector<std::size_t> shape;
  while (true) {
    text.remove_prefix(std::min(text.find_first_not_of(", "), text.size()));
    if (text.empty()) break;
    std::size_t size = 0;
    const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), size);
    if (status != std::errc()) return std::nullopt;
    shape.push_back(size);
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  }
  // A single 0 leaves no values, however large the sizes before it are.
  if (std::find(shape.begin(), shape.end(), 0U) != shape.end()) return shape;
  std::size_t values = 1;
  for (const std::size_t size : shape) {
    if (values > maxValues / size) return std::nullopt;
    values *= size;
  }
  return shape;
}

std::size_t countValues(const std::vector<std::size_t>& shape) {
  std::size_t count = 1;
  for (const std::size_t size : shape) count *= size;
  return count;
}

// Column-major to row-major.
template <typename T>
std::vector<T> transposeAll(const std::vector<T>& values, const std::vector<std::size_t>& shape) {
  std::vector<T> result(values.size());
  std::vector<std::size_t> index(shape.size());
  for (T& value : result) {
    std::size_t place = 0;
    for (std::size_t axis = shape.size(); axis-- > 0;) place = place * shape[axis] + index[axis];
    value = values[place];
    for (std::size_t axis = shape.size(); axis-- > 0;) {
      if (++index[axis] < shape[axis]) break;
      index[axis] = 0;
    }
  }
  return result;
}

// Whether a value of the file has a place among T: floats are rounded, integers must fit.
template <typename T, typename Stored>
bool fits(Stored value) {
  if constexpr (std::is_integral_v<T> && !std::is_same_v<T, Stored>) return std::in_range<T>(value);
  return true;
}

// Values that lie in the file as Stored, as T.
template <typename T, typename Stored = T>
Result<NpyArray> readValues(std::span<const std::uint8_t> bytes, std::vector<std::size_t> shape, bool columnMajor) {
  const std::size_t count = countValues(shape);
  if (bytes.size() / sizeof(Stored) < count) {
    return Error{"truncated", "The NumPy array file is cut off. Copy it again from where it came from."};
  }
  std::vector<T> values(count);
  for (std::size_t i = 0; i < count; ++i) {
    Stored stored;
    std::memcpy(&stored, bytes.data() + i * sizeof(Stored), sizeof(Stored));
    if (!fits<T>(stored)) {
      return Error{"npy-unsupported",
                   "This NumPy array holds integers of more than 32 bits. Convert it with astype before saving it."};
    }
    values[i] = static_cast<T>(stored);
  }
  if (columnMajor) values = transposeAll(values, shape);
  return NpyArray{.data = std::move(values), .shape = std::move(shape)};
}

}  // namespace

std::vector<std::uint8_t> writeNpy(const NpyArray& array) {
  return std::visit(
      [&array](const auto& values) {
        using T = typename std::decay_t<decltype(values)>::value_type;
        assert(values.size() == countValues(array.shape));
        std::string header = "{'descr': '" + std::string(typeName<T>()) + "', 'fortran_order': False, 'shape': (";
        for (const std::size_t size : array.shape) header += std::to_string(size) + ", ";
        // As NumPy writes it: no space before the bracket, and a comma left only where there is one size.
        if (!array.shape.empty()) header.erase(header.size() - (array.shape.size() == 1 ? 1 : 2));
        header += "), }";
        const std::size_t unpadded = prefixSize + header.size() + 1;
        header.append((alignment - unpadded % alignment) % alignment, ' ');
        header += '\n';
        std::vector<std::uint8_t> file(magic.begin(), magic.end());
        file.push_back(static_cast<std::uint8_t>(header.size() & 0xffU));
        file.push_back(static_cast<std::uint8_t>(header.size() >> 8U));
        file.insert(file.end(), header.begin(), header.end());
        const std::size_t start = file.size();
        file.resize(start + values.size() * sizeof(T));
        if (!values.empty()) std::memcpy(file.data() + start, values.data(), values.size() * sizeof(T));
        return file;
      },
      array.data);
}

Result<NpyArray> readNpy(std::span<const std::uint8_t> file) {
  const std::string_view text(reinterpret_cast<const char*>(file.data()), file.size());
  if (text.size() < prefixSize || text.substr(0, 6) != magic.substr(0, 6)) return malformed();
  if (text.substr(6, 2) != magic.substr(6)) {
    return Error{"npy-unsupported", "This NumPy array file is not of format version 1.0. Save it with numpy.save."};
  }
  const std::size_t headerSize = std::size_t{file[8]} | (std::size_t{file[9]} << 8U);
  if (headerSize > text.size() - prefixSize) return malformed();
  const std::string_view header = text.substr(prefixSize, headerSize);
  const std::span<const std::uint8_t> bytes = file.subspan(prefixSize + headerSize);
  const auto type = findField(header, "'descr':");
  const auto order = findField(header, "'fortran_order':");
  const auto shapeText = findField(header, "'shape':");
  if (!type || !order || !shapeText) return malformed();
  // No value is smaller than a byte, and the bound keeps a hostile shape from overflowing or allocating.
  auto shape = parseShape(*shapeText, std::max<std::size_t>(bytes.size(), 1));
  if (!shape) {
    return parseShape(*shapeText, SIZE_MAX / sizeof(float))
               ? Result<NpyArray>(
                     Error{"truncated", "The NumPy array file is cut off. Copy it again from where it came from."})
               : malformed();
  }
  const bool columnMajor = order->substr(0, 4) == "True";
  const std::string_view quoted = type->substr(0, 5);
  if (quoted == "'<f4'") return readValues<float>(bytes, std::move(*shape), columnMajor);
  if (quoted == "'<i4'") return readValues<std::int32_t>(bytes, std::move(*shape), columnMajor);
  if (quoted == "'|u1'") return readValues<std::uint8_t>(bytes, std::move(*shape), columnMajor);
  if (quoted == "'<f8'") return readValues<float, double>(bytes, std::move(*shape), columnMajor);
  if (quoted == "'<i8'") return readValues<std::int32_t, std::int64_t>(bytes, std::move(*shape), columnMajor);
  return Error{"npy-unsupported",
               "This NumPy array is not of type float32, float64, int32, int64 or uint8. Convert it with astype before "
               "saving it."};
}

}  // namespace agelens
