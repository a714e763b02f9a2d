#include "core/image/format.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

namespace agelens {
namespace {

using namespace std::string_view_literals;

struct Signature {
  std::size_t offset;
  std::string_view text;
  const char* name;
};

constexpr std::array unreadable{
    Signature{0, "II*\0"sv, "TIFF"},
    Signature{0, "MM\0*"sv, "TIFF"},
    Signature{0, "\xff\x0a"sv, "JPEG XL"},
    Signature{4, "JXL \r\n\x87\n"sv, "JPEG XL"},
    Signature{4, "jP  \r\n\x87\n"sv, "JPEG 2000"},
    Signature{0, "8BPS"sv, "Photoshop"},
    Signature{0, "%PDF"sv, "PDF"},
};

// ISO/IEC 23008-12: a box of type "ftyp" lists the brands that the file conforms to, the major one first. The brands
// mif1 and msf1 say only that pictures are inside, of either coding.
std::optional<ImageFormat> isoFormat(Bytes file) {
  if (!hasText(file, 4, "ftyp"sv)) return std::nullopt;
  const std::size_t end = std::min<std::size_t>(readInteger(file, 0, 4, Endian::big), file.size());
  bool isPicture = false;
  for (std::size_t at = 8; at + 4 <= end; at += 4) {
    if (hasText(file, at, "avif"sv) || hasText(file, at, "avis"sv)) return ImageFormat::avif;
    for (const auto brand : {"heic"sv, "heix"sv, "heim"sv, "heis"sv, "hevc"sv, "hevx"sv, "mif1"sv, "msf1"sv}) {
      isPicture = isPicture || hasText(file, at, brand);
    }
  }
  return isPicture ? std::optional(ImageFormat::heic) : std::nullopt;
}

// TGA has no signature at its start, so every field of its header with few legal values is checked.
bool looksLikeTga(Bytes file) {
  if (file.size() < 18) return false;
  const int mapType = file[1];
  const int imageType = file[2];
  const int depth = file[16];
  const bool mapped = imageType == 1 || imageType == 9;
  const bool direct = imageType == 2 || imageType == 3 || imageType == 10 || imageType == 11;
  const bool legalDepth = depth == 8 || depth == 15 || depth == 16 || depth == 24 || depth == 32;
  return ((mapped && mapType == 1) || (direct && mapType <= 1)) && legalDepth && (file[17] & 0xc0U) == 0 &&
         readInteger(file, 12, 2, Endian::little) > 0 && readInteger(file, 14, 2, Endian::little) > 0;
}

}  // namespace

std::string_view formatName(ImageFormat format) {
  constexpr std::array names{"jpeg"sv, "png"sv, "bmp"sv, "gif"sv, "tga"sv, "webp"sv, "avif"sv, "heic"sv};
  return names.at(static_cast<std::size_t>(format));
}

Result<ImageFormat> sniffFormat(Bytes file) {
  if (file.empty()) {
    return Error{"empty-file", "The file is empty (0 bytes). Copy it again from where it came from."};
  }
  if (hasText(file, 0, "\xff\xd8\xff"sv)) return ImageFormat::jpeg;
  if (hasText(file, 0, "\x89PNG\r\n\x1a\n"sv)) return ImageFormat::png;
  if (hasText(file, 0, "GIF87a"sv) || hasText(file, 0, "GIF89a"sv)) return ImageFormat::gif;
  if (hasText(file, 0, "BM"sv) && readInteger(file, 6, 4, Endian::little) == 0) return ImageFormat::bmp;
  if (hasText(file, 0, "RIFF"sv) && hasText(file, 8, "WEBP"sv)) return ImageFormat::webp;
  if (const auto format = isoFormat(file)) return *format;
  for (const Signature& signature : unreadable) {
    if (hasText(file, signature.offset, signature.text)) {
      return Error{"unsupported-format", std::string("This is a ") + signature.name +
                                             " file, which Agelens cannot read yet. Save it as JPEG or PNG and add "
                                             "that instead."};
    }
  }
  if (looksLikeTga(file)) return ImageFormat::tga;
  return Error{
      "unknown-format",
      "This is not a picture: its content is not JPEG, PNG, WebP, AVIF, HEIC, BMP, GIF or TGA, whatever its name says. "
      "Remove it, or save the picture again as JPEG or PNG."};
}

}  // namespace agelens
