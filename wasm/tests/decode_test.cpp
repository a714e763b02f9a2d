#include "core/image/decode.h"

#include <gtest/gtest.h>

#include <string>

#include "core/image/composite.h"
#include "core/image/prepare.h"
#include "core/image/resize.h"

namespace agelens {
namespace {

using File = std::vector<std::uint8_t>;
using namespace std::string_view_literals;

File toFile(std::string_view content) { return {content.begin(), content.end()}; }

// 2 x 1 pixels: red (255, 0, 0), then (10, 20, 30).
const File bmp = toFile(
    "BM\x3e\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\x02\0\0\0\x01\0\0\0\x01\0\x18\0\0\0\0\0\x08\0\0\0\0\0\0\0\0\0\0\0"
    "\0\0\0\0\0\0\0\0\0\0\xff\x1e\x14\x0a\0\0"sv);
const File tga = toFile("\0\0\x02\0\0\0\0\0\0\0\0\0\x02\0\x01\0\x18\x20\0\0\xff\x1e\x14\x0a"sv);
const File tgaRuns = toFile("\0\0\x0a\0\0\0\0\0\0\0\0\0\x02\0\x01\0\x18\x20\x00\0\0\xff\x80\x1e\x14\x0a"sv);
const File pixels{255, 0, 0, 10, 20, 30};
// 1 x 1 pixel, colours (0, 0, 0) and (255, 255, 255), showing the second.
const File gif = toFile("GIF87a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\x01\0\x01\0\0\x02\x02L\x01\0;"sv);

std::string codeOf(const File& file) {
  const auto image = decodeImage(file);
  return image.ok() ? "" : image.error().code;
}

TEST(Decode, ReadsBitmapsAndTargas) {
  for (const File& file : {bmp, tga, tgaRuns}) {
    const auto image = decodeImage(file);
    ASSERT_TRUE(image.ok()) << image.error().message;
    EXPECT_EQ(image.value().width, 2);
    EXPECT_EQ(image.value().height, 1);
    EXPECT_EQ(image.value().pixels, pixels);
  }
}

TEST(Decode, ReadsGif) {
  const auto image = decodeImage(gif);
  ASSERT_TRUE(image.ok()) << image.error().message;
  EXPECT_EQ(image.value().pixels, (File{255, 255, 255}));
}

TEST(Decode, TransparencyShowsWhite) {
  File file = tga;
  file[16] = 32;
  file.resize(18);
  for (const int value : {0, 0, 255, 255, 0, 0, 0, 51}) file.push_back(static_cast<std::uint8_t>(value));
  const auto image = decodeImage(file);
  ASSERT_TRUE(image.ok()) << image.error().message;
  EXPECT_EQ(image.value().pixels, (File{255, 0, 0, 204, 204, 204}));
}

TEST(Decode, EveryTruncationIsFound) {
  for (const File& whole : {bmp, tga, tgaRuns, gif}) {
    const std::size_t needed = whole == bmp ? whole.size() : whole.size() - 1;
    for (std::size_t length = 0; length <= needed; ++length) {
      if (length == whole.size()) continue;
      const File file(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(length));
      EXPECT_FALSE(decodeImage(file).ok()) << length << " of " << whole.size();
    }
  }
}

TEST(Decode, LargePicturesAreRefusedFromTheHeader) {
  File file = gif;
  file[6] = file[7] = file[8] = file[9] = 0xff;  // 65535 x 65535
  EXPECT_EQ(codeOf(file), "too-large");
}

TEST(Decode, LargeFilesAreRefused) {
  EXPECT_TRUE(checkFileSize(100'000'000).ok());
  EXPECT_EQ(checkFileSize(100'000'001).error().code, "too-large");
}

TEST(Decode, PrintColoursThatNothingExplainsAreRefused) {
  const File jpeg =
      toFile("\xff\xd8\xff\xc0\0\x14\x08\0\x01\0\x01\x04\x01\x11\0\x02\x11\0\x03\x11\0\x04\x11\0\xff\xd9"sv);
  EXPECT_EQ(codeOf(jpeg), "cmyk");
}

// Containers with nothing to decode in them: the pixels are the browser's affair.
const File webpLossy = toFile("RIFF\x16\0\0\0WEBPVP8 \x0a\0\0\0\x30\1\0\x9d\x01\x2a\x40\x41\x20\x40"sv);
const File webpLossless = toFile("RIFF\x12\0\0\0WEBPVP8L\x05\0\0\0\x2f\x3f\xc1\x07\0\0"sv);
const File webpExtended = toFile(
    "RIFF\x38\0\0\0WEBPVP8X\x0a\0\0\0\x08\0\0\0\x3f\x01\0\x1f\0\0"
    "EXIF\x1a\0\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0"sv);
// A thumbnail of 16 x 16 and a picture of 320 x 32.
const File heic = toFile(
    "\0\0\0\x10"
    "ftypheic\0\0\0\0"
    "\0\0\0\x44meta\0\0\0\0\0\0\0\x38iprp\0\0\0\x30ipco"
    "\0\0\0\x14ispe\0\0\0\0\0\0\0\x10\0\0\0\x10\0\0\0\x14ispe\0\0\0\0\0\0\x01\x40\0\0\0\x20"
    "\0\0\0\x0cmdat\1\2\3\4"sv);

TEST(Decode, TheSizeOfForeignPicturesIsReadFromTheirHeaders) {
  for (const File& file : {webpLossy, webpLossless, heic}) {
    const auto info = inspectImage(file);
    ASSERT_TRUE(info.ok()) << info.error().message;
    EXPECT_EQ(info.value().width, 320);
    EXPECT_EQ(info.value().height, 32);
    EXPECT_EQ(codeOf(file), "foreign-format");
  }
  const auto turned = inspectImage(webpExtended);
  ASSERT_TRUE(turned.ok()) << turned.error().message;
  EXPECT_EQ(turned.value().width, 32);
  EXPECT_EQ(turned.value().height, 320);
}

TEST(Decode, LargeForeignPicturesAreRefusedFromTheHeader) {
  File webp = webpExtended;
  webp[26] = webp[29] = 1;  // 65,856 x 65,568
  EXPECT_EQ(codeOf(webp), "too-large");
  File large = heic;
  const std::size_t lastSize = large.size() - 12 - 8;
  large[lastSize + 1] = large[lastSize + 5] = 1;
  EXPECT_EQ(codeOf(large), "too-large");
}

TEST(Decode, EveryTruncationOfForeignPicturesIsFound) {
  for (const File& whole : {webpLossy, webpLossless, webpExtended, heic}) {
    for (std::size_t length = 0; length < whole.size(); ++length) {
      const File file(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(length));
      EXPECT_FALSE(inspectImage(file).ok()) << length << " of " << whole.size();
    }
  }
}

TEST(Decode, WhatCamerasAppendToHeicDoesNoHarm) {
  File file = heic;
  for (const char letter : "\0\0\xff\xffSEFT appendix"sv) file.push_back(static_cast<std::uint8_t>(letter));
  EXPECT_TRUE(inspectImage(file).ok());
}

TEST(Decode, ExifIsTakenOutOfAFile) {
  const auto split = splitExif(webpExtended);
  ASSERT_TRUE(split.ok()) << split.error().message;
  EXPECT_EQ(split.value().orientation, 6);
  File expected = webpExtended;
  std::fill(expected.end() - 26, expected.end(), std::uint8_t{0});
  EXPECT_EQ(split.value().file, expected);
  EXPECT_EQ(splitExif(heic).value().file, heic);
}

// A grey JPEG of one pixel, from its tables on; whatever these are, they and what follows lie within the file.
File jpegWith(const File& tables, int scans) {
  File file = toFile("\xff\xd8\xff\xc2\0\x0b\x08\0\x01\0\x01\x01\x01\x11\0"sv);
  file.insert(file.end(), {0xff, 0xc4, 0, static_cast<std::uint8_t>(tables.size() + 2)});
  file.insert(file.end(), tables.begin(), tables.end());
  const File scan = toFile("\xff\xda\0\x08\x01\x01\0\0\0\0\0"sv);
  for (int i = 0; i < scans; ++i) file.insert(file.end(), scan.begin(), scan.end());
  const File end = toFile("\xff\xd9"sv);
  file.insert(file.end(), end.begin(), end.end());
  return file;
}

TEST(Decode, HuffmanTablesThatCannotBeAreRefused) {
  File tables(18);
  tables[1] = 1;  // one code, of one bit, for 0
  EXPECT_EQ(codeOf(jpegWith(tables, 1)), "");
  File crowded(17, 0xff);  // 16 times 255 codes, of which stb_image keeps 256
  EXPECT_EQ(codeOf(jpegWith(crowded, 1)), "damaged");
  File lacking = tables;  // two codes, and a value for one
  lacking[1] = 2;
  EXPECT_EQ(codeOf(jpegWith(lacking, 1)), "damaged");
}

TEST(Decode, CoefficientsBeyondAllRangeDoNoHarm) {
  // Two grey blocks, each 32767 above the one before, in steps of 65535.
  File file = toFile("\xff\xd8\xff\xdb\0\x83\x10"sv);
  file.insert(file.end(), 128, 0xff);
  const File rest = toFile(
      "\xff\xc0\0\x0b\x08\0\x08\0\x10\x01\x01\x11\0"
      "\xff\xc4\0\x14\0\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x0f"
      "\xff\xc4\0\x14\x10\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
      "\xff\xda\0\x08\x01\x01\0\0\x3f\0\x7f\xff\0\x3f\xff\0\x80\xff\xd9"sv);
  file.insert(file.end(), rest.begin(), rest.end());
  EXPECT_EQ(codeOf(file), "");
}

TEST(Decode, HundredsOfScansAreRefused) {
  File tables(18);
  tables[1] = 1;
  EXPECT_EQ(inspectImage(jpegWith(tables, 100)).ok(), true);
  EXPECT_EQ(inspectImage(jpegWith(tables, 101)).error().code, "damaged");
}

TEST(Decode, APngWhoseSizeDoesNotComeFirstIsRefused) {
  // Apple's CgBI, then 20000 x 20000 pixels, where the size is looked for only behind the signature.
  const File png = toFile(
      "\x89PNG\r\n\x1a\n\0\0\0\x08"
      "CgBI\0\0\0\x01\0\0\0\x01\0\0\0\0\0\0\0\x0d"
      "IHDR\0\0\x4e\x20\0\0\x4e\x20\x08\x02\0\0\0\0\0\0\0\0\0\0\0IEND\0\0\0\0"sv);
  EXPECT_EQ(inspectImage(png).error().code, "damaged");
}

TEST(Decode, SurvivesEveryDamagedByte) {
  for (const File& whole : {bmp, tga, tgaRuns, gif, webpLossy, webpLossless, webpExtended, heic}) {
    for (std::size_t at = 0; at < whole.size(); ++at) {
      for (const int value : {0, 1, 0x7f, 0x80, 0xff}) {
        File file = whole;
        file[at] = static_cast<std::uint8_t>(value);
        if (const auto info = inspectImage(file); !info.ok() || info.value().width * info.value().height > 1'000'000) {
          continue;  // decoding a large picture from nothing takes long
        }
        (void)decodeImage(file);
      }
    }
  }
}

TEST(Composite, ShowsWhiteThrough) {
  File shown(6);
  compositeOverWhite(File{0, 100, 255, 51, 9, 8, 7, 255}, shown);
  EXPECT_EQ(shown, (File{204, 224, 255, 9, 8, 7}));
}

TEST(Prepare, RowsAreThePhotographAndItsCopies) {
  const CopiesRequest request{.size = 4,
                              .normalization = {.mean = {0, 0, 0}, .scale = {255, 255, 255}},
                              .augmentation = {.rotationDegrees = 20, .widthShift = 0.2},
                              .copies = 2,
                              .seed = 1};
  const auto decoded = decodeImage(bmp);
  ASSERT_TRUE(decoded.ok());
  const auto rows = makeCopies(decoded.value(), request);
  EXPECT_EQ(rows.size(), 3 * 3 * 4 * 4);
  EXPECT_EQ(rows.front(), 1.0F);  // red, at the left
  EXPECT_NEAR(rows[3], 10 / 255.0F, 1e-6F);
  // Copies do not depend on how many there are.
  CopiesRequest more = request;
  more.copies = 3;
  const auto longer = makeCopies(decoded.value(), more);
  EXPECT_TRUE(std::equal(rows.begin(), rows.end(), longer.begin()));
}

}  // namespace
}  // namespace agelens
