// What tools would show that split altered copies at random: what the honest figures stand beside, never in their place.

/** @import { Optimistic } from '../types.d.ts' */
/** @import { Task } from './evaluate.js' */

import { indexOfLargest } from './evaluate.js';
import { fitModel } from './fit.js';
import { makeUnits, splitUnits } from './units.js';

/**
 * Whether it can be measured beside this protocol: without copies no photograph is on both sides of a random split, and
 * under `seed` it is the run's own figure.
 *
 * @param {Pick<Task, 'settings' | 'protocol'>} task
 */
export const hasOptimistic = ({ settings, protocol }) => protocol !== 'seed' && settings.copies > 0;

/**
 * Accuracy under the `seed` protocol, on the same embeddings by the same settings: what a run of that protocol has, to the
 * last bit. No temperature is fitted, because none changes which class is the likeliest; so it is one training for each
 * member of the ensemble.
 *
 * @param {Task} task
 * @param {{ signal?: AbortSignal | undefined, onPart: (fraction: number) => void }} context parts of one training
 * @returns {Promise<Optimistic>}
 */
export async function measureOptimistic({ core, data, embedded, settings, loss }, { signal, onPart }) {
  const classCount = embedded.dataset.classNames.length;
  const units = makeUnits(embedded, settings, 'seed');
  const folds = await splitUnits(core, units, { ...settings, protocol: 'seed' }, signal);
  const uncalibrated = { ...settings, calibration: /** @type {const} */ ('off') };
  const fitting = { core, data, settings: uncalibrated, loss, classCount, signal, onPart, onEpoch: () => {} };
  let right = 0;
  let count = 0;
  for (const { train, test } of folds) {
    const { probabilities } = await fitModel(fitting, train, test);
    count += test.length;
    right += test.filter(({ classIndex }, index) => {
      const start = index * classCount;
      return indexOfLargest(probabilities.subarray(start, start + classCount)) === classIndex;
    }).length;
  }
  return { accuracy: right / count, count };
}
