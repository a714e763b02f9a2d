#include "core/face/detections.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "core/elementary.h"
#include "core/image/letterbox.h"

namespace agelens {
namespace {

// Grids of cells from the top left, row after row, each cell with several anchors in its middle.
struct AnchorGrid {
  std::size_t side;
  std::size_t anchorsOfCell;
};

constexpr std::array<AnchorGrid, 2> grids{{{.side = 16, .anchorsOfCell = 2}, {.side = 8, .anchorsOfCell = 6}}};

Point anchorAt(std::size_t index) {
  AnchorGrid grid = grids[0];
  if (const std::size_t coarse = grid.side * grid.side * grid.anchorsOfCell; index >= coarse) {
    grid = grids[1];
    index -= coarse;
  }
  const std::size_t cell = index / grid.anchorsOfCell;
  const std::size_t column = cell % grid.side;
  const std::size_t row = cell / grid.side;
  const double step = static_cast<double>(detectorSize) / static_cast<double>(grid.side);
  return {.x = (static_cast<double>(column) + 0.5) * step, .y = (static_cast<double>(row) + 0.5) * step};
}

// The face of one anchor, in the detector's pixels.
Face decodeFace(std::span<const float, boxValues> values, Point anchor, double score) {
  Face face{.score = score,
            .box = {.left = anchor.x + values[0] - values[2] / 2.0,
                    .top = anchor.y + values[1] - values[3] / 2.0,
                    .width = values[2],
                    .height = values[3]},
            .keypoints = {}};
  for (std::size_t i = 0; i < keypointCount; ++i) {
    face.keypoints[i] = {.x = anchor.x + values[4 + 2 * i], .y = anchor.y + values[5 + 2 * i]};
  }
  return face;
}

// A network's numbers are not to be trusted: neither NaN nor a box turned inside out is a face.
bool isPossible(std::span<const float, boxValues> values) {
  constexpr float farthest = 100.0F * detectorSize;
  return values[2] > 0.0F && values[3] > 0.0F &&
         std::all_of(values.begin(), values.end(), [](float value) { return std::fabs(value) < farthest; });
}

double overlapOf(const Box& a, const Box& b) {
  const double width = std::min(a.left + a.width, b.left + b.width) - std::max(a.left, b.left);
  const double height = std::min(a.top + a.height, b.top + b.height) - std::max(a.top, b.top);
  if (width <= 0.0 || height <= 0.0) return 0.0;
  const double shared = width * height;
  return shared / (a.width * a.height + b.width * b.height - shared);
}

void addWeighted(Face& sum, const Face& face, double weight) {
  sum.box.left += weight * face.box.left;
  sum.box.top += weight * face.box.top;
  sum.box.width += weight * face.box.width;
  sum.box.height += weight * face.box.height;
  for (std::size_t i = 0; i < keypointCount; ++i) {
    sum.keypoints[i].x += weight * face.keypoints[i].x;
    sum.keypoints[i].y += weight * face.keypoints[i].y;
  }
}

// The mean of faces, weighted with their scores. The score is that of the first, the best.
Face blend(std::span<const Face> faces) {
  double weights = 0.0;
  for (const Face& face : faces) weights += face.score;
  Face mean{.score = faces.front().score, .box = {}, .keypoints = {}};
  for (const Face& face : faces) addWeighted(mean, face, face.score / weights);
  return mean;
}

Face toPicture(Face face, int width, int height) {
  const Letterbox place = placeInSquare(width, height, detectorSize);
  const double xScale = static_cast<double>(width) / place.width;
  const double yScale = static_cast<double>(height) / place.height;
  face.box = {.left = (face.box.left - place.left) * xScale,
              .top = (face.box.top - place.top) * yScale,
              .width = face.box.width * xScale,
              .height = face.box.height * yScale};
  for (Point& point : face.keypoints) {
    point = {.x = (point.x - place.left) * xScale, .y = (point.y - place.top) * yScale};
  }
  return face;
}

}  // namespace

std::vector<Face> findFaces(std::span<const float> boxes, std::span<const float> scores, int pictureWidth,
                            int pictureHeight) {
  assert(scores.size() == anchorCount && boxes.size() == anchorCount * boxValues);
  std::vector<Face> waiting;
  for (std::size_t i = 0; i < anchorCount; ++i) {
    const auto values = boxes.subspan(i * boxValues).first<boxValues>();
    const double score = 1.0 / (1.0 + exactExp(-static_cast<double>(scores[i])));
    if (score >= leastScore && isPossible(values)) waiting.push_back(decodeFace(values, anchorAt(i), score));
  }
  std::stable_sort(waiting.begin(), waiting.end(), [](const Face& a, const Face& b) { return a.score > b.score; });
  std::vector<Face> faces;
  while (!waiting.empty()) {
    const Box best = waiting.front().box;
    const auto others = std::stable_partition(
        waiting.begin(), waiting.end(), [&best](const Face& face) { return overlapOf(face.box, best) > leastOverlap; });
    const auto same = std::span(waiting).first(static_cast<std::size_t>(others - waiting.begin()));
    faces.push_back(toPicture(blend(same), pictureWidth, pictureHeight));
    waiting.erase(waiting.begin(), others);
  }
  return faces;
}

}  // namespace agelens
