// Whether photographs gather by person or by class, measured on the embeddings: a drawing in a plane shows it only roughly.

/** @import { Gathering, Neighbourhood } from '../types.d.ts' */

import { throwIfAborted } from './cancel.js';

/** Looked at around each photograph; fewer where there are fewer. */
const NEIGHBOURS = 7;
/** Whose neighbours are looked for: of more, as many evenly. All are neighbours of these. */
const MOST_ASKED = 200;
/** After so long the page may draw. */
const SLICE_MS = 12;

/**
 * Positions of at most `most` of `count` things, evenly.
 *
 * @param {number} count
 * @param {number} most
 */
export const evenly = (count, most) =>
  Array.from({ length: Math.min(count, most) }, (_, index) => Math.floor((index * count) / Math.min(count, most)));

/**
 * Rows of length 1, as familiarity compares them; zeros stay.
 *
 * @param {Float32Array} embeddings
 * @param {number} dimension
 * @param {number[]} rows of the embeddings, in the order wanted
 * @returns {Float32Array} (rows, dimension)
 */
export function unitRows(embeddings, dimension, rows) {
  const units = new Float32Array(rows.length * dimension);
  rows.forEach((row, index) => {
    const source = embeddings.subarray(row * dimension, (row + 1) * dimension);
    let square = 0;
    for (const value of source) square += value * value;
    const factor = square > 0 ? 1 / Math.sqrt(square) : 0;
    for (let d = 0; d < dimension; d++) units[index * dimension + d] = (source[d] ?? 0) * factor;
  });
  return units;
}

/**
 * The nearest other rows, the nearest first; of equal ones the lower row.
 *
 * @param {Float32Array} units of length 1
 * @param {number} dimension
 * @param {number} row
 * @param {number} count
 * @returns {number[]}
 */
function nearestTo(units, dimension, row, count) {
  const start = row * dimension;
  /** @type {{ row: number, alike: number }[]} the most alike first */
  const found = [];
  for (let other = 0; other < units.length / dimension; other++) {
    if (other === row) continue;
    let alike = 0;
    const at = other * dimension;
    for (let d = 0; d < dimension; d++) alike += /** @type {number} */ (units[start + d]) * Number(units[at + d]);
    if (found.length === count && alike <= (found[count - 1]?.alike ?? 0)) continue;
    let place = found.length;
    while (place > 0 && (found[place - 1]?.alike ?? 0) < alike) place -= 1;
    found.splice(place, 0, { row: other, alike });
    if (found.length > count) found.pop();
  }
  return found.map((one) => one.row);
}

/**
 * @param {number[][]} neighbours of some rows
 * @param {number[]} rows which these are
 * @param {(row: number) => unknown} labelOf
 * @param {number} count of all rows
 * @returns {Gathering}
 */
function gatheringBy(neighbours, rows, labelOf, count) {
  /** @type {Map<unknown, number>} */
  const sizes = new Map();
  for (let row = 0; row < count; row++) sizes.set(labelOf(row), (sizes.get(labelOf(row)) ?? 0) + 1);
  const mean = (/** @type {(index: number, others: number) => number} */ value) =>
    rows.reduce((sum, row, index) => sum + value(index, (sizes.get(labelOf(row)) ?? 1) - 1), 0) / rows.length;
  const share = mean((index) => {
    const near = neighbours[index] ?? [];
    return near.filter((other) => labelOf(other) === labelOf(rows[index] ?? -1)).length / near.length;
  });
  const chance = mean((_, others) => others / (count - 1));
  const most = mean((index, others) => Math.min(1, others / (neighbours[index]?.length ?? 1)));
  return {
    share,
    chance,
    most,
    // Two standard errors of the share by chance. The neighbours of one photograph are taken as one observation.
    clear: share - chance > 2 * Math.sqrt((chance * (1 - chance)) / rows.length),
  };
}

/**
 * How often the nearest photographs are of the same person, and of the same class.
 *
 * @param {{ embeddings: Float32Array, dimension: number, persons: string[], classes: number[] }} photographs at least two
 * @param {AbortSignal} [signal]
 * @param {number} [most] neighbours
 * @returns {Promise<Neighbourhood>}
 */
export async function measureNeighbourhood({ embeddings, dimension, persons, classes }, signal, most = NEIGHBOURS) {
  const count = classes.length;
  const units = unitRows(embeddings, dimension, evenly(count, count));
  const rows = evenly(count, MOST_ASKED);
  const neighbours = [];
  const near = Math.min(most, count - 1);
  let sliceEnds = performance.now() + SLICE_MS;
  for (const row of rows) {
    if (performance.now() > sliceEnds) {
      await new Promise((resolve) => setTimeout(resolve));
      throwIfAborted(signal);
      sliceEnds = performance.now() + SLICE_MS;
    }
    neighbours.push(nearestTo(units, dimension, row, near));
  }
  const recur = new Set(persons).size < count;
  return {
    neighbours: near,
    asked: rows.length,
    person: recur ? gatheringBy(neighbours, rows, (row) => persons[row], count) : null,
    class: gatheringBy(neighbours, rows, (row) => classes[row], count),
  };
}
