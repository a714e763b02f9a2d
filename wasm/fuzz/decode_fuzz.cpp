// Any bytes are a picture of the size that its header gave, or an error in words.
#include "core/image/decode.h"
#include "fuzz/require.h"

namespace {

using namespace agelens;
using fuzz::require;

// Large pictures take their time, which is better spent on many small ones.
constexpr int maxDecodedPixels = 100'000;

void decode(Bytes file) {
  const auto info = inspectImage(file);
  if (!info.ok()) {
    fuzz::requireWords(info.error());
    require(!decodeImage(file).ok(), "what inspectImage refuses is not decoded");
    return;
  }
  const auto [format, width, height, orientation] = info.value();
  require(width > 0 && height > 0, "a picture has pixels");
  require(static_cast<std::uint64_t>(width) * static_cast<std::uint64_t>(height) <= maxPixels, "the limit on pixels");
  require(orientation >= 1 && orientation <= 8, "an orientation is 1 to 8");
  if (width > maxDecodedPixels / height) return;

  const auto image = decodeImage(file);
  if (!image.ok()) {
    fuzz::requireWords(image.error());
    return;
  }
  require(image.value().width == width && image.value().height == height, "a picture is as large as its header says");
  require(image.value().pixels.size() ==
              std::size_t{3} * static_cast<std::size_t>(width) * static_cast<std::size_t>(height),
          "a picture has three bytes a pixel");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  decode({data, size});
  return 0;
}
