/** @import { Comparison, CoreService, Run } from '../types.d.ts' */

import { AgelensError } from './errors.js';
import { RESAMPLES } from './evaluate.js';

/**
 * How a run differs from an earlier one on the same photographs: its figures less the earlier one's.
 *
 * @param {Pick<CoreService, 'compareRuns'>} core
 * @param {Run} later
 * @param {Run} earlier
 * @returns {Promise<Comparison>}
 */
export async function compareTwo(core, later, earlier) {
  const keyOf = (/** @type {Run} */ { predictions }) =>
    predictions.map(({ path, copy }) => `${path} ${copy}`).join('\n');
  if (keyOf(later) !== keyOf(earlier)) {
    throw new AgelensError(
      'different-runs',
      'These runs were tested on different photographs, so they do not compare.',
    );
  }
  const { predictions, personNames, classNames, classValues, settings } = later;
  const personIndices = new Map(personNames.map((name, index) => [name, index]));
  const probabilitiesOf = (/** @type {Run} */ run) =>
    Float32Array.from(run.predictions.flatMap(({ probabilities }) => probabilities));
  return core.compareRuns({
    labels: Int32Array.from(predictions, ({ classIndex }) => classIndex),
    persons: Int32Array.from(predictions, ({ person }) => personIndices.get(person) ?? 0),
    first: probabilitiesOf(earlier),
    second: probabilitiesOf(later),
    classCount: classNames.length,
    classValues,
    seed: settings.seed,
    resamples: RESAMPLES,
  });
}
