// The sentences on two runs.
/** @import {Comparison, Prediction, Run} from '../types.d.ts' */
import { strings } from '../strings.js';
import { decimal, moment, percent, range } from './format.js';
import { methodSentence } from './method-words.js';
import { isRight } from './run-order.js';
import { testedCount } from './words.js';

const words = strings.runs;

/** "22 Nov 2026, 19:10: Linear, softmax, 61.4%" @param {Run} run */
export function runTitle(run) {
  return `${moment(run.startedAt)}: ${methodSentence(run)}, ${percent(run.metrics.accuracy)}`;
}

/** Whether the predictions of two runs are of the same photographs, whatever their order. @param {Run} one @param {Run} other */
export function areComparable(one, other) {
  if (one.predictions.length !== other.predictions.length) return false;
  const tested = testedKeys(one);
  return testedKeys(other).every((key, index) => key === tested[index]);
}

/** @param {Run} run */
function testedKeys({ predictions, classNames }) {
  return predictions.map(({ path, copy, classIndex }) => `${path} ${copy} ${classNames[classIndex]}`).sort();
}

/**
 * What only one of two runs on the same photographs got right.
 * @param {Run} later
 * @param {Run} earlier
 * @returns {{ onlyLater: Pair[], onlyEarlier: Pair[] }}
 * @typedef {{ later: Prediction, earlier: Prediction }} Pair
 */
export function onlyOneRight(later, earlier) {
  const keyOf = (/** @type {Prediction} */ { path, copy }) => `${path} ${copy}`;
  const before = new Map(earlier.predictions.map((prediction) => [keyOf(prediction), prediction]));
  const pairs = later.predictions.flatMap((prediction) => {
    const other = before.get(keyOf(prediction));
    return other ? { later: prediction, earlier: other } : [];
  });
  return {
    onlyLater: pairs.filter((pair) => isRight(pair.later) && !isRight(pair.earlier)),
    onlyEarlier: pairs.filter((pair) => !isRight(pair.later) && isRight(pair.earlier)),
  };
}

/**
 * Which is better, if that can be said.
 * @param {Comparison} comparison
 * @param {Run} run The later.
 */
export function verdictSentence({ count, accuracy: { value, interval } }, run) {
  const tested = testedCount(count, run.protocol);
  if (!interval) return words.noInterval(tested);
  if (interval.low <= 0 && interval.high >= 0) return words.alike(tested);
  return words.better(value > 0, tested, decimal(Math.abs(value) * 100, 1), sizes(interval));
}

/** @param {{low: number, high: number}} interval */
function sizes({ low, high }) {
  const [least = 0, most = 0] = [Math.abs(low), Math.abs(high)].sort((a, b) => a - b);
  return range({ low: least, high: most }, (share) => decimal(share * 100, 1));
}
