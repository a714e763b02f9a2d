// Any bytes, as an Exif block, are one of the eight orientations.
#include "core/image/orientation.h"
#include "fuzz/require.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const int orientation = agelens::readOrientation({data, size});
  agelens::fuzz::require(orientation >= 1 && orientation <= 8, "an orientation is 1 to 8");
  return 0;
}
