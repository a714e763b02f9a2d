// How many years the answers of a run are off, and to which side.
/** @import {Run} from '../types.d.ts' */
import { strings } from '../strings.js';
import { decimal, percent } from './format.js';

const words = strings.results.years;

/** More bars than these can not be told apart on a telephone. */
const MOST_BINS = 25;

/** @typedef {{ years: number, count: number }} YearsBin `years` is the middle of the bin: predicted less true */

/**
 * A bin for each step of the classes, from the youngest error to the oldest; wider where there would be too many. None
 * unless classes are ordinal.
 *
 * @param {Pick<Run, 'predictions' | 'classValues'>} run
 * @returns {YearsBin[]}
 */
export function yearsBins(run) {
  const errors = errorsOf(run);
  if (errors.length === 0) return [];
  const values = run.classValues ?? [];
  const gaps = values.slice(1).map((value, index) => value - (values[index] ?? value));
  const furthest = errors.reduce((most, error) => Math.max(most, Math.abs(error)), 0);
  const narrowest = Math.min(...gaps.filter((gap) => gap > 0));
  const width = narrowest * Math.max(1, Math.ceil((2 * furthest) / narrowest / MOST_BINS));
  const side = Math.max(1, Math.round(furthest / width));
  /** @type {YearsBin[]} */
  const bins = Array.from({ length: 2 * side + 1 }, (_, index) => ({
    // Not 0.30000000000000004.
    years: Number(((index - side) * width).toFixed(6)),
    count: 0,
  }));
  for (const error of errors) {
    const bin = bins[Math.round(error / width) + side];
    if (bin) bin.count += 1;
  }
  return bins;
}

/** Predicted less true, in years. @param {Pick<Run, 'predictions' | 'classValues'>} run @returns {number[]} */
function errorsOf({ predictions, classValues }) {
  if (!classValues) return [];
  const of = (/** @type {number} */ index) => classValues[index] ?? 0;
  return predictions.map(({ classIndex, predictedIndex }) => of(predictedIndex) - of(classIndex));
}

/**
 * How far off, how often beside, and to which side. [] unless classes are ordinal.
 * @param {Run} run
 */
export function yearsSentences(run) {
  const errors = errorsOf(run);
  const { maeYears, withinOne } = run.metrics;
  if (errors.length === 0 || maeYears === null || withinOne === null) return [];
  const share = (/** @type {(error: number) => boolean} */ holds) =>
    percent(errors.filter(holds).length / errors.length, 0);
  const bias = errors.reduce((sum, error) => sum + error, 0) / errors.length;
  const size = decimal(Math.abs(bias), 1);
  const isEven = Number.parseFloat(size) === 0;
  return [
    `${words.exact(share((error) => error === 0))}, ${words.sides(
      share((error) => error > 0),
      share((error) => error < 0),
    )}.`,
    words.figures(decimal(maeYears, 1), percent(withinOne, 0)),
    isEven ? words.even : bias > 0 ? words.tooOld(size) : words.tooYoung(size),
  ];
}
