/** @import {AppState} from '../types.d.ts' */
import { stepOf } from './steps.js';

/**
 * Where the keyboard goes on when a job starts or ends, because the button that had the focus is gone by then.
 * Null: the focus stays where it is.
 * @param {AppState} before
 * @param {AppState} after
 * @returns {string | null} A selector.
 */
export function focusAfter(before, after) {
  if (!before.job && after.job) return `#${stepOf(after.job)} .job button`;
  if (before.job && !after.job) {
    if (before.job.kind === 'train')
      return after.project === before.project ? '#train .train-action button' : '#results-title';
    if (before.job.kind === 'search')
      return after.search === before.search ? '#train .search-action button' : '#search-title';
    if (before.job.kind === 'intake') return '#photographs-title';
    return '#classify .photo-drop button';
  }
  return null;
}

/**
 * Moves the focus there, unless the user has put it somewhere else meanwhile.
 * @param {HTMLElement} page
 * @param {AppState} before
 * @param {AppState} after
 */
export function keepFocus(page, before, after) {
  const selector = focusAfter(before, after);
  const job = before.job ?? after.job;
  if (!selector || !job) return;
  const step = page.querySelector(`#${stepOf(job)}`);
  if (!step?.contains(document.activeElement)) return;
  // The steps draw themselves in the tasks that follow; by the next frame all have.
  requestAnimationFrame(() => {
    /** @type {HTMLElement | null} */ (page.querySelector(selector))?.focus();
  });
}
