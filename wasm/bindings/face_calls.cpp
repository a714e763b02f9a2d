#include "bindings/face_calls.h"

#include "bindings/convert.h"
#include "core/face/detections.h"
#include "core/face/framing.h"

namespace agelens::calls {
namespace {

val toValue(const Point& point) {
  val object = val::object();
  object.set("x", point.x);
  object.set("y", point.y);
  return object;
}

val toValue(const Box& box) {
  val object = val::object();
  object.set("left", box.left);
  object.set("top", box.top);
  object.set("width", box.width);
  object.set("height", box.height);
  return object;
}

val toValue(const Face& face);

template <typename Range>
val toObjects(const Range& items) {
  val array = val::array();
  for (const auto& item : items) array.call<void>("push", toValue(item));
  return array;
}

val toValue(const Face& face) {
  val object = val::object();
  object.set("score", face.score);
  object.set("box", toValue(face.box));
  object.set("keypoints", toObjects(face.keypoints));
  return object;
}

val toValue(const Crop& crop) {
  val object = val::object();
  object.set("centreX", crop.centreX);
  object.set("centreY", crop.centreY);
  object.set("side", crop.side);
  object.set("angleDegrees", crop.angleDegrees);
  return object;
}

Face toFace(const val& face) {
  const val box = face["box"];
  Face result{.score = face["score"].as<double>(),
              .box = {.left = box["left"].as<double>(),
                      .top = box["top"].as<double>(),
                      .width = box["width"].as<double>(),
                      .height = box["height"].as<double>()},
              .keypoints = {}};
  for (std::size_t i = 0; i < keypointCount; ++i) {
    const val point = face["keypoints"][i];
    result.keypoints[i] = {.x = point["x"].as<double>(), .y = point["y"].as<double>()};
  }
  return result;
}

}  // namespace

val findFaces(const val& boxes, const val& scores, int width, int height) {
  return toObjects(agelens::findFaces(toVector<float>(boxes), toVector<float>(scores), width, height));
}

val cropOfFace(const val& face, const val& shape) {
  return toValue(agelens::cropOfFace(toFace(face), {.scale = shape["scale"].as<double>(),
                                                    .shiftUp = shape["shiftUp"].as<double>(),
                                                    .aligned = shape["aligned"].as<bool>()}));
}

}  // namespace agelens::calls
