// The sentences on two runs of the same photographs.
/** @import {Comparison, Run} from '../types.d.ts' */
import { decimal, moment, percent, range } from './format.js';
import { methodSentence } from './method-words.js';
import { testedCount } from './words.js';

/** "22 Nov 2026, 19:10: Linear, softmax, 61.4%" @param {Run} run */
export function runTitle(run) {
  return `${moment(run.startedAt)}: ${methodSentence(run)}, ${percent(run.metrics.accuracy)}`;
}

/**
 * The earlier runs whose predictions are of the same photographs, whatever their order.
 * @param {Run} run
 * @param {Run[]} runs
 */
export function comparableRuns(run, runs) {
  const tested = testedKeys(run);
  return runs.filter((other) => {
    if (other.startedAt === run.startedAt || other.predictions.length !== run.predictions.length) return false;
    return testedKeys(other).every((key, index) => key === tested[index]);
  });
}

/** @param {Run} run */
function testedKeys({ predictions, classNames }) {
  return predictions.map(({ path, copy, classIndex }) => `${path} ${copy} ${classNames[classIndex]}`).sort();
}

/**
 * Which is better, if that can be said. The earlier run is the first of the two.
 * @param {Comparison} comparison
 * @param {Run} run The latest.
 */
export function verdictSentence({ count, accuracy: { value, interval } }, run) {
  const tested = testedCount(count, run.protocol);
  if (!interval) return `Whether these two differ cannot be said: ${tested} of one person give no interval.`;
  if (interval.low <= 0 && interval.high >= 0) return `These two cannot be told apart on ${tested}.`;
  const better = value > 0 ? 'This run' : 'The earlier run';
  const size = `${decimal(Math.abs(value) * 100, 1)} points`;
  return `${better} is better: its accuracy on ${tested} is higher by ${size} (${sizes(interval)}).`;
}

/** @param {{low: number, high: number}} interval */
function sizes({ low, high }) {
  const [least = 0, most = 0] = [Math.abs(low), Math.abs(high)].sort((a, b) => a - b);
  return `95% interval: ${range({ low: least, high: most }, (share) => decimal(share * 100, 1))}`;
}
