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

TEST(Format, KnownKindsThatAreNotReadAreNamed) {
  const auto messageOf = [](std::string_view content) {
    return sniffFormat(std::vector<std::uint8_t>(content.begin(), content.end())).error().message;
  };
  EXPECT_NE(messageOf("RIFF\x10\0\0\0WEBPVP8 "sv).find("WebP"), std::string::npos);
  EXPECT_NE(messageOf("\0\0\0\x1c"
                      "ftypavif"sv)
                .find("AVIF"),
            std::string::npos);
  EXPECT_NE(messageOf("\0\0\0\x18"
                      "ftypheic"sv)
                .find("HEIC"),
            std::string::npos);
  EXPECT_NE(messageOf("II*\0"sv).find("TIFF"), std::string::npos);
  EXPECT_EQ(sniff("RIFF\x10\0\0\0WEBPVP8 "sv), "unsupported-format");
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
