// Registers the service worker that the build made.
import { strings } from '../strings.js';

/**
 * Resolves when a service worker is active, that is when the page itself is stored; rejects with a reason when it
 * cannot be.
 * @param {ServiceWorkerContainer} serviceWorker
 * @param {string} base the page's address
 */
export async function activateServiceWorker(serviceWorker, base) {
  const registration = await serviceWorker.register(new URL('sw.js', base), { updateViaCache: 'none' });
  const worker = registration.installing ?? registration.waiting;
  if (!registration.active && worker) await untilState(worker, 'activated');
  return registration;
}

/**
 * @param {ServiceWorker} worker
 * @param {'installed' | 'activated'} state
 */
export function untilState(worker, state) {
  return new Promise((resolve, reject) => {
    const look = () => {
      if (worker.state === state) resolve(undefined);
      else if (worker.state === 'redundant') reject(new Error(strings.offline.pageNotStored));
    };
    worker.addEventListener('statechange', look);
    look();
  });
}
