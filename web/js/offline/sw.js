// The service worker: answers for the page's files from the browser's cache, of one version at a time, and gives its
// answers the headers that a plain host does not send. The build puts the list of the page's files in.

import { PrecacheController, PrecacheRoute } from 'workbox-precaching';
import { registerRoute } from 'workbox-routing';
import { CacheFirst } from 'workbox-strategies';
import { LARGE_FILE, namesOf } from './names.js';
import { SECURITY_HEADERS } from './security-headers.js';

/**
 * As much of ServiceWorkerGlobalScope as is used: its types cannot stand beside the page's.
 * @typedef {object} Scope
 * @property {{scope: string, active: object | null}} registration
 * @property {{claim: () => Promise<void>}} clients
 * @property {() => Promise<void>} skipWaiting
 * @property {(type: string, react: (event: any) => void) => void} addEventListener
 */
const worker = /** @type {Scope} */ (/** @type {unknown} */ (self));
const names = namesOf(worker.registration.scope);

const secure = {
  /** @param {{response: Response}} answer */
  async handlerWillRespond({ response }) {
    const headers = new Headers(response.headers);
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) headers.set(name, value);
    return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
  },
};

const page = new PrecacheController({ cacheName: names.pageCache, plugins: [secure] });
// The build looks for these words.
page.addToCacheList(/** @type {any} */ (self).__WB_MANIFEST);
registerRoute(new PrecacheRoute(page, { ignoreURLParametersMatching: [/.*/] }));
registerRoute(
  ({ url }) => LARGE_FILE.test(url.pathname),
  new CacheFirst({ cacheName: names.largeFilesCache, plugins: [secure], matchOptions: { ignoreVary: true } }),
);

/** @param {any} event */
async function install(event) {
  if (worker.registration.active && (await caches.has(names.updatesWait)))
    throw new Error('install() waits for the word of the user');
  await page.install(event);
}

worker.addEventListener('install', (event) => event.waitUntil(install(event)));
worker.addEventListener('activate', (event) =>
  // The first visit becomes usable offline without a reload.
  event.waitUntil(page.activate(event).then(() => worker.clients.claim())),
);
worker.addEventListener('message', ({ data }) => {
  if (data?.type === 'SKIP_WAITING') worker.skipWaiting();
});
