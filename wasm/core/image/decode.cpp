#include "core/image/decode.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>

#include "core/image/composite.h"
#include "core/image/container.h"
#include "core/image/orientation.h"

// A damaged JPEG may use tables, and show blocks, that it never brought: they must not be what lay in memory before.
#define STBI_MALLOC(size) std::calloc(1, size)
#define STBI_REALLOC(block, size) std::realloc(block, size)
#define STBI_FREE(block) std::free(block)
#define STB_IMAGE_IMPLEMENTATION
#define STB_IMAGE_STATIC
#define STBI_NO_STDIO
#define STBI_NO_HDR
#define STBI_NO_LINEAR
#define STBI_NO_PSD
#define STBI_NO_PIC
#define STBI_NO_PNM
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

Error undecoded(const std::string& reason) {
  if (reason != "outofmem") return damaged(reason);
  return {"out-of-memory",
          "The picture needs more memory to decode than a page can have. Save a smaller copy, or one with 8 bits a "
          "channel, and add that instead."};
}

Error foreign(ImageFormat format) {
  const char* names[] = {"WebP", "AVIF", "HEIC"};
  const std::string name = names[static_cast<int>(format) - static_cast<int>(ImageFormat::webp)];
  return {"foreign-format", "This is a " + name +
                                " file, which only a browser can decode. Save it as JPEG or PNG and add that instead, "
                                "or use the page."};
}

// stb_image has fast colour conversion for four channels alone, so that is what it is asked for, whatever is stored;
// of a JPEG of more pixels than this it is asked for three, to spare the memory.
constexpr std::int64_t largeJpeg = 16'000'000;

using Byte16 = std::uint8_t __attribute__((vector_size(16)));

// From (pixels, 4), its fourth channel without meaning, to (pixels, 3).
void dropFourth(const std::uint8_t* stored, std::span<std::uint8_t> colours) {
  std::uint8_t* out = colours.data();
  std::size_t left = colours.size() / 3;
  // Four pixels at a time are stored as 16 bytes, of which the next overwrite the last four: hence not at the end.
  for (; left >= 6; left -= 4, stored += 16, out += 12) {
    Byte16 four;
    std::memcpy(&four, stored, sizeof four);
    four = __builtin_shufflevector(four, four, 0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 15, 15, 15, 15);
    std::memcpy(out, &four, sizeof four);
  }
  for (; left > 0; --left, stored += 4, out += 3) std::memcpy(out, stored, 3);
}

}  // namespace

Result<std::size_t> checkFileSize(std::size_t bytes) {
  if (bytes <= maxFileBytes) return bytes;
  return tooLarge(std::to_string(bytes / 1'000'000) + " MB", std::to_string(maxFileBytes / 1'000'000) + " MB");
}

Result<std::uint64_t> checkPictureSize(std::uint64_t width, std::uint64_t height) {
  const std::uint64_t pixels = width * height;
  if (pixels == 0) return damaged("its header gives no size");
  if (pixels <= maxPixels) return pixels;
  return tooLarge(std::to_string(width) + " x " + std::to_string(height) + " pixels",
                  std::to_string(maxPixels / 1'000'000) + " million pixels");
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
  if (container.flaw != nullptr) return damaged(container.flaw);
  // Adobe stores ink inverted and says so; what others mean is anybody's guess.
  if (container.jpegComponents == 4 && container.adobeTransform != 0 && container.adobeTransform != 2) {
    return Error{"cmyk",
                 "This JPEG is in print colours (CMYK) and does not say how they are meant. Save it as RGB and add "
                 "that instead."};
  }
  const auto pixels = checkPictureSize(container.width, container.height);
  if (!pixels.ok()) return pixels.error();
  auto width = static_cast<int>(container.width);
  auto height = static_cast<int>(container.height);
  const int orientation = readOrientation(container.exif);
  if (swapsSides(orientation)) std::swap(width, height);
  return ImageInfo{.format = format.value(), .width = width, .height = height, .orientation = orientation};
}

Result<Image> decodeImage(Bytes file) {
  const auto info = inspectImage(file);
  if (!info.ok()) return info.error();
  const ImageFormat format = info.value().format;
  if (isForeign(format)) return foreign(format);
  const bool isLargeJpeg =
      format == ImageFormat::jpeg && std::int64_t{info.value().width} * info.value().height > largeJpeg;
  const int wanted = isLargeJpeg ? 3 : 4;
  int width = 0;
  int height = 0;
  int channels = 0;
  std::unique_ptr<std::uint8_t, void (*)(void*)> stored(
      stbi_load_from_memory(file.data(), static_cast<int>(file.size()), &width, &height, &channels, wanted),
      &stbi_image_free);
  if (stored == nullptr) return undecoded(stbi_failure_reason());
  Image image(width, height);
  if (wanted == 3) {
    std::memcpy(image.pixels.data(), stored.get(), image.pixels.size());
  } else if (channels % 2 == 0) {
    compositeOverWhite(Bytes(stored.get(), image.pixels.size() / 3 * 4), image.pixels);
  } else {
    dropFourth(stored.get(), image.pixels);
  }
  stored.reset();  // turning needs the memory
  return applyOrientation(std::move(image), info.value().orientation);
}

Result<UnturnedFile> splitExif(Bytes file) {
  const auto info = inspectImage(file);
  if (!info.ok()) return info.error();
  UnturnedFile unturned{
      .format = info.value().format, .orientation = info.value().orientation, .file = {file.begin(), file.end()}};
  const Bytes exif = readContainer(file, info.value().format).exif;
  if (!exif.empty()) std::fill_n(unturned.file.begin() + (exif.data() - file.data()), exif.size(), std::uint8_t{0});
  return unturned;
}

}  // namespace agelens
