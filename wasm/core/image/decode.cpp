#include "core/image/decode.h"

#include <cstring>
#include <memory>
#include <string>

#include "core/image/container.h"
#include "core/image/orientation.h"

#define STB_IMAGE_IMPLEMENTATION
#define STB_IMAGE_STATIC
#define STBI_NO_STDIO
#define STBI_NO_HDR
#define STBI_NO_LINEAR
#define STBI_NO_PSD
#define STBI_NO_PIC
#define STBI_NO_PNM
#ifdef __wasm_simd128__
#define STBI__X64_TARGET  // Emscripten translates the intrinsics of SSE2; stb_image looks for x86 alone
#endif
#include <stb_image.h>

namespace agelens {
namespace {

Error tooLarge(const std::string& what, const std::string& limit) {
  return {"too-large", "The picture is too large (" + what + "; the limit is " + limit +
                           "). Save a smaller copy and add that instead."};
}

Error damaged(const std::string& reason) {
  return {"damaged", "The picture is damaged and cannot be decoded (" + reason +
                         "). Copy it again from where it came from, or save it again as JPEG or PNG."};
}

using Byte16 = std::uint8_t __attribute__((vector_size(16)));

// `stored` is (height, width, 4), its fourth channel without meaning.
Image dropFourth(const std::uint8_t* stored, int width, int height) {
  Image image(width, height);
  std::uint8_t* out = image.pixels.data();
  std::size_t left = image.pixels.size() / 3;
  // Four pixels at a time are stored as 16 bytes, of which the next overwrite the last four: hence not at the end.
  for (; left >= 6; left -= 4, stored += 16, out += 12) {
    Byte16 four;
    std::memcpy(&four, stored, sizeof four);
    four = __builtin_shufflevector(four, four, 0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 15, 15, 15, 15);
    std::memcpy(out, &four, sizeof four);
  }
  for (; left > 0; --left, stored += 4, out += 3) std::memcpy(out, stored, 3);
  return image;
}

// `stored` is (height, width, 4), its fourth channel the opacity.
Image compositeOverWhite(const std::uint8_t* stored, int width, int height) {
  Image image(width, height);
  std::uint8_t* out = image.pixels.data();
  const std::uint8_t* const end = out + image.pixels.size();
  for (; out != end; out += 3, stored += 4) {
    const int alpha = stored[3];
    for (int channel = 0; channel < 3; ++channel) {
      out[channel] = static_cast<std::uint8_t>((stored[channel] * alpha + 255 * (255 - alpha) + 127) / 255);
    }
  }
  return image;
}

}  // namespace

Result<std::size_t> checkFileSize(std::size_t bytes) {
  if (bytes <= maxFileBytes) return bytes;
  return tooLarge(std::to_string(bytes / 1'000'000) + " MB", std::to_string(maxFileBytes / 1'000'000) + " MB");
}

Result<ImageInfo> inspectImage(Bytes file) {
  const auto size = checkFileSize(file.size());
  if (!size.ok()) return size.error();
  const auto format = sniffFormat(file);
  if (!format.ok()) return format.error();
  const Container container = readContainer(file, format.value());
  if (!container.whole) {
    return Error{"truncated",
                 "The file is cut off: the end of the picture is missing. Copy it again from where it came from."};
  }
  if (container.jpegComponents == 4) {
    return Error{"cmyk",
                 "This JPEG is in print colours (CMYK), which Agelens cannot read yet. Save it as RGB and add that "
                 "instead."};
  }
  const std::uint64_t pixels = std::uint64_t{container.width} * container.height;
  if (pixels == 0) return damaged("its header gives no size");
  if (pixels > maxPixels) {
    return tooLarge(std::to_string(container.width) + " x " + std::to_string(container.height) + " pixels",
                    std::to_string(maxPixels / 1'000'000) + " million pixels");
  }
  auto width = static_cast<int>(container.width);
  auto height = static_cast<int>(container.height);
  const int orientation = readOrientation(container.exif);
  if (swapsSides(orientation)) std::swap(width, height);
  return ImageInfo{.format = format.value(), .width = width, .height = height, .orientation = orientation};
}

Result<Image> decodeImage(Bytes file) {
  const auto info = inspectImage(file);
  if (!info.ok()) return info.error();
  int width = 0;
  int height = 0;
  int channels = 0;
  // Four channels of whatever is stored: for them alone stb_image has fast colour conversion.
  const std::unique_ptr<std::uint8_t, void (*)(void*)> stored(
      stbi_load_from_memory(file.data(), static_cast<int>(file.size()), &width, &height, &channels, 4),
      &stbi_image_free);
  if (stored == nullptr) return damaged(stbi_failure_reason());
  const bool hasAlpha = channels % 2 == 0;
  Image image = hasAlpha ? compositeOverWhite(stored.get(), width, height) : dropFourth(stored.get(), width, height);
  return applyOrientation(std::move(image), info.value().orientation);
}

}  // namespace agelens
