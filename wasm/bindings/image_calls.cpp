#include "bindings/image_calls.h"

#include <array>
#include <string_view>

#include "bindings/convert.h"
#include "core/data/npy.h"
#include "core/image/augment.h"
#include "core/image/composite.h"
#include "core/image/crop.h"
#include "core/image/decode.h"
#include "core/image/imprint.h"
#include "core/image/letterbox.h"
#include "core/image/orientation.h"
#include "core/image/prepare.h"
#include "core/image/resize.h"
#include "core/image/thumbnail.h"

namespace agelens::calls {
namespace {

std::array<float, 3> toTriple(const val& array) {
  return {array[0].as<float>(), array[1].as<float>(), array[2].as<float>()};
}

Normalization toNormalization(const val& normalization) {
  return {.mean = toTriple(normalization["mean"]), .scale = toTriple(normalization["scale"])};
}

Crop toCrop(const val& crop) {
  return {.centreX = crop["centreX"].as<double>(),
          .centreY = crop["centreY"].as<double>(),
          .side = crop["side"].as<double>(),
          .angleDegrees = crop["angleDegrees"].as<double>()};
}

// A strength s is [1 - s, 1 + s].
Range toRange(const val& value) {
  if (!value.isNumber()) return {.low = value[0].as<double>(), .high = value[1].as<double>()};
  const auto strength = value.as<double>();
  return {.low = 1.0 - strength, .high = 1.0 + strength};
}

Augmentation toAugmentation(const val& augmentation) {
  return {.rotationDegrees = augmentation["rotationDegrees"].as<double>(),
          .zoom = toRange(augmentation["zoom"]),
          .widthShift = augmentation["widthShift"].as<double>(),
          .heightShift = augmentation["heightShift"].as<double>(),
          .horizontalFlip = augmentation["horizontalFlip"].as<bool>(),
          .shearDegrees = augmentation["shearDegrees"].as<double>(),
          .verticalFlip = augmentation["verticalFlip"].as<bool>(),
          .fillMode = parseFillMode(augmentation["fillMode"].as<std::string>()),
          .fillValue = augmentation["fillValue"].as<float>(),
          .channelShift = augmentation["channelShift"].as<double>(),
          .brightness = toRange(augmentation["brightness"]),
          .contrast = augmentation["contrast"].as<double>(),
          .saturation = augmentation["saturation"].as<double>(),
          .blur = augmentation["blur"].as<double>(),
          .greyscale = augmentation["greyscale"].as<double>(),
          .erasing = augmentation["erasing"].as<double>()};
}

CopiesRequest toCopiesRequest(const val& request) {
  const val crop = request["crop"];
  return {
      .size = request["inputSize"].as<int>(),
      .crop = crop.isNull() ? std::optional<Crop>() : toCrop(crop),
      .normalization = toNormalization(request["normalization"]),
      .augmentation = toAugmentation(request["augmentation"]),
      .copies = request["copies"].as<int>(),
      .seed = static_cast<std::uint64_t>(request["seed"].as<double>()),
  };
}

Image toImage(const val& pixels, int width, int height) {
  Image image;
  image.width = width;
  image.height = height;
  image.pixels = toVector<std::uint8_t>(pixels);
  return image;
}

template <typename T>
T fieldOr(const val& object, const char* name, T otherwise) {
  const val value = object[name];
  return value.isUndefined() ? otherwise : value.as<T>();
}

val toValue(const ImageInfo& info) {
  val object = val::object();
  object.set("format", std::string(formatName(info.format)));
  object.set("width", info.width);
  object.set("height", info.height);
  return object;
}

val toValue(const UnturnedFile& unturned) {
  val object = val::object();
  object.set("format", std::string(formatName(unturned.format)));
  object.set("orientation", unturned.orientation);
  object.set("file", toTypedArray(unturned.file));
  return object;
}

val toValue(const std::shared_ptr<Image>& picture) { return val(picture); }

val toValue(const Image& image) { return toTypedArray(image.pixels); }

val toValue(const NpyArray& array) {
  val object = val::object();
  object.set("data", std::visit([](const auto& values) { return toTypedArray(values); }, array.data));
  object.set("shape", toArray(std::span(array.shape)));
  return object;
}

template <typename T>
val toValueOrError(const Result<T>& result) {
  return result.ok() ? toValue(result.value()) : toErrorObject(result.error());
}

// Runs `call` on a copy of the file, unless the file is too large to copy.
template <typename Call>
val withFile(const val& bytes, Call call) {
  const auto size = checkFileSize(bytes["length"].as<std::size_t>());
  if (!size.ok()) return toErrorObject(size.error());
  const std::vector<std::uint8_t> file = toVector<std::uint8_t>(bytes);
  return toValueOrError(call(Bytes(file)));
}

}  // namespace

std::string preparationVersion() { return AGELENS_PREPARATION_VERSION; }

val inspectImage(const val& bytes) {
  return withFile(bytes, [](Bytes file) { return agelens::inspectImage(file); });
}

val decodePicture(const val& bytes) {
  return withFile(bytes, [](Bytes file) -> Result<std::shared_ptr<Image>> {
    auto image = decodeImage(file);
    if (!image.ok()) return image.error();
    return std::make_shared<Image>(std::move(image).value());
  });
}

val splitExif(const val& bytes) {
  return withFile(bytes, [](Bytes file) { return agelens::splitExif(file); });
}

val createPicture(double width, double height) {
  const auto pixels = checkPictureSize(static_cast<std::uint64_t>(width), static_cast<std::uint64_t>(height));
  if (!pixels.ok()) return toErrorObject(pixels.error());
  return val(std::make_shared<Image>(static_cast<int>(width), static_cast<int>(height)));
}

void setPictureRows(Image& picture, int top, const val& rgba) {
  const std::vector<std::uint8_t> rows = toVector<std::uint8_t>(rgba);
  compositeOverWhite(rows, std::span(picture.pixels).subspan(picture.offset(0, top), rows.size() / 4 * 3));
}

void turnPicture(Image& picture, int orientation) { picture = applyOrientation(std::move(picture), orientation); }

int widthOf(const Image& picture) { return picture.width; }
int heightOf(const Image& picture) { return picture.height; }
val resizePicture(const Image& picture, int size) { return toValue(agelens::resizeImage(picture, size, size)); }

val letterboxPicture(const Image& picture, int size, const val& normalization) {
  const Image boxed = letterboxImage(picture, size);
  std::vector<float> planes(boxed.pixels.size());
  normalizePixels(boxed.pixels, toNormalization(normalization), planes);
  return toTypedArray(planes);
}

val cropPicture(const Image& picture, const val& crop, int size) {
  return toValue(cropImage(picture, toCrop(crop), size));
}

val copyPicture(const Image& picture, const val& request) {
  return toTypedArray(makeCopies(picture, toCopiesRequest(request)));
}

val drawPictureCopies(const Image& picture, const val& request) {
  return toTypedArray(drawCopies(picture, toCopiesRequest(request)));
}

val thumbnailOf(const Image& picture, int side) { return toTypedArray(drawThumbnail(picture, side)); }
val imprintOf(const Image& picture) { return toTypedArray(makeImprint(picture)); }

val groupImprints(const val& imprints) {
  return toTypedArray(agelens::groupImprints(toVector<std::uint8_t>(imprints)));
}

val resizeImage(const val& pixels, int width, int height, int newWidth, int newHeight) {
  return toValue(agelens::resizeImage(toImage(pixels, width, height), newWidth, newHeight));
}

val applyAffine(const val& pixels, int width, int height, const val& affine) {
  const Affine values{.rotationDegrees = fieldOr(affine, "rotationDegrees", 0.0),
                      .xShift = fieldOr(affine, "xShift", 0.0),
                      .yShift = fieldOr(affine, "yShift", 0.0),
                      .shearDegrees = fieldOr(affine, "shearDegrees", 0.0),
                      .xZoom = fieldOr(affine, "xZoom", 1.0),
                      .yZoom = fieldOr(affine, "yZoom", 1.0),
                      .fillMode = parseFillMode(fieldOr<std::string>(affine, "fillMode", "nearest")),
                      .fillValue = fieldOr(affine, "fillValue", 0.0F)};
  return toTypedArray(agelens::applyAffine(toImage(pixels, width, height), values));
}

val writeNpy(const val& data, const val& shape) {
  NpyArray array;
  const auto type = data["constructor"]["name"].as<std::string>();
  if (type == "Float32Array") array.data = toVector<float>(data);
  if (type == "Int32Array") array.data = toVector<std::int32_t>(data);
  if (type == "Uint8Array") array.data = toVector<std::uint8_t>(data);
  for (const double size : toVector<double>(shape)) array.shape.push_back(static_cast<std::size_t>(size));
  return toTypedArray(agelens::writeNpy(array));
}

val readNpy(const val& bytes) {
  const std::vector<std::uint8_t> file = toVector<std::uint8_t>(bytes);
  return toValueOrError(agelens::readNpy(file));
}

}  // namespace agelens::calls
