#include "core/image/orientation.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

namespace agelens {
namespace {

using namespace std::string_view_literals;

int readFrom(std::string_view text) {
  const std::vector<std::uint8_t> exif(text.begin(), text.end());
  return readOrientation(exif);
}

// One letter a pixel, rows separated by '/'.
Image parsePicture(const std::string& text) {
  Image image(static_cast<int>(text.find('/')), 1);
  image.pixels.clear();
  image.height = 1;
  for (const char letter : text) {
    if (letter == '/') {
      ++image.height;
    } else {
      image.pixels.insert(image.pixels.end(), 3, static_cast<std::uint8_t>(letter));
    }
  }
  return image;
}

std::string printPicture(const Image& image) {
  std::string text;
  for (int y = 0; y < image.height; ++y) {
    if (y > 0) text += '/';
    for (int x = 0; x < image.width; ++x) text += static_cast<char>(image.pixels.at(image.offset(x, y)));
  }
  return text;
}

// How a camera stores the upright picture "abc/def" under each orientation (Exif 2.32, table 6).
TEST(Orientation, TurnsAllEightUpright) {
  const std::map<int, std::string> stored{{1, "abc/def"},  {2, "cba/fed"},  {3, "fed/cba"},  {4, "def/abc"},
                                          {5, "ad/be/cf"}, {6, "cf/be/ad"}, {7, "fc/eb/da"}, {8, "da/eb/fc"}};
  for (const auto& [orientation, picture] : stored) {
    EXPECT_EQ(printPicture(applyOrientation(parsePicture(picture), orientation)), "abc/def") << orientation;
  }
}

TEST(Orientation, IsReadInBothByteOrders) {
  EXPECT_EQ(readFrom("II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0"sv), 6);
  EXPECT_EQ(readFrom("MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0"sv), 6);
}

TEST(Orientation, IsFoundBehindOtherTags) {
  EXPECT_EQ(readFrom("MM\0*\0\0\0\x08\0\x02\x01\x0f\0\x02\0\0\0\x01\0\0\0\0\x01\x12\0\x03\0\0\0\x01\0\x03\0\0"sv), 3);
}

TEST(Orientation, WhatIsMalformedCountsAsUpright) {
  EXPECT_EQ(readFrom(""sv), 1);
  EXPECT_EQ(readFrom("II*\0"sv), 1);
  EXPECT_EQ(readFrom("nonsense"sv), 1);
  EXPECT_EQ(readFrom("II*\0\xff\xff\xff\xff"sv), 1);                                    // directory past the end
  EXPECT_EQ(readFrom("II*\0\x08\0\0\0\xff\xff\x12\x01\x03\0"sv), 1);                    // entry cut off
  EXPECT_EQ(readFrom("II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x09\0\0\0"sv), 1);  // no such orientation
  EXPECT_EQ(readFrom("II*\0\x08\0\0\0\x01\0\x12\x01\x02\0\x01\0\0\0\x06\0\0\0"sv), 1);  // a text, not a number
}

}  // namespace
}  // namespace agelens
