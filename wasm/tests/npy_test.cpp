#include "core/data/npy.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/golden.h"

namespace agelens {
namespace {

std::vector<std::uint8_t> makeFile(const std::string& header, const std::vector<std::uint8_t>& data) {
  std::string text("\x93NUMPY\x01\x00", 8);
  text += static_cast<char>(header.size());
  text += '\0';
  text += header;
  std::vector<std::uint8_t> file(text.begin(), text.end());
  file.insert(file.end(), data.begin(), data.end());
  return file;
}

TEST(Npy, RewritesAFileOfNumPyByteForByte) {
  // NumPy 1.23's header for these files differs from the specified minimum only in padding to 128 bytes.
  for (const std::string name : {"keras_affine/00_in.npy", "keras_affine/00_out.npy"}) {
    const auto file = readFile(std::string(AGELENS_GOLDEN) + "/" + name);
    EXPECT_EQ(writeNpy(readNpy(file).value()), file) << name;
  }
}

TEST(Npy, RoundTripsEveryTypeAndShape) {
  const NpyArray floats{.data = std::vector<float>{1.5F, -2.0F, 3.25F, 0, 0, 1e-30F}, .shape = {2, 3}};
  const NpyArray integers{.data = std::vector<std::int32_t>{-7, 1 << 30}, .shape = {2}};
  const NpyArray scalar{.data = std::vector<std::uint8_t>{9}, .shape = {}};
  const NpyArray empty{.data = std::vector<float>{}, .shape = {0, 1280}};
  const NpyArray noColumns{.data = std::vector<float>{}, .shape = {2, 0}};
  for (const NpyArray& array : {floats, integers, scalar, empty, noColumns}) {
    const auto read = readNpy(writeNpy(array));
    ASSERT_TRUE(read.ok()) << read.error().message;
    EXPECT_EQ(read.value().data, array.data);
    EXPECT_EQ(read.value().shape, array.shape);
  }
}

TEST(Npy, ReadsColumnMajor) {
  const auto read =
      readNpy(makeFile("{'descr': '|u1', 'fortran_order': True, 'shape': (2, 3), }\n", {1, 4, 2, 5, 3, 6}));
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(std::get<std::vector<std::uint8_t>>(read.value().data), (std::vector<std::uint8_t>{1, 2, 3, 4, 5, 6}));
}

TEST(Npy, ReadsWhatNumPyMakesUnlessToldOtherwise) {
  // numpy.save of [1.5, -2.0] and of [-7, 2147483647].
  const auto floats = readNpy(makeFile("{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }",
                                       {0, 0, 0, 0, 0, 0, 0xf8, 0x3f, 0, 0, 0, 0, 0, 0, 0, 0xc0}));
  ASSERT_TRUE(floats.ok());
  EXPECT_EQ(std::get<std::vector<float>>(floats.value().data), (std::vector<float>{1.5F, -2.0F}));
  const auto integers =
      readNpy(makeFile("{'descr': '<i8', 'fortran_order': False, 'shape': (2,), }",
                       {0xf9, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f, 0, 0, 0, 0}));
  ASSERT_TRUE(integers.ok());
  EXPECT_EQ(std::get<std::vector<std::int32_t>>(integers.value().data), (std::vector<std::int32_t>{-7, 2147483647}));
  const auto large =
      readNpy(makeFile("{'descr': '<i8', 'fortran_order': False, 'shape': (1,), }", {0, 0, 0, 0x80, 0, 0, 0, 0}));
  ASSERT_FALSE(large.ok());
  EXPECT_EQ(large.error().code, "npy-unsupported");
}

TEST(Npy, RefusesWhatItCannotRead) {
  const auto codeOf = [](const std::string& header, const std::vector<std::uint8_t>& data) {
    const auto read = readNpy(makeFile(header, data));
    return read.ok() ? "" : read.error().code;
  };
  EXPECT_EQ(codeOf("{'descr': '<c8', 'fortran_order': False, 'shape': (0,), }", {}), "npy-unsupported");
  EXPECT_EQ(codeOf("{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }", {0, 0, 0, 0, 0, 0, 0, 0, 0}),
            "truncated");
  EXPECT_EQ(codeOf("{'descr': '|u1', 'fortran_order': False, 'shape': (5,), }", {1, 2}), "truncated");
  EXPECT_EQ(codeOf("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }", {1, 2, 3, 4}), "truncated");
  EXPECT_EQ(codeOf("{'descr': '|u1', 'fortran_order': False, 'shape': (99999999999, 99999999999), }", {1}),
            "npy-malformed");
  EXPECT_EQ(codeOf("{'descr': '|u1', 'fortran_order': False, 'shape': (x), }", {1}), "npy-malformed");
  EXPECT_EQ(codeOf("{'descr': '|u1', 'fortran_order': False, 'shape': (1", {1}), "npy-malformed");
  EXPECT_EQ(codeOf("{}", {}), "npy-malformed");
}

TEST(Npy, SurvivesEveryTruncationAndEveryDamagedByte) {
  const auto file = writeNpy({.data = std::vector<float>{1, 2, 3, 4}, .shape = {2, 2}});
  for (std::size_t length = 0; length < file.size(); ++length) {
    EXPECT_FALSE(readNpy(std::span(file).first(length)).ok()) << length;
  }
  for (std::size_t at = 0; at < file.size(); ++at) {
    for (const int value : {0, 39, 41, 57, 255}) {
      auto damaged = file;
      damaged[at] = static_cast<std::uint8_t>(value);
      (void)readNpy(damaged);
    }
  }
}

}  // namespace
}  // namespace agelens
