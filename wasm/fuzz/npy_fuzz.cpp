// Any bytes are an array that is written and read back the same, or an error in words.
#include "core/data/npy.h"
#include "fuzz/require.h"

namespace {

using namespace agelens;
using fuzz::require;

std::size_t countValues(const NpyArray& array) {
  return std::visit([](const auto& values) { return values.size(); }, array.data);
}

void read(std::span<const std::uint8_t> file) {
  const auto array = readNpy(file);
  if (!array.ok()) {
    fuzz::requireWords(array.error());
    return;
  }
  std::size_t expected = 1;
  for (const std::size_t size : array.value().shape) expected *= size;
  require(countValues(array.value()) == expected, "as many values as the shape says");

  const auto written = writeNpy(array.value());
  const auto again = readNpy(written);
  require(again.ok(), "what is written can be read");
  require(again.value().shape == array.value().shape, "the shape survives writing");
  require(again.value().data.index() == array.value().data.index(), "the type survives writing");
  // As bytes: a value that is not a number does not equal itself.
  require(writeNpy(again.value()) == written, "the values survive writing");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  read({data, size});
  return 0;
}
