// Makes the page work without a network, and says truthfully whether it does.
import { deleteOthers, isStored, LARGE_FILES_CACHE, LARGE_FILES_LIST, storeFile } from './large-files.js';
import { activateServiceWorker, countThisPage } from './service-worker.js';

/** @import {AppState} from '../types.d.ts' */
/** @import {Fetch, LargeFile} from './large-files.js' */

/**
 * What is used of the browser; tests give their own.
 * @typedef {object} Browser
 * @property {ServiceWorkerContainer | undefined} serviceWorker absent in private windows and on insecure addresses
 * @property {CacheStorage} caches
 * @property {LockManager | undefined} locks
 * @property {Fetch} fetch
 * @property {string} base the page's address
 * @property {() => void} reload
 * @property {(back: () => void) => void} onOnline
 */

/**
 * Registers the service worker and fills the cache of large files, telling `onChange` of each step. The state is
 * 'ready' only when the page is stored and every needed file is in the cache with the right SHA-256. What failed is
 * tried again when the network comes back.
 * @param {object} options
 * @param {() => Promise<string[]>} options.neededFiles addresses of the runtime and backbones that this page uses
 * @param {(offline: AppState['offline']) => void} options.onChange
 * @param {Browser} [options.browser]
 * @returns {{refresh: () => Promise<void>}} `refresh` looks again, for when other files have become needed
 */
export function startOffline({ neededFiles, onChange, browser = thisBrowser() }) {
  let shown = '';
  /** @param {AppState['offline']['state']} state @param {string} message */
  const show = (state, message) => {
    if (message !== shown) onChange({ state, message });
    shown = message;
  };

  const { serviceWorker } = browser;
  if (!serviceWorker) {
    show('unsupported', 'This browser window cannot keep the page for offline use; a private window never can.');
    return { refresh: async () => {} };
  }

  const attempt = async () => {
    show('preparing', 'Preparing to work offline: storing the page');
    try {
      await activateServiceWorker({ ...browser, serviceWorker });
      const list = await readList(browser);
      const missing = await fillCache(list, await neededFiles(), browser, (message) => show('preparing', message));
      if (missing.length === 0) show('ready', 'Ready to work offline');
      else show('incomplete', `Not ready to work offline: ${missing.join('; ')}. Reload the page to try again.`);
    } catch (error) {
      show('incomplete', `Not ready to work offline: ${reasonOf(error)}. Reload the page to try again.`);
    }
  };
  let last = countThisPage(browser.locks).then(attempt);
  // One attempt at a time: two would fetch the same file twice.
  const refresh = () => {
    last = last.then(attempt);
    return last;
  };
  browser.onOnline(() => {
    if (shown !== 'Ready to work offline') refresh();
  });
  return { refresh };
}

/**
 * @param {Browser} browser
 * @returns {Promise<Map<string, LargeFile>>} by absolute address
 */
async function readList({ fetch, base }) {
  const response = await fetch(new URL(LARGE_FILES_LIST, base).href);
  if (!response.ok) throw new Error(`the list of large files is missing (the server answered ${response.status})`);
  const files = /** @type {LargeFile[]} */ (await response.json());
  return new Map(files.map((file) => [new URL(file.url, base).href, file]));
}

/**
 * @param {Map<string, LargeFile>} list
 * @param {string[]} needed
 * @param {Browser} browser
 * @param {(message: string) => void} say
 * @returns {Promise<string[]>} what is missing, each with its reason
 */
async function fillCache(list, needed, { caches, fetch, base }, say) {
  const cache = await caches.open(LARGE_FILES_CACHE);
  await deleteOthers(cache, new Set(list.keys()));
  const missing = [];
  for (const address of new Set(needed.map((url) => new URL(url, base).href))) {
    const file = list.get(address);
    if (!file) {
      // Not a large file, so the service worker has stored it with the page, or nobody has.
      if (!(await caches.match(address, { ignoreSearch: true, ignoreVary: true })))
        missing.push(`${address} is not part of this version`);
      continue;
    }
    if (await isStored(cache, address, file)) continue;
    const title = titleOf(file.url);
    const total = megabytes(file.bytes);
    try {
      await storeFile(cache, address, file, {
        fetch,
        onProgress: (bytes) => say(`Preparing to work offline: ${title}, ${megabytes(bytes)} of ${total} MB`),
      });
    } catch (error) {
      missing.push(`${title} is missing (${reasonOf(error)})`);
    }
  }
  return missing;
}

/** @param {string} url `backbones/NAME-HASH.onnx`, or a file of the runtime */
function titleOf(url) {
  const backbone = /backbones\/(.+)-[^-]+\.onnx$/.exec(url);
  return backbone ? `the backbone ${backbone[1]}` : 'the ONNX runtime';
}

/** @param {number} bytes */
function megabytes(bytes) {
  return Math.ceil(bytes / 1e6);
}

/** @param {unknown} error */
function reasonOf(error) {
  if (error instanceof DOMException && error.name === 'QuotaExceededError') {
    return 'the browser has no room left to store it, so free some disk space';
  }
  if (error instanceof TypeError) return 'the server cannot be reached';
  return error instanceof Error ? error.message : String(error);
}

/** @returns {Browser} */
function thisBrowser() {
  return {
    serviceWorker: navigator.serviceWorker,
    caches: globalThis.caches,
    locks: navigator.locks,
    fetch: (address) => fetch(address),
    base: document.baseURI,
    reload: () => location.reload(),
    onOnline: (back) => addEventListener('online', back),
  };
}
