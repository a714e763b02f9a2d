// The interface without services: shows one of states.js at a time, and remembers the events that come out.
import '../../../web/js/ui/app.js';
// Loaded at once here, so that a state is whole when it is shown.
import '../../../web/js/ui/results-charts.js';
import '../../../web/js/ui/duplicate-groups.js';
import '../../../web/js/ui/batch.js';
import '../../../web/js/ui/camera-burst.js';
import '../../../web/js/ui/live.js';
import '../../../web/js/ui/map/embedding-map.js';
import '../../../web/js/ui/mean-map-grid.js';
import '../../../web/js/ui/sheet/contact-sheet.js';
import '../../../web/js/ui/run-pair.js';
import '../../../web/js/ui/why.js';
import { useThumbnails } from '../../../web/js/ui/thumbnail-source.js';
import { markLookedAt, unmark } from './looked-at.js';
import { states } from './states.js';
import { tabWalk } from './tab-walk.js';

const EVENTS = [
  'files-chosen',
  'sample-requested',
  'dataset-cleared',
  'setting-changed',
  'device-changed',
  'train-requested',
  'search-requested',
  'backbones-compared',
  'face-chosen',
  'cache-cleared',
  'comparison-chosen',
  'cancel-requested',
  'photo-chosen',
  'answer-face-chosen',
  'album-chosen',
  'album-moved',
  'album-removed',
  'album-cleared',
  'album-trained',
  'album-read',
  'export-requested',
  'chart-saved',
  'map-requested',
  'course-requested',
  'photographs-filtered',
  'why-requested',
  'mean-maps-requested',
  'classifier-cleared',
  'project-opened',
  'project-created',
  'project-renamed',
  'project-duplicated',
  'project-deleted',
  'project-restored',
  'project-saved',
  'project-file-chosen',
  'copying-stopped',
  'keeping-retried',
  'persistence-requested',
  'photographs-added',
  'photographs-removed',
  'photographs-excluded',
  'photographs-put-back',
  'photographs-moved',
  'photograph-renamed',
  'class-renamed',
  'undo-requested',
  'undo-dismissed',
  'duplicates-requested',
  'photos-chosen',
  'batch-cleared',
  'batch-shown',
  'batch-saved',
  'live-requested',
  'live-picture',
  'live-closed',
  'run-removed',
  'update-requested',
  'update-dismissed',
];

const app = /** @type {import('../../../web/js/ui/app.js').AgelensApp} */ (document.querySelector('agelens-app'));

/** @type {{name: string, detail: any}[]} */
const events = [];
for (const name of EVENTS) {
  app.addEventListener(name, (event) => events.push({ name, detail: /** @type {CustomEvent} */ (event).detail }));
}

/** @type {string[]} */
const violations = [];
document.addEventListener('securitypolicyviolation', ({ violatedDirective, sample }) => {
  violations.push(`${violatedDirective} ${sample}`);
});

/** @param {keyof typeof states} name @param {Partial<import('../../../web/js/types.d.ts').AppState>} [patch] */
async function show(name, patch = {}) {
  app.state = { ...(await states[name]()), ...patch };
  await app.updateComplete;
  const results = /** @type {any} */ (document.querySelector('agelens-results'));
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const isWhole = results.slices.isWhole;
  while (!results.slices.isWhole) await frame();
  await results.updateComplete;
  // Folded parts of the results are unfolded here, unless a test folds them.
  for (const part of document.querySelectorAll('details.part')) /** @type {HTMLDetailsElement} */ (part).open = true;
  // The charts are drawn in the frames that follow.
  for (let frames = 0; !isWhole && frames < 4; frames += 1) await frame();
}

Object.assign(globalThis, {
  fixture: { app, events, violations, show, states, useThumbnails, markLookedAt, unmark, tabWalk },
});
show('start');
