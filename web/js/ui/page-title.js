// What the window is called: how far the work is, the page that is shown, and the name.
/** @import {AppState} from '../types.d.ts' */
/** @import {PageId} from './route.js' */
import { strings } from '../strings.js';
import { percent } from './format.js';
import { shareDone } from './job-share.js';

/** Jobs that one may leave alone. */
const LONG = ['train', 'search', 'compare', 'train-album'];

/**
 * Whether a long job has come to its end between the two, and how.
 * @param {AppState} before
 * @param {AppState} after
 * @returns {'done' | 'failed' | null} null: no, or the user ended it
 */
export function outcomeOf(before, after) {
  const { job } = before;
  if (!job || after.job || job.cancelling || !LONG.includes(job.kind)) return null;
  return after.errors.train || after.errors.album ? 'failed' : 'done';
}

/**
 * @param {AppState['job']} job
 * @param {PageId | null} page
 * @param {'done' | 'failed' | null} outcome of a job that ended and has not been looked at yet
 */
export function titleOf(job, page, outcome) {
  const { page: words, job: jobWords } = strings;
  const share = job && shareDone(job);
  const progress = job ? (share === null ? null : percent(share, 0)) : outcome && jobWords[outcome];
  return [progress, page && words.titles[page], page || progress ? words.name : words.windowTitle]
    .filter(Boolean)
    .join(' – ');
}
