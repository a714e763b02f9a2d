#include "core/face/detections.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/image/letterbox.h"

namespace agelens {
namespace {

// What a detector says that sees nothing, and then what a test adds.
struct Outputs {
  std::vector<float> boxes = std::vector<float>(anchorCount * boxValues);
  std::vector<float> scores = std::vector<float>(anchorCount, -10.0F);

  // Key point i lies (i, -i) from the anchor.
  void add(std::size_t anchor, float score, float x, float y, float width, float height) {
    scores[anchor] = score;
    float* const values = boxes.data() + anchor * boxValues;
    values[0] = x;
    values[1] = y;
    values[2] = width;
    values[3] = height;
    for (std::size_t i = 0; i < keypointCount; ++i) {
      values[4 + 2 * i] = static_cast<float>(i);
      values[5 + 2 * i] = -static_cast<float>(i);
    }
  }
  std::vector<Face> facesIn(int width, int height) const { return findFaces(boxes, scores, width, height); }
};

void expectBox(const Box& box, double left, double top, double width, double height) {
  EXPECT_NEAR(box.left, left, 1e-9);
  EXPECT_NEAR(box.top, top, 1e-9);
  EXPECT_NEAR(box.width, width, 1e-9);
  EXPECT_NEAR(box.height, height, 1e-9);
}

TEST(Detections, NothingIsFoundInNothing) { EXPECT_TRUE(Outputs().facesIn(256, 256).empty()); }

// The fine grid has cells of 16 with two anchors, the coarse one, from 512 on, cells of 32 with six.
TEST(Detections, BoxesAreMeasuredFromTheMiddleOfTheirAnchorsCell) {
  struct Case {
    std::size_t anchor;
    double x, y;
  };
  for (const auto& [anchor, x, y] :
       {Case{0, 8, 8}, Case{1, 8, 8}, Case{2, 24, 8}, Case{33, 8, 24}, Case{511, 248, 248}, Case{512, 16, 16},
        Case{517, 16, 16}, Case{518, 48, 16}, Case{560, 16, 48}, Case{895, 240, 240}}) {
    Outputs outputs;
    outputs.add(anchor, 0.0F, 3, -2, 20, 30);
    const auto faces = outputs.facesIn(256, 256);
    ASSERT_EQ(faces.size(), 1) << anchor;
    EXPECT_DOUBLE_EQ(faces[0].score, 0.5);  // of logit 0, and 0.5 is enough
    expectBox(faces[0].box, x + 3 - 10, y - 2 - 15, 20, 30);
    EXPECT_NEAR(faces[0].keypoints[leftEar].x, x + 5, 1e-9);
    EXPECT_NEAR(faces[0].keypoints[leftEar].y, y - 5, 1e-9);
  }
}

TEST(Detections, PlacesAreThoseOfThePictureBehindTheLetterbox) {
  Outputs outputs;
  outputs.add(0, 4.0F, 120, 120, 32, 64);  // about (128, 128), the middle
  struct Case {
    int width, height;
    double scale;
  };
  for (const auto& [width, height, scale] : {Case{1024, 512, 4}, Case{512, 1024, 4}, Case{128, 64, 0.5}}) {
    const auto faces = outputs.facesIn(width, height);
    ASSERT_EQ(faces.size(), 1);
    expectBox(faces[0].box, width / 2.0 - 16 * scale, height / 2.0 - 32 * scale, 32 * scale, 64 * scale);
    EXPECT_NEAR(faces[0].keypoints[rightEye].x, width / 2.0 - 120 * scale, 1e-9);
  }
}

// A bright square is found where it was painted, whatever the picture's shape.
TEST(Detections, TheLetterboxShowsWhatTheMappingSays) {
  for (const auto& [width, height] : {std::pair(640, 333), std::pair(301, 700), std::pair(97, 97)}) {
    Image picture(width, height);
    std::fill(picture.pixels.begin(), picture.pixels.end(), std::uint8_t{50});
    const int x = width / 3;
    const int y = height / 4;
    std::fill_n(picture.pixels.begin() + static_cast<std::ptrdiff_t>(picture.offset(x, y)), 3, std::uint8_t{255});
    const Image square = letterboxImage(picture, detectorSize);
    const auto brightest = std::max_element(square.pixels.begin(), square.pixels.end()) - square.pixels.begin();
    const auto pixel = static_cast<int>(brightest / 3);
    const int column = pixel % detectorSize;
    const int row = pixel / detectorSize;
    Outputs outputs;
    outputs.add(0, 4.0F, static_cast<float>(column) - 7.5F, static_cast<float>(row) - 7.5F, 1, 1);
    const Box box = outputs.facesIn(width, height).at(0).box;
    const double halfPixel = std::max(width, height) / 256.0 / 2.0 + 0.5;
    EXPECT_NEAR(box.left + box.width / 2, x + 0.5, halfPixel);
    EXPECT_NEAR(box.top + box.height / 2, y + 0.5, halfPixel);
  }
}

TEST(Detections, OneFaceOfSeveralAnchorsIsTheirMeanByScore) {
  Outputs outputs;
  outputs.add(0, 0.0F, 100, 100, 40, 40);                  // score 1/2
  outputs.add(1, std::log(3.0F), 106, 103, 46, 40);        // score 3/4, the best
  outputs.add(600, std::log(1.5F), -1000, -1000, 40, 40);  // far away, score 3/5
  const auto faces = outputs.facesIn(256, 256);
  ASSERT_EQ(faces.size(), 2);
  EXPECT_NEAR(faces[0].score, 0.75, 1e-6);
  // Weights 2/5 and 3/5 of the left edges 88 and 91, the top edges 88 and 91, the widths 40 and 46.
  EXPECT_NEAR(faces[0].box.left, 0.4 * 88 + 0.6 * 91, 1e-5);
  EXPECT_NEAR(faces[0].box.top, 0.4 * 88 + 0.6 * 91, 1e-5);
  EXPECT_NEAR(faces[0].box.width, 0.4 * 40 + 0.6 * 46, 1e-5);
  EXPECT_NEAR(faces[1].score, 0.6, 1e-6);
}

TEST(Detections, NeighboursStayApart) {
  Outputs outputs;
  outputs.add(0, 1.0F, 100, 100, 40, 40);
  outputs.add(1, 2.0F, 125, 100, 40, 40);  // shares 15 of 65, less than 0.3
  const auto faces = outputs.facesIn(256, 256);
  ASSERT_EQ(faces.size(), 2);
  EXPECT_GT(faces[0].score, faces[1].score);
  expectBox(faces[0].box, 113, 88, 40, 40);
}

TEST(Detections, WhatCannotBeAFaceIsNone) {
  const float notANumber = std::numeric_limits<float>::quiet_NaN();
  Outputs outputs;
  outputs.add(0, 5.0F, 0, 0, notANumber, 10);
  outputs.add(100, notANumber, 0, 0, 10, 10);
  outputs.add(200, 5.0F, 0, 0, -10, 10);
  outputs.add(300, 5.0F, 1e30F, 0, 10, 10);
  outputs.add(400, -0.01F, 0, 0, 10, 10);  // just below one half
  EXPECT_TRUE(outputs.facesIn(256, 256).empty());
  outputs.add(500, 1000.0F, 0, 0, 10, 10);
  EXPECT_EQ(outputs.facesIn(256, 256).at(0).score, 1.0);
}

TEST(Letterbox, KeepsProportionsOfWideTallAndThreadlikePictures) {
  const auto expectPlace = [](Letterbox place, int left, int top, int width, int height) {
    EXPECT_EQ(std::vector({place.left, place.top, place.width, place.height}), std::vector({left, top, width, height}));
  };
  expectPlace(placeInSquare(1024, 512, 256), 0, 64, 256, 128);
  expectPlace(placeInSquare(300, 900, 256), 85, 0, 85, 256);
  expectPlace(placeInSquare(5000, 1, 256), 0, 127, 256, 1);
  expectPlace(placeInSquare(1, 1, 256), 0, 0, 256, 256);
}

TEST(Letterbox, IsBlackBesideThePicture) {
  Image picture(2, 1);
  picture.pixels = {10, 20, 30, 10, 20, 30};
  const Image square = letterboxImage(picture, 4);
  EXPECT_EQ(std::vector(square.pixels.begin(), square.pixels.begin() + 12), std::vector<std::uint8_t>(12, 0));
  EXPECT_EQ(square.pixels[square.offset(0, 1) + 1], 20);
  EXPECT_EQ(square.pixels[square.offset(3, 2) + 2], 30);
  EXPECT_EQ(std::vector(square.pixels.end() - 12, square.pixels.end()), std::vector<std::uint8_t>(12, 0));
}

}  // namespace
}  // namespace agelens
