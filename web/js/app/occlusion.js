// Occlusion (Zeiler and Fergus 2014): a square of one colour slides over what a backbone sees, and what the classifier
// loses by it is noted. It needs no gradient, and so checks the maps that do.

/** @import { ClassMaps } from '../types.d.ts' */

/** Places along a side; what is covered around each is two of them wide. */
export const GRID = 7;

/** What is rarer counts as this rare: how far a probability falls below it says nothing more. */
const LEAST = 1e-4;

/** What is covered around a place, in parts of the side. @param {number} place along an axis */
const reach = (place) => [Math.max(0, place - 0.5) / GRID, Math.min(GRID, place + 1.5) / GRID];

/**
 * The image with what is around each place covered, row by row, by its mean colour.
 *
 * @param {Float32Array} image (3, size, size)
 * @param {number} size
 * @returns {Generator<Float32Array, void, void>}
 */
export function* coveredImages(image, size) {
  const plane = size * size;
  const colours = [0, 1, 2].map(
    (channel) => image.subarray(channel * plane, (channel + 1) * plane).reduce((sum, value) => sum + value, 0) / plane,
  );
  for (let place = 0; place < GRID * GRID; place++) {
    const [top = 0, bottom = 0] = reach(Math.floor(place / GRID)).map((part) => Math.round(part * size));
    const [left = 0, right = 0] = reach(place % GRID).map((part) => Math.round(part * size));
    const covered = image.slice();
    for (const [channel, colour] of colours.entries()) {
      for (let y = top; y < bottom; y++) {
        covered.fill(colour, channel * plane + y * size + left, channel * plane + y * size + right);
      }
    }
    yield covered;
  }
}

/** @param {ArrayLike<number>} probabilities @param {number} index without taking nearly 1 from 1 */
export function logOdds(probabilities, index) {
  let others = 0;
  for (let other = 0; other < probabilities.length; other++) if (other !== index) others += probabilities[other] ?? 0;
  return Math.log(Math.max(probabilities[index] ?? 0, LEAST)) - Math.log(Math.max(others, LEAST));
}

/**
 * By how much each class's log odds fall.
 *
 * @param {ArrayLike<number>} before probabilities of the image as it is
 * @param {Float32Array} after (places, classes)
 * @returns {ClassMaps}
 */
export function dropsOf(before, after) {
  const classes = before.length;
  const places = GRID * GRID;
  const values = new Float32Array(classes * places);
  for (let place = 0; place < places; place++) {
    const covered = after.subarray(place * classes, (place + 1) * classes);
    for (let index = 0; index < classes; index++) {
      values[index * places + place] = logOdds(before, index) - logOdds(covered, index);
    }
  }
  return { values, height: GRID, width: GRID };
}

/**
 * A class's map summed over what is covered around each place: what covering it should take away.
 *
 * @param {Float32Array} values (height, width)
 * @param {Pick<ClassMaps, 'height' | 'width'>} size
 * @returns {Float32Array} (GRID, GRID)
 */
export function underPatches(values, { height, width }) {
  const rows = Array.from({ length: GRID }, (_, place) => overlaps(place, height));
  const columns = Array.from({ length: GRID }, (_, place) => overlaps(place, width));
  const sums = new Float32Array(GRID * GRID);
  for (const [row, down] of rows.entries()) {
    for (const [column, right] of columns.entries()) {
      let sum = 0;
      for (const [y, part] of down.entries()) {
        for (const [x, share] of right.entries()) sum += part * share * (values[y * width + x] ?? 0);
      }
      sums[row * GRID + column] = sum;
    }
  }
  return sums;
}

/** How much of each of `count` cells is covered around a place. @param {number} place @param {number} count */
function overlaps(place, count) {
  const [from = 0, to = 0] = reach(place).map((part) => part * count);
  return Array.from({ length: count }, (_, cell) => Math.max(0, Math.min(to, cell + 1) - Math.max(from, cell)));
}

/**
 * Spearman's rank correlation, equals sharing their mean rank; null where one of them is the same everywhere.
 *
 * @param {Float32Array} first
 * @param {Float32Array} second
 * @returns {number | null}
 */
export function rankCorrelation(first, second) {
  const [a, b] = [ranksOf(first), ranksOf(second)];
  const middle = (a.length - 1) / 2;
  let product = 0;
  let squaresA = 0;
  let squaresB = 0;
  for (const [index, rank] of a.entries()) {
    const other = (b[index] ?? 0) - middle;
    product += (rank - middle) * other;
    squaresA += (rank - middle) ** 2;
    squaresB += other ** 2;
  }
  return squaresA > 0 && squaresB > 0 ? product / Math.sqrt(squaresA * squaresB) : null;
}

/** From 0. @param {Float32Array} values */
function ranksOf(values) {
  const sorted = values.slice().sort();
  return Array.from(values, (value) => (sorted.indexOf(value) + sorted.lastIndexOf(value)) / 2);
}
