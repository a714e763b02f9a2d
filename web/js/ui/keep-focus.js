/** @import {AppState} from '../types.d.ts' */
import { stepOf } from './steps.js';

/**
 * Where the keyboard goes on when a job starts or ends, because the button that had the focus is gone by then.
 * Null: the focus stays where it is.
 * @param {AppState} before
 * @param {AppState} after
 * @param {AppState} started The state that the job began from: what it made may be there before it ends.
 * @returns {string | null} A selector.
 */
export function focusAfter(before, after, started = before) {
  if (!before.job && after.job) return `#${stepOf(after.job)} .job button`;
  if (before.job && !after.job) {
    if (before.job.kind === 'train')
      return after.trained === started.trained ? '#train .train-action button' : '#results-title';
    if (before.job.kind === 'search')
      return isNew(after.search, started.search) ? '#search-title' : '#train .search-action button';
    if (before.job.kind === 'compare')
      return isNew(after.backboneComparison, started.backboneComparison)
        ? '#backbones-title'
        : '#train .compare-action button';
    if (before.job.kind === 'intake') return '#photographs-title';
    if (before.job.kind === 'album')
      return isNew(after.album.answer, started.album.answer) ? '#album-ages-title' : '#album-title';
    if (before.job.kind === 'train-album')
      return after.trained === started.trained ? '#album-title' : '#album-figures-title';
    if (before.job.kind === 'export') return `#results [data-export=${after.exported?.name}] button`;
    if (before.job.kind === 'map') return '#results [data-draw-map]';
    if (before.job.kind === 'mean-maps')
      return isNew(after.meanMaps, started.meanMaps) ? '#mean-maps-title' : '#results [data-mean-maps]';
    if (before.job.kind === 'explain')
      return after.explanation?.answer === after.answer ? '#why-title' : '#classify .why button';
    if (before.job.kind === 'live') return '#classify [data-live-toggle]';
    if (before.job.kind === 'batch')
      return isNew(after.batch, started.batch) ? '#batch-title' : '#classify .photo-drop button';
    // Another face of the same photograph: the keyboard stays on the faces.
    const { photo } = after.answer ?? {};
    if (photo && after.answer !== started.answer && photo === started.answer?.photo)
      return '#classify [data-face][aria-pressed=true]';
    return '#classify .photo-drop button';
  }
  return null;
}

/** While these run, what they draw can be used, and the keyboard may be there when they end. */
const USABLE = ['map', 'mean-maps', 'explain', 'batch', 'live'];

/** @param {object | null | undefined} report @param {object | null | undefined} earlier */
const isNew = (report, earlier) => Boolean(report) && report !== earlier;

/**
 * Moves the focus there, unless the user has put it somewhere else meanwhile.
 * @param {HTMLElement} page
 * @param {AppState} before
 * @param {AppState} after
 * @param {AppState} started
 */
export function keepFocus(page, before, after, started) {
  const selector = focusAfter(before, after, started);
  const job = before.job ?? after.job;
  if (!selector || !job) return;
  const step = page.querySelector(`#${stepOf(job)}`);
  const active = document.activeElement;
  const isInBar = Boolean(active?.closest('agelens-job-bar'));
  // Training again is asked for among the results, beside what was changed: there it is waited for, and nothing jumps.
  if (active?.closest('agelens-run-changes') && after.job) {
    const title = /** @type {HTMLElement | null} */ (page.querySelector('#results-title'));
    requestAnimationFrame(() => title?.focus({ preventScroll: true }));
    return;
  }
  if (!active || !(step?.contains(active) || (isInBar && before.job))) return;
  const stays = !isInBar && !active.closest('.job') && !active.matches(':disabled');
  if (before.job && USABLE.includes(before.job.kind) && stays) return;
  // The steps draw themselves in the tasks that follow; by the next frame all have.
  requestAnimationFrame(() => {
    /** @type {HTMLElement | null | undefined} */
    const target = page.querySelector(selector);
    const folded = target?.closest('details:not([open])');
    const place = folded?.querySelector('summary') ?? target;
    // The bar is looked at from anywhere, also from a page beside the work: nothing jumps. Of what has no place the button keeps it.
    const shown = place?.checkVisibility() ? place : isInBar ? page.querySelector('main:not([hidden])') : null;
    /** @type {HTMLElement | null} */ (shown)?.focus({ preventScroll: isInBar });
  });
}
