// Reading of golden files.
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/data/npy.h"
#include "core/image/image.h"

namespace agelens {

inline std::vector<std::uint8_t> readFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  EXPECT_TRUE(file.good()) << path;
  return {std::istreambuf_iterator<char>(file), {}};
}

inline NpyArray readGoldenArray(const std::string& name) {
  auto array = readNpy(readFile(std::string(AGELENS_GOLDEN) + "/" + name));
  EXPECT_TRUE(array.ok()) << name << ": " << (array.ok() ? "" : array.error().message);
  return std::move(array).value();
}

// A (height, width, 3) array of uint8.
inline Image readGoldenImage(const std::string& name) {
  NpyArray array = readGoldenArray(name);
  Image image(static_cast<int>(array.shape.at(1)), static_cast<int>(array.shape.at(0)));
  image.pixels = std::get<std::vector<std::uint8_t>>(std::move(array.data));
  return image;
}

inline nlohmann::json readGoldenJson(const std::string& name) {
  return nlohmann::json::parse(std::ifstream(std::string(AGELENS_GOLDEN) + "/" + name));
}

// The `cases` of a golden JSON file.
inline std::vector<nlohmann::json> readGoldenCases(const std::string& name) { return readGoldenJson(name).at("cases"); }

// "07" for 7, as golden cases are numbered.
inline std::string caseName(int id) { return (id < 10 ? "0" : "") + std::to_string(id); }

}  // namespace agelens
