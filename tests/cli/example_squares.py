"""Runs the arithmetic of the Python example, without a runtime for networks.

    example_squares.py CLASSIFY.py golden NAME...
    example_squares.py CLASSIFY.py squares FOLDER

Of the first, each NAME has NAME_in.npy and NAME_out.npy, which Pillow made of it. Of the second FOLDER has inputs.json,
photos.json and for each photograph N.rgb and, where faces are looked for, what the detector said: N.boxes and N.scores;
a file N.NAME is written for each input.
"""

import importlib.util
import json
import sys
from pathlib import Path

import numpy as np

_, example, what, *names = sys.argv
spec = importlib.util.spec_from_file_location("classify", example)
classify = importlib.util.module_from_spec(spec)
spec.loader.exec_module(classify)


def check_golden(name):
    before, after = np.load(f"{name}_in.npy"), np.load(f"{name}_out.npy")
    resized = classify.resize(before, after.shape[1], after.shape[0])
    if not np.array_equal(resized, after):
        sys.exit(f"{name}: {(resized != after).sum()} levels differ")


def make_squares(folder):
    inputs = json.loads((folder / "inputs.json").read_text())
    for number, (width, height) in enumerate(json.loads((folder / "photos.json").read_text())):
        pixels = np.fromfile(folder / f"{number}.rgb", np.uint8).reshape(height, width, 3)

        def detect(image):
            seen = np.fromfile(folder / f"{number}.detector", np.float32)
            if not np.array_equal(image.reshape(-1), seen):
                sys.exit(f"photograph {number}: the detector is shown something else")
            return (np.fromfile(folder / f"{number}.{output}", np.float32) for output in ("boxes", "scores"))

        needed = any(given["face"] for given in inputs)
        for name, square in classify.squares_of(pixels, inputs, detect if needed else None).items():
            square.tofile(folder / f"{number}.{name}")


if what == "golden":
    for name in names:
        check_golden(name)
else:
    make_squares(Path(names[0]))
