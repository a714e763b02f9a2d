/** @import {AppState} from '../types.d.ts' */
/** @import {StepId} from './steps.js' */
import { stepOf } from './steps.js';

/**
 * The property `job` of an element of one step: the step's own job redraws it with each progress, another one only when it
 * begins and ends.
 *
 * @param {StepId} step
 * @returns {import('lit').PropertyDeclaration}
 */
export function jobOf(step) {
  return {
    attribute: false,
    hasChanged: (/** @type {AppState['job']} */ job, /** @type {AppState['job'] | undefined} */ before) =>
      job !== before && (!job || job.kind !== before?.kind || stepOf(job) === step),
  };
}
