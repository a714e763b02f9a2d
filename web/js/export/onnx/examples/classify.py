"""Classifies photographs with a network that Agelens exported.

    pip install numpy pillow onnxruntime
    python classify.py MODEL.onnx PHOTO... [--detector DETECTOR.onnx]

A classifier that was trained on faces needs the face detector, which Agelens exports beside the network; without it,
photographs must be the squares around faces already. The arithmetic is that of Agelens: the same pixels give the same
answers. Decoders of JPEG differ by a level or two, which changes probabilities in the third digit or so.
"""

import argparse
import json
import math

import numpy as np

FRACTION_BITS = 22
DETECTOR_SIZE = 256
LEAST_SCORE = 0.5
LEAST_OVERLAP = 0.3


def taps(start, length, size, new_size):
    """Which pixels of an axis each new pixel is made of, and their weights in fixed point: Pillow's BILINEAR.

    What lies outside the picture repeats its edge pixel.
    """
    base = math.floor(start)
    within = start - base
    touched = math.ceil(within + length)
    step = length / new_size
    radius = max(step, 1.0)
    for i in range(new_size):
        centre = within + (i + 0.5) * step
        first = max(math.floor(centre - radius + 0.5), 0)
        last = min(math.floor(centre + radius + 0.5), touched)
        k = np.arange(first, last)
        weights = np.maximum(1.0 - np.abs((k - centre + 0.5) / radius), 0.0)
        # Summed from the first to the last, as Pillow does; numpy's own sum may differ in the last bit.
        weights = np.floor(weights / np.cumsum(weights)[-1] * (1 << FRACTION_BITS) + 0.5)
        yield np.clip(base + k, 0, size - 1), weights.astype(np.int64)


def resize(pixels, width, height, box=None):
    """(height, width, 3) of the box (left, top, width, height), or of all of the picture."""
    left, top, box_width, box_height = box or (0, 0, pixels.shape[1], pixels.shape[0])
    half = 1 << (FRACTION_BITS - 1)

    def weighted(values, weights):
        return np.clip((np.tensordot(weights, values, 1) + half) >> FRACTION_BITS, 0, 255).astype(np.uint8)

    rows = list(taps(top, box_height, pixels.shape[0], height))
    first, last = rows[0][0][0], rows[-1][0][-1]
    columns = np.ascontiguousarray(pixels[first : last + 1].transpose(1, 0, 2)).astype(np.int64)
    narrow = np.stack([weighted(columns[k], w) for k, w in taps(left, box_width, pixels.shape[1], width)], axis=1)
    narrow = narrow.astype(np.int64)
    return np.stack([weighted(narrow[k - first], w) for k, w in rows])


def letterbox(pixels):
    """The picture as the detector sees it, black beside it, and where it lies: left, top, width, height."""
    scale = DETECTOR_SIZE / max(pixels.shape[:2])
    height, width = (max(math.floor(side * scale + 0.5), 1) for side in pixels.shape[:2])
    left, top = (DETECTOR_SIZE - width) // 2, (DETECTOR_SIZE - height) // 2
    square = np.zeros((DETECTOR_SIZE, DETECTOR_SIZE, 3), np.uint8)
    square[top : top + height, left : left + width] = resize(pixels, width, height)
    return square, (left, top, width, height)


def detector_input(square):
    """(1, 3, 256, 256), from -1 to 1."""
    return ((square.astype(np.float32) - 127.5) / 127.5).transpose(2, 0, 1)[None]


def anchors():
    """The middle of the cell of each of the detector's 896 boxes, in its pixels."""
    for side, boxes in ((16, 2), (8, 6)):
        for cell in range(side * side):
            place = ((cell % side + 0.5) * DETECTOR_SIZE / side, (cell // side + 0.5) * DETECTOR_SIZE / side)
            yield from [place] * boxes


def overlap(a, b):
    """Intersection over union of boxes (left, top, width, height, ...)."""
    width = min(a[0] + a[2], b[0] + b[2]) - max(a[0], b[0])
    height = min(a[1] + a[3], b[1] + b[3]) - max(a[1], b[1])
    if width <= 0 or height <= 0:
        return 0.0
    return width * height / (a[2] * a[3] + b[2] * b[3] - width * height)


def find_faces(boxes, scores, place, picture_width, picture_height):
    """Each face as left, top, width, height and six points (right eye, left eye, ...) in pixels of the picture."""
    boxes, scores = boxes.reshape(-1, 16).astype(np.float64), scores.reshape(-1).astype(np.float64)
    with np.errstate(over="ignore"):
        scores = 1.0 / (1.0 + np.exp(-scores))
    anchor = np.array(list(anchors()))
    found = boxes.copy()
    found[:, :2] += anchor - boxes[:, 2:4] / 2.0
    found[:, 4:] += np.tile(anchor, 6)
    waiting = [i for i in np.argsort(-scores, kind="stable") if scores[i] >= LEAST_SCORE and (boxes[i, 2:4] > 0).all()]
    left, top, width, height = place
    x_scale, y_scale = picture_width / width, picture_height / height
    faces = []
    while waiting:
        # Boxes of one face are blended, weighted with their scores.
        same = [i for i in waiting if overlap(found[i], found[waiting[0]]) > LEAST_OVERLAP]
        waiting = [i for i in waiting if i not in same]
        face = np.average(found[same], axis=0, weights=scores[same])
        face[[0, 4, 6, 8, 10, 12, 14]] -= left
        face[[1, 5, 7, 9, 11, 13, 15]] -= top
        face[0::2] *= x_scale
        face[1::2] *= y_scale
        faces.append(face)
    return faces


def cut_out(pixels, face, shape, size):
    """(size, size, 3): the square around a face, turned so that the eyes are level."""
    left, top, width, height = face[:4]
    side = shape["scale"] * max(width, height)
    x, y = left + width / 2.0, top + height / 2.0
    angle = math.atan2(face[7] - face[5], face[6] - face[4]) if shape["aligned"] else 0.0
    sine, cosine = math.sin(angle), math.cos(angle)
    x += shape["shiftUp"] * side * sine
    y -= shape["shiftUp"] * side * cosine
    if angle == 0.0:
        return resize(pixels, size, size, (x - side / 2.0, y - side / 2.0, side, side))
    # First what lies around it is reduced, upright, until its pixels are as large as those of the square.
    step = max(side / size, 1.0)
    count = math.ceil(side * (abs(sine) + abs(cosine)) / step) + 3
    left, top = math.floor(x - step * count / 2.0), math.floor(y - step * count / 2.0)
    if step > 1.0:
        around = resize(pixels, count, count, (left, top, step * count, step * count))
    else:
        around = pixels[np.clip(np.arange(top, top + count), 0, pixels.shape[0] - 1)]
        around = around[:, np.clip(np.arange(left, left + count), 0, pixels.shape[1] - 1)]
    scale, middle = side / size / step, (size - 1) / 2.0
    row, column = np.mgrid[0:size, 0:size]
    across = cosine * scale * column - sine * scale * row + (x - left) / step - 0.5 - (cosine - sine) * scale * middle
    down = sine * scale * column + cosine * scale * row + (y - top) / step - 0.5 - (sine + cosine) * scale * middle
    return sample(around, across, down)


def sample(pixels, x, y):
    """Bilinearly, at places counted between pixel centres."""
    height, width = pixels.shape[:2]
    x, y = np.clip(x, 0, width - 1), np.clip(y, 0, height - 1)
    left, top = x.astype(int), y.astype(int)
    right, bottom = np.minimum(left + 1, width - 1), np.minimum(top + 1, height - 1)
    from_left, from_top = ((value - whole).astype(np.float32)[..., None] for value, whole in ((x, left), (y, top)))
    levels = pixels.astype(np.float32)
    above = levels[top, left] + from_left * (levels[top, right] - levels[top, left])
    below = levels[bottom, left] + from_left * (levels[bottom, right] - levels[bottom, left])
    return (above + from_top * (below - above) + np.float32(0.5)).astype(np.uint8)


def squares_of(pixels, inputs, detect=None):
    """What the network sees of a photograph (height, width, 3), by the name of the input.

    `detect` runs the face detector on (1, 3, 256, 256): boxes and scores.
    """
    face = None
    if detect and any(given["face"] for given in inputs):
        seen, place = letterbox(pixels)
        boxes, scores = detect(detector_input(seen))
        faces = find_faces(boxes, scores, place, pixels.shape[1], pixels.shape[0])
        face = max(faces, key=lambda box: box[2] * box[3], default=None)
    return {
        given["name"]: resize(pixels, given["size"], given["size"])
        if face is None or not given["face"]
        else cut_out(pixels, face, given["face"], given["size"])
        for given in inputs
    }


def read_photo(path):
    """(height, width, 3), upright; what is transparent is white."""
    from PIL import Image, ImageOps

    photo = ImageOps.exif_transpose(Image.open(path)).convert("RGBA")
    white = Image.new("RGBA", photo.size, "white")
    return np.asarray(Image.alpha_composite(white, photo).convert("RGB"))


def main():
    import onnxruntime

    parser = argparse.ArgumentParser(description="Classifies photographs with a network that Agelens exported.")
    parser.add_argument("model")
    parser.add_argument("photos", nargs="+")
    parser.add_argument("--detector", help="the face detector that Agelens exported beside the network")
    args = parser.parse_args()

    session = onnxruntime.InferenceSession(args.model)
    about = session.get_modelmeta().custom_metadata_map
    classes, inputs = json.loads(about["classes"]), json.loads(about["inputs"])
    # A backbone may always take so many images at once.
    batch = session.get_inputs()[0].shape[0]
    copies = batch if isinstance(batch, int) else 1
    detect = None
    if args.detector:
        detector = onnxruntime.InferenceSession(args.detector)
        detect = lambda image: detector.run(["boxes", "scores"], {detector.get_inputs()[0].name: image})

    for path in args.photos:
        squares = squares_of(read_photo(path), inputs, detect)
        feeds = {name: np.stack([square] * copies) for name, square in squares.items()}
        answer = {out.name: value[0] for out, value in zip(session.get_outputs(), session.run(None, feeds))}
        probabilities = answer["probabilities"]
        print(f"{path}: {classes[int(np.argmax(probabilities))]}")
        print("  " + ", ".join(f"{name} {value:.4f}" for name, value in zip(classes, probabilities)))
        if "expected_age" in answer:
            print(f"  expected age {answer['expected_age']:.1f}")


if __name__ == "__main__":
    main()
