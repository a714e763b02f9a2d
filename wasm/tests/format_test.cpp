#include "core/image/format.h"

#include <gtest/gtest.h>

#include <string>

namespace agelens {
namespace {

using namespace std::string_view_literals;

// The format's name, or the error's code.
std::string sniff(std::string_view content) {
  const std::vector<std::uint8_t> file(content.begin(), content.end());
  const auto format = sniffFormat(file);
  return format.ok() ? std::string(formatName(format.value())) : format.error().code;
}

TEST(Format, IsFoundByContent) {
  EXPECT_EQ(sniff("\xff\xd8\xff\xe0"sv), "jpeg");
  EXPECT_EQ(sniff("\x89PNG\r\n\x1a\n"sv), "png");
  EXPECT_EQ(sniff("GIF89a"sv), "gif");
  EXPECT_EQ(sniff("BM\x46\0\0\0\0\0\0\0"sv), "bmp");
  EXPECT_EQ(sniff("\0\0\x02\0\0\0\0\0\0\0\0\0\x01\0\x01\0\x18\0"sv), "tga");
}

TEST(Format, ForeignKindsAreFoundByContentToo) {
  EXPECT_EQ(sniff("RIFF\x10\0\0\0WEBPVP8 "sv), "webp");
  EXPECT_EQ(sniff("\0\0\0\x1c"
                  "ftypavif"sv),
            "avif");
  EXPECT_EQ(sniff("\0\0\0\x18"
                  "ftypheic"sv),
            "heic");
  // The major brand says only that it is a picture; the others, which coding.
  EXPECT_EQ(sniff("\0\0\0\x18"
                  "ftypmif1\0\0\0\0mif1avif"sv),
            "avif");
  EXPECT_EQ(sniff("\0\0\0\x18"
                  "ftypmif1\0\0\0\0mif1heic"sv),
            "heic");
  EXPECT_EQ(sniff("\0\0\0\x18"
                  "ftypisom\0\0\0\0isommp42"sv),
            "unknown-format");
  EXPECT_TRUE(isForeign(ImageFormat::heic));
  EXPECT_FALSE(isForeign(ImageFormat::tga));
}

TEST(Format, KnownKindsThatAreNotReadAreNamed) {
  const auto messageOf = [](std::string_view content) {
    return sniffFormat(std::vector<std::uint8_t>(content.begin(), content.end())).error().message;
  };
  EXPECT_NE(messageOf("II*\0"sv).find("TIFF"), std::string::npos);
  EXPECT_NE(messageOf("%PDF-1.7"sv).find("PDF"), std::string::npos);
  EXPECT_NE(messageOf("\0\0\0\x0cJXL \r\n\x87\n"sv).find("JPEG XL"), std::string::npos);
  EXPECT_EQ(sniff("8BPS\0\1"sv), "unsupported-format");
}

TEST(Format, AnythingElseIsNotAPicture) {
  EXPECT_EQ(sniff(""sv), "empty-file");
  EXPECT_EQ(sniff("Dear diary, this is text in a file named me.jpg."sv), "unknown-format");
  EXPECT_EQ(sniff("\xff\xd8"sv), "unknown-format");
  EXPECT_EQ(sniff("BMW is a maker of cars"sv), "unknown-format");
  EXPECT_EQ(sniff("RIFF\x10\0\0\0WAVEfmt "sv), "unknown-format");
}

}  // namespace
}  // namespace agelens
