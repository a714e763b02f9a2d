// Registers the service worker that the build made, and decides when a new version of it takes over.

/** Every open page holds this lock, so that pages can be counted. */
const PAGE_LOCK = 'agelens-page';

/**
 * Resolves when a service worker is active, that is when the page itself is stored; rejects with a reason when it
 * cannot be. When a new version is waiting and no other page is open, lets it in and reloads, and never resolves.
 * @param {{serviceWorker: ServiceWorkerContainer, locks: LockManager | undefined, base: string, reload: () => void}} browser
 */
export async function activateServiceWorker({ serviceWorker, locks, base, reload }) {
  const registration = await serviceWorker.register(new URL('sw.js', base), { updateViaCache: 'none' });
  if (registration.active) {
    if (registration.waiting && (await isOnlyPage(locks))) {
      serviceWorker.addEventListener('controllerchange', () => reload(), { once: true });
      registration.waiting.postMessage({ type: 'SKIP_WAITING' });
      await new Promise(() => {});
    }
    return;
  }
  const worker = registration.installing ?? registration.waiting;
  if (worker) await untilActive(worker);
}

/**
 * Keeps the lock until the page goes away.
 * @param {LockManager | undefined} locks
 */
export async function countThisPage(locks) {
  if (!locks) return;
  await new Promise((resolve) => {
    locks.request(PAGE_LOCK, { mode: 'shared' }, () => {
      resolve(undefined);
      return new Promise(() => {});
    });
  });
}

/** @param {LockManager | undefined} locks */
async function isOnlyPage(locks) {
  if (!locks) return false;
  const { held = [] } = await locks.query();
  return held.filter(({ name }) => name === PAGE_LOCK).length === 1;
}

/** @param {ServiceWorker} worker */
function untilActive(worker) {
  return new Promise((resolve, reject) => {
    const look = () => {
      if (worker.state === 'activated') resolve(undefined);
      else if (worker.state === 'redundant') reject(new Error('the browser could not store the page'));
    };
    worker.addEventListener('statechange', look);
    look();
  });
}
