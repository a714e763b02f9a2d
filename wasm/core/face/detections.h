// Faces, from what the BlazeFace detector says (Bazarevsky et al. 2019, arXiv:1907.05047; the model for the back
// camera, 256 x 256).
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

namespace agelens {

struct Point {
  double x;
  double y;
};

struct Box {
  double left;
  double top;
  double width;
  double height;
};

// Left and right are those of the person.
enum Keypoint : std::size_t { rightEye, leftEye, nose, mouth, rightEar, leftEar };
constexpr std::size_t keypointCount = 6;

// In pixels of the upright picture, of which pixel i covers [i, i + 1). May reach outside it.
struct Face {
  double score;  // how sure the detector is, in (0, 1)
  Box box;
  std::array<Point, keypointCount> keypoints;
};

constexpr int detectorSize = 256;
constexpr std::size_t anchorCount = 896;
// x, y, width, height, then x and y of each key point.
constexpr std::size_t boxValues = 4 + 2 * keypointCount;
constexpr double leastScore = 0.5;
// Boxes that share more than this (intersection over union) are of one face; MediaPipe's number for BlazeFace.
constexpr double leastOverlap = 0.3;

// The faces of a picture that the detector saw as letterboxImage(picture, detectorSize), best first. `boxes` is
// (anchorCount, boxValues) in the detector's pixels, places relative to their anchor; `scores` are anchorCount logits.
// Boxes of one face are blended, weighted with their scores, as in the paper: with plain suppression the crop would
// jump with whichever of several near equal anchors happens to win.
std::vector<Face> findFaces(std::span<const float> boxes, std::span<const float> scores, int pictureWidth,
                            int pictureHeight);

}  // namespace agelens
