// A new version is installed when the user says so, and then takes over at once: no page ever meets another version's
// files. Until then the service worker of a new version refuses to be installed (sw.js), because the browser alone would
// let it in as soon as the last page is closed.

/** @import { AppState } from '../types.d.ts' */

import { strings } from '../strings.js';
import { isOnlyPage } from './open-pages.js';
import { untilState } from './service-worker.js';

/**
 * @typedef {object} Updates
 * @property {() => Promise<void>} take lets the new version in, and reloads the page
 * @property {() => void} dismiss
 */

/**
 * Looks for a new version once; the browser itself looks again now and then.
 * @param {object} options
 * @param {ServiceWorkerContainer} options.serviceWorker
 * @param {ServiceWorkerRegistration} options.registration
 * @param {CacheStorage} options.caches
 * @param {LockManager | undefined} options.locks
 * @param {{updatesWait: string, pageLock: string}} options.names
 * @param {() => boolean} options.isBusy true while a job runs, which a reload would end
 * @param {() => void} options.reload
 * @param {(update: AppState['offline']['update']) => void} options.onChange
 * @returns {Updates}
 */
export function watchForUpdates(options) {
  const { serviceWorker, registration, caches, locks, names, isBusy, reload, onChange } = options;
  let isTaking = false;
  let isControlled = serviceWorker.controller !== null;

  async function install() {
    await caches.delete(names.updatesWait);
    try {
      await registration.update();
      const worker = registration.installing ?? registration.waiting;
      if (worker?.state === 'installing') await untilState(worker, 'installed');
      return worker;
    } finally {
      await caches.open(names.updatesWait);
    }
  }

  /** @returns {Promise<string | null>} why the page may not be reloaded now */
  async function findObstacle() {
    if (isBusy()) return strings.updates.jobRuns;
    if (await isOnlyPage(locks, names.pageLock)) return null;
    return strings.updates.openElsewhere;
  }

  async function take() {
    if (isTaking) return;
    isTaking = true;
    onChange({ isTaking, problem: null });
    try {
      const worker = (await findObstacle()) === null ? (registration.waiting ?? (await install())) : null;
      const problem = await findObstacle();
      isTaking = problem === null && worker !== null;
      if (worker && isTaking) worker.postMessage({ type: 'SKIP_WAITING' });
      // Withdrawn by the server, where there is no problem either.
      else onChange(problem === null ? null : { isTaking, problem });
    } catch {
      isTaking = false;
      onChange({
        isTaking,
        problem: strings.updates.notFetched,
      });
    }
  }

  serviceWorker.addEventListener('controllerchange', () => {
    // A first visit comes under its service worker's control without having been under another's.
    if (isControlled || isTaking) reload();
    isControlled = true;
  });
  const offer = () => {
    if (!isTaking) onChange({ isTaking, problem: null });
  };
  registration.addEventListener('updatefound', offer);
  if (registration.waiting) offer();
  caches
    .open(names.updatesWait)
    .then(() => registration.update())
    // Without a network there is nothing new.
    .catch(() => {});
  return { take, dismiss: () => onChange(null) };
}
