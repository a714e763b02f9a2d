// Classifies photographs with a network that Agelens exported.
//
//   npm install onnxruntime-node @napi-rs/canvas
//   node classify.mjs MODEL.onnx PHOTO... [--detector DETECTOR.onnx]
//
// A classifier that was trained on faces needs the face detector, which Agelens exports beside the network; without it,
// photographs must be the squares around faces already. The arithmetic is that of Agelens: the same pixels give the same
// answers. Decoders of JPEG differ by a level or two, which changes probabilities in the third digit or so. In a browser,
// with onnxruntime-web, only `readPhoto` is another.

import { realpathSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const FRACTION_BITS = 22;
const DETECTOR_SIZE = 256;
const LEAST_SCORE = 0.5;
const LEAST_OVERLAP = 0.3;

/**
 * Levels of red, green and blue, row by row.
 * @typedef {{ width: number, height: number, levels: Uint8Array }} Picture
 *
 * @typedef {{ left: number, top: number, width: number, height: number }} Box
 * @typedef {{ box: Box, points: { x: number, y: number }[] }} Face  points: right eye, left eye, nose, mouth, ears
 * @typedef {{ scale: number, shiftUp: number, aligned: boolean }} FaceShape
 *
 * An entry of `inputs` in the network's metadata; face: null where it sees the whole picture.
 * @typedef {{ name: string, size: number, face: FaceShape | null }} Input
 */

/** @param {number} value @param {number} low @param {number} high */
const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

/**
 * Which pixels of an axis each new pixel is made of, and their weights in fixed point: Pillow's BILINEAR. What lies outside
 * the picture repeats its edge pixel.
 *
 * @param {number} start
 * @param {number} length
 * @param {number} size of the picture
 * @param {number} newSize
 */
function tapsOf(start, length, size, newSize) {
  const base = Math.floor(start);
  const within = start - base;
  const touched = Math.ceil(within + length);
  const step = length / newSize;
  const radius = Math.max(step, 1);
  return Array.from({ length: newSize }, (_, i) => {
    const centre = within + (i + 0.5) * step;
    const first = Math.max(Math.floor(centre - radius + 0.5), 0);
    const last = Math.min(Math.floor(centre + radius + 0.5), touched);
    const exact = Array.from({ length: last - first }, (_, k) =>
      Math.max(1 - Math.abs((first + k - centre + 0.5) / radius), 0),
    );
    const sum = exact.reduce((total, weight) => total + weight, 0);
    return {
      places: exact.map((_, k) => clamp(base + first + k, 0, size - 1)),
      weights: exact.map((weight) => Math.floor((weight / sum) * 2 ** FRACTION_BITS + 0.5)),
    };
  });
}

/**
 * Resizes rows of pixels along one axis.
 *
 * @param {Uint8Array} levels
 * @param {ReturnType<typeof tapsOf>} taps
 * @param {{ lines: number, lineStep: number, step: number }} axis lines beside each other, and steps between values
 * @param {Uint8Array} target
 * @param {{ lineStep: number, step: number }} place
 */
function resizeAxis(levels, taps, { lines, lineStep, step }, target, place) {
  const half = 2 ** (FRACTION_BITS - 1);
  const toLevel = (/** @type {number} */ sum) => clamp(Math.floor(sum / 2 ** FRACTION_BITS), 0, 255);
  taps.forEach(({ places, weights }, index) => {
    for (let line = 0; line < lines; line++) {
      let [red, green, blue] = [half, half, half];
      for (let k = 0; k < places.length; k++) {
        const at = line * lineStep + /** @type {number} */ (places[k]) * step;
        const weight = /** @type {number} */ (weights[k]);
        red += weight * /** @type {number} */ (levels[at]);
        green += weight * /** @type {number} */ (levels[at + 1]);
        blue += weight * /** @type {number} */ (levels[at + 2]);
      }
      const pixel = line * place.lineStep + index * place.step;
      target[pixel] = toLevel(red);
      target[pixel + 1] = toLevel(green);
      target[pixel + 2] = toLevel(blue);
    }
  });
}

/**
 * The box of a picture, or all of it, in another size.
 *
 * @param {Picture} picture
 * @param {number} width
 * @param {number} height
 * @param {Box} [box]
 * @returns {Picture}
 */
export function resize(
  picture,
  width,
  height,
  box = { left: 0, top: 0, width: picture.width, height: picture.height },
) {
  const columns = tapsOf(box.left, box.width, picture.width, width);
  const rows = tapsOf(box.top, box.height, picture.height, height);
  const narrow = new Uint8Array(picture.height * width * 3);
  resizeAxis(picture.levels, columns, { lines: picture.height, lineStep: picture.width * 3, step: 3 }, narrow, {
    lineStep: width * 3,
    step: 3,
  });
  const levels = new Uint8Array(height * width * 3);
  const downwards = { lineStep: 3, step: width * 3 };
  resizeAxis(narrow, rows, { lines: width, ...downwards }, levels, downwards);
  return { width, height, levels };
}

/**
 * The picture as the detector sees it, black beside it, and where it lies in that.
 *
 * @param {Picture} picture
 */
export function letterbox(picture) {
  const scale = DETECTOR_SIZE / Math.max(picture.width, picture.height);
  const width = Math.max(Math.floor(picture.width * scale + 0.5), 1);
  const height = Math.max(Math.floor(picture.height * scale + 0.5), 1);
  const left = Math.floor((DETECTOR_SIZE - width) / 2);
  const top = Math.floor((DETECTOR_SIZE - height) / 2);
  const content = resize(picture, width, height).levels;
  const area = DETECTOR_SIZE * DETECTOR_SIZE;
  // (3, 256, 256), from -1 to 1; black is -1.
  const input = new Float32Array(3 * area).fill(-1);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      for (let channel = 0; channel < 3; channel++) {
        const level = content[(row * width + column) * 3 + channel] ?? 0;
        input[channel * area + (top + row) * DETECTOR_SIZE + left + column] = (level - 127.5) / 127.5;
      }
    }
  }
  return { input, place: { left, top, width, height } };
}

/** The middle of the cell of each of the detector's 896 boxes, in its pixels. */
const ANCHORS = [
  { side: 16, boxes: 2 },
  { side: 8, boxes: 6 },
].flatMap(({ side, boxes }) =>
  Array.from({ length: side * side * boxes }, (_, index) => {
    const cell = Math.floor(index / boxes);
    const step = DETECTOR_SIZE / side;
    return { x: ((cell % side) + 0.5) * step, y: (Math.floor(cell / side) + 0.5) * step };
  }),
);

/** Intersection over union. @param {Box} a @param {Box} b */
function overlapOf(a, b) {
  const width = Math.min(a.left + a.width, b.left + b.width) - Math.max(a.left, b.left);
  const height = Math.min(a.top + a.height, b.top + b.height) - Math.max(a.top, b.top);
  if (width <= 0 || height <= 0) return 0;
  return (width * height) / (a.width * a.height + b.width * b.height - width * height);
}

/**
 * @param {Float32Array} boxes (896, 16)
 * @param {Float32Array} scores (896)
 * @param {Box} place of the picture in what the detector saw
 * @param {Picture} picture
 * @returns {Face[]} in pixels of the picture
 */
export function findFaces(boxes, scores, place, picture) {
  let waiting = ANCHORS.flatMap(({ x, y }, index) => {
    const [dx = 0, dy = 0, width = 0, height = 0, ...rest] = boxes.subarray(index * 16, index * 16 + 16);
    const score = 1 / (1 + Math.exp(-(scores[index] ?? 0)));
    if (score < LEAST_SCORE || !(width > 0 && height > 0)) return [];
    const points = Array.from({ length: 6 }, (_, i) => ({ x: x + (rest[2 * i] ?? 0), y: y + (rest[2 * i + 1] ?? 0) }));
    return [{ score, box: { left: x + dx - width / 2, top: y + dy - height / 2, width, height }, points }];
  }).sort((a, b) => b.score - a.score);
  const xScale = picture.width / place.width;
  const yScale = picture.height / place.height;
  /** @type {Face[]} */
  const faces = [];
  for (let [best] = waiting; best; [best] = waiting) {
    const { box } = best;
    // Boxes of one face are blended, weighted with their scores.
    const same = waiting.filter((face) => overlapOf(face.box, box) > LEAST_OVERLAP);
    waiting = waiting.filter((face) => !same.includes(face));
    const total = same.reduce((sum, { score }) => sum + score, 0);
    const blend = (/** @type {(face: Face) => number} */ value) =>
      same.reduce((sum, face) => sum + (face.score / total) * value(face), 0);
    faces.push({
      box: {
        left: (blend((face) => face.box.left) - place.left) * xScale,
        top: (blend((face) => face.box.top) - place.top) * yScale,
        width: blend((face) => face.box.width) * xScale,
        height: blend((face) => face.box.height) * yScale,
      },
      points: best.points.map((_, i) => ({
        x: (blend((face) => face.points[i]?.x ?? 0) - place.left) * xScale,
        y: (blend((face) => face.points[i]?.y ?? 0) - place.top) * yScale,
      })),
    });
  }
  return faces;
}

/**
 * The square around a face, turned so that the eyes are level.
 *
 * @param {Picture} picture
 * @param {Face} face
 * @param {FaceShape} shape
 * @param {number} size
 * @returns {Picture}
 */
export function cutOut(picture, { box, points }, { scale, shiftUp, aligned }, size) {
  const side = scale * Math.max(box.width, box.height);
  const [right = { x: 0, y: 0 }, left = { x: 1, y: 0 }] = points;
  const angle = aligned ? Math.atan2(left.y - right.y, left.x - right.x) : 0;
  const [sine, cosine] = [Math.sin(angle), Math.cos(angle)];
  const x = box.left + box.width / 2 + shiftUp * side * sine;
  const y = box.top + box.height / 2 - shiftUp * side * cosine;
  if (angle === 0)
    return resize(picture, size, size, { left: x - side / 2, top: y - side / 2, width: side, height: side });

  // First what lies around it is reduced, upright, until its pixels are as large as those of the square.
  const step = Math.max(side / size, 1);
  const count = Math.ceil((side * (Math.abs(sine) + Math.abs(cosine))) / step) + 3;
  const around = {
    left: Math.floor(x - (step * count) / 2),
    top: Math.floor(y - (step * count) / 2),
    width: step * count,
    height: step * count,
  };
  // At step 1 this copies: every weight is 0 or 1.
  const reduced = resize(picture, count, count, around);
  const zoom = side / size / step;
  const middle = (size - 1) / 2;
  const xOffset = (x - around.left) / step - 0.5 - (cosine - sine) * zoom * middle;
  const yOffset = (y - around.top) / step - 0.5 - (sine + cosine) * zoom * middle;
  const levels = new Uint8Array(size * size * 3);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const across = cosine * zoom * column - sine * zoom * row + xOffset;
      const down = sine * zoom * column + cosine * zoom * row + yOffset;
      levels.set(sample(reduced, across, down), (row * size + column) * 3);
    }
  }
  return { width: size, height: size, levels };
}

/** As Agelens rounds, in single precision. */
const float = Math.fround;

/** @param {number} a @param {number} b @param {number} share */
const between = (a, b, share) => float(a + float(float(share) * float(b - a)));

/**
 * A pixel at a place counted between pixel centres, bilinearly.
 *
 * @param {Picture} picture
 * @param {number} across
 * @param {number} down
 */
function sample({ width, height, levels }, across, down) {
  const x = clamp(across, 0, width - 1);
  const y = clamp(down, 0, height - 1);
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const [right, bottom] = [Math.min(left + 1, width - 1), Math.min(top + 1, height - 1)];
  return [0, 1, 2].map((channel) => {
    const level = (/** @type {number} */ column, /** @type {number} */ row) =>
      levels[(row * width + column) * 3 + channel] ?? 0;
    const above = between(level(left, top), level(right, top), x - left);
    const below = between(level(left, bottom), level(right, bottom), x - left);
    return Math.floor(float(between(above, below, y - top) + 0.5));
  });
}

/**
 * What the network sees of a photograph, by the name of the input.
 *
 * @param {Picture} picture
 * @param {Input[]} inputs
 * @param {((image: Float32Array) => Promise<{ boxes: Float32Array, scores: Float32Array }>) | null} detect runs the face
 *   detector on (1, 3, 256, 256)
 * @returns {Promise<Record<string, Picture>>}
 */
export async function squaresOf(picture, inputs, detect) {
  const faces = detect && inputs.some(({ face }) => face) ? await detectFaces(picture, detect) : [];
  const areas = faces.map(({ box }) => box.width * box.height);
  const largest = faces[areas.indexOf(Math.max(...areas))];
  return Object.fromEntries(
    inputs.map(({ name, size, face }) => [
      name,
      largest && face ? cutOut(picture, largest, face, size) : resize(picture, size, size),
    ]),
  );
}

/** @param {Picture} picture @param {(image: Float32Array) => Promise<{ boxes: Float32Array, scores: Float32Array }>} detect */
async function detectFaces(picture, detect) {
  const { input, place } = letterbox(picture);
  const { boxes, scores } = await detect(input);
  return findFaces(boxes, scores, place, picture);
}

/** What is transparent is white. @param {string} path @returns {Promise<Picture>} */
async function readPhoto(path) {
  const { createCanvas, loadImage } = await import('@napi-rs/canvas');
  const image = await loadImage(path);
  const { width, height } = image;
  const context = createCanvas(width, height).getContext('2d');
  context.fillStyle = 'white';
  context.fillRect(0, 0, width, height);
  context.drawImage(image, 0, 0);
  const rgba = context.getImageData(0, 0, width, height).data;
  return {
    width,
    height,
    levels: Uint8Array.from({ length: width * height * 3 }, (_, i) => rgba[i + Math.floor(i / 3)] ?? 0),
  };
}

/**
 * What a network's file says of itself; ONNX Runtime does not tell in JavaScript. A file is a list of fields, of which
 * number 14 holds a name and a text each.
 *
 * @param {Uint8Array} bytes
 * @returns {Record<string, string>}
 */
export function readMetadata(bytes) {
  const text = (/** @type {Uint8Array | undefined} */ part) => new TextDecoder().decode(part);
  const entries = fieldsOf(bytes).filter(({ number }) => number === 14);
  return Object.fromEntries(
    entries.map(({ content }) => {
      const parts = fieldsOf(content);
      const part = (/** @type {number} */ wanted) => text(parts.find(({ number }) => number === wanted)?.content);
      return [part(1), part(2)];
    }),
  );
}

/**
 * The fields of a Protocol Buffers message that hold bytes; the others are passed over.
 * @param {Uint8Array} bytes
 */
function fieldsOf(bytes) {
  const fields = [];
  let at = 0;
  const next = () => {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = bytes[at++] ?? 0;
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  };
  while (at < bytes.length) {
    const key = next();
    const value = next();
    if (key % 8 !== 2) continue;
    fields.push({ number: Math.floor(key / 8), content: bytes.subarray(at, at + value) });
    at += value;
  }
  return fields;
}

async function main() {
  const { values, positionals } = parseArgs({ options: { detector: { type: 'string' } }, allowPositionals: true });
  const [model, ...photos] = positionals;
  if (!model || photos.length === 0) {
    console.error('Usage: node classify.mjs MODEL.onnx PHOTO... [--detector DETECTOR.onnx]');
    process.exitCode = 1;
    return;
  }
  const { InferenceSession, Tensor } = await import('onnxruntime-node');
  const bytes = await readFile(model);
  const session = await InferenceSession.create(bytes);
  const { classes, inputs } = readMetadata(bytes);
  /** @type {string[]} */
  const names = JSON.parse(classes ?? '');
  // A backbone may always take so many images at once.
  const [images] = session.inputMetadata;
  const batch = images?.isTensor && typeof images.shape[0] === 'number' ? images.shape[0] : 1;
  const detector = values.detector ? await InferenceSession.create(values.detector) : null;
  const detect = async (/** @type {Float32Array} */ image) => {
    const input = new Tensor('float32', image, [1, 3, DETECTOR_SIZE, DETECTOR_SIZE]);
    const outputs = await detector?.run({ images: input }, ['boxes', 'scores']);
    return /** @type {any} */ ({ boxes: outputs?.boxes?.data, scores: outputs?.scores?.data });
  };

  for (const path of photos) {
    const squares = await squaresOf(await readPhoto(path), JSON.parse(inputs ?? ''), detector && detect);
    const feeds = Object.entries(squares).map(([name, { width, height, levels }]) => {
      const copies = new Uint8Array(batch * levels.length);
      for (let copy = 0; copy < batch; copy++) copies.set(levels, copy * levels.length);
      return [name, new Tensor('uint8', copies, [batch, height, width, 3])];
    });
    const answer = await session.run(Object.fromEntries(feeds));
    const probabilities = Array.from(/** @type {Float32Array} */ (answer.probabilities?.data)).slice(0, names.length);
    console.log(`${path}: ${names[probabilities.indexOf(Math.max(...probabilities))]}`);
    console.log(`  ${names.map((name, index) => `${name} ${probabilities[index]?.toFixed(4)}`).join(', ')}`);
    const age = answer.expected_age?.data[0];
    if (age !== undefined) console.log(`  expected age ${Number(age).toFixed(1)}`);
  }
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) await main();
