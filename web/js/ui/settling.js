/** @import {AppState, JobKind} from '../types.d.ts' */
import { onceAFrame } from './once-a-frame.js';
import { stepOf } from './steps.js';

/** They put something into the middle of the page. @type {(JobKind | undefined)[]} */
const MAKING = ['intake', 'train', 'search', 'compare', 'classify', 'batch'];

/**
 * Keeps `data-making` of the page at the step whose job puts something there, until what it made has its place: what follows is
 * not seen meanwhile, so that nothing is pushed away under the reader's eyes.
 *
 * @param {HTMLElement} page
 */
export function settling({ dataset }) {
  let isMaking = false;
  // This frame draws what was made, the next one what follows, at the place where it is by then.
  const settle = onceAFrame(() => {
    if (!isMaking) delete dataset.making;
  });

  return {
    /** With each state that is drawn. @param {AppState['job']} job */
    follow(job) {
      isMaking = MAKING.includes(job?.kind);
      if (job && isMaking) dataset.making = stepOf(job);
      else if (dataset.making) settle();
    },
  };
}
