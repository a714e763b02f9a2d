/** @import { Dataset, Trained } from '../types.d.ts' */

import { AgelensError } from './errors.js';

/**
 * The photographs that a classifier was trained on; throws where other ones, or none, are on the page. Another folder may
 * have files of the same names.
 *
 * @param {Dataset | null} dataset
 * @param {Trained} trained
 * @param {string} what needs them, as the beginning of a sentence
 * @returns {Dataset}
 */
export function checkTrainedOn(dataset, { run, model: { photographs } }, what) {
  const same = dataset?.name === run.datasetName && dataset.samples.length === photographs.length;
  if (!same || dataset.samples.some(({ path }, index) => path !== photographs[index]?.path)) {
    throw new AgelensError(
      'no-photographs',
      `${what} the photographs that the classifier was trained on; choose their folder, or train again.`,
    );
  }
  return dataset;
}
