/** @import {Dataset, Trained} from '../types.d.ts' */

/**
 * Whether the classifier is of just these photographs. Another folder may have files of the same names.
 * @param {Trained} trained
 * @param {Dataset} dataset
 */
export function isTrainedOn({ run, model: { photographs } }, { name, samples }) {
  return (
    name === run.datasetName &&
    samples.length === photographs.length &&
    samples.every(({ path }, index) => path === photographs[index].path)
  );
}
