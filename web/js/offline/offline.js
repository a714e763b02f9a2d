// Makes the page work without a network, and says truthfully whether it does.
import { strings } from '../strings.js';
import { reloadToIsolate, watchForTouch } from './isolation.js';
import { FILES_LIST, namesOf } from './names.js';
import { countThisPage, isOnlyPage } from './open-pages.js';
import { activateServiceWorker } from './service-worker.js';
import { deleteOthers, isStored, restoreFile, storeFile } from './stored-files.js';
import { watchForUpdates } from './updates.js';

const words = strings.offline;

/** @import {AppState} from '../types.d.ts' */
/** @import {FilesList, StoredFile} from './names.js' */
/** @import {Fetch} from './stored-files.js' */
/** @import {Updates} from './updates.js' */

/**
 * What is used of the browser; tests give their own.
 * @typedef {object} Browser
 * @property {ServiceWorkerContainer | undefined} serviceWorker absent in private windows and on insecure addresses
 * @property {CacheStorage} caches
 * @property {LockManager | undefined} locks
 * @property {Fetch} fetch
 * @property {string} base the page's address
 * @property {string} script the address of the page's script, which names its version
 * @property {boolean} couldUseThreads
 * @property {boolean} isIsolated
 * @property {() => boolean} isUntouched
 * @property {Pick<Storage, 'getItem' | 'setItem'>} session
 * @property {() => void} reload
 * @property {(back: () => void) => void} onOnline
 */

/** @typedef {{what: string, why: string}} Missing */

/** @typedef {{refresh: () => Promise<void>} & Updates} Offline `refresh` looks again, when other files are needed */

/**
 * Registers the service worker and fills the cache of large files, telling `onChange` of each step. The state is
 * 'ready' only when every file of the page and every needed large file is in the cache with the right SHA-256. What
 * failed is tried again when the network comes back.
 * @param {object} options
 * @param {() => Promise<string[]>} options.neededFiles addresses of the runtime and backbones that this page uses
 * @param {() => boolean} options.isBusy true while a job runs
 * @param {(offline: AppState['offline']) => void} options.onChange
 * @param {Browser} [options.browser]
 * @returns {Offline}
 */
export function startOffline({ neededFiles, isBusy, onChange, browser = thisBrowser() }) {
  /** @type {AppState['offline']} */
  let shown = { state: 'preparing', message: '', update: null };
  /** @param {Partial<AppState['offline']>} change */
  const show = (change) => {
    shown = { ...shown, ...change };
    onChange(shown);
  };

  const { serviceWorker, caches, locks } = browser;
  if (!serviceWorker) {
    show({
      state: 'unsupported',
      message: words.unsupported,
    });
    return { refresh: async () => {}, take: async () => {}, dismiss: () => {} };
  }

  const names = namesOf(browser.base);
  /** @type {Updates | null} */
  let updates = null;

  const attempt = async () => {
    show({ state: 'preparing', message: words.storingPage });
    try {
      const registration = await activateServiceWorker(serviceWorker, browser.base);
      if (reloadToIsolate(browser)) return;
      updates ??= watchForUpdates({
        ...browser,
        serviceWorker,
        registration,
        names,
        isBusy,
        onChange: (update) => show({ update }),
      });
      const list = await readList(browser);
      const largeFiles = await caches.open(names.largeFilesCache);
      // Beside this page one of another version may be open, which needs its own.
      if (serviceWorker.controller && (await isOnlyPage(locks, names.pageLock)))
        await deleteOthers(largeFiles, new Set(list.large.keys()));
      const missing = [
        ...(await restorePage(await caches.open(names.pageCache), list.page, browser.fetch)),
        ...(await storeLargeFiles(largeFiles, list, await neededFiles(), browser, (message) => show({ message }))),
      ];
      if (missing.length > 0) throw new Error(sentenceOf(missing));
      show({ state: 'ready', message: words.ready });
    } catch (error) {
      const message = words.notReady(reasonOf(error));
      show({ state: 'incomplete', message });
    }
  };
  let last = countThisPage(locks, names.pageLock).then(attempt);
  // One attempt at a time: two would fetch the same file twice.
  const refresh = () => {
    last = last.then(attempt);
    return last;
  };
  browser.onOnline(() => {
    if (shown.state !== 'ready') refresh();
  });
  return { refresh, take: async () => updates?.take(), dismiss: () => updates?.dismiss() };
}

/** @param {Browser} browser */
async function readList({ fetch, base, script }) {
  const { page, large } = await fetch(new URL(FILES_LIST, base).href)
    .then((response) => /** @type {Promise<FilesList>} */ (response.json()))
    .catch((error) => {
      const reason = error instanceof TypeError ? reasonOf(error) : words.somethingElse;
      throw new Error(words.noList(reason));
    });
  const list = { page: byAddress(page, base), large: byAddress(large, base) };
  if (!list.page.has(script)) throw new Error(words.newVersion);
  return list;
}

/**
 * @template {StoredFile} T
 * @param {T[]} files
 * @param {string} base
 */
function byAddress(files, base) {
  return new Map(files.map((file) => [new URL(file.url, base).href, file]));
}

/**
 * @param {Cache} cache
 * @param {Map<string, StoredFile>} files
 * @param {Fetch} fetch
 * @returns {Promise<Missing[]>}
 */
async function restorePage(cache, files, fetch) {
  const missing = [];
  for (const [address, file] of files) {
    if (await isStored(cache, address, file)) continue;
    try {
      await restoreFile(cache, address, file, fetch);
    } catch (error) {
      missing.push({ what: file.url, why: reasonOf(error) });
    }
  }
  return missing;
}

/**
 * @param {Cache} cache
 * @param {{page: Map<string, StoredFile>, large: Map<string, StoredFile & {title: string}>}} list
 * @param {string[]} needed
 * @param {Browser} browser
 * @param {(message: string) => void} say
 * @returns {Promise<Missing[]>}
 */
async function storeLargeFiles(cache, list, needed, { fetch, base }, say) {
  const missing = [];
  for (const address of new Set(needed.map((url) => new URL(url, base).href))) {
    const file = list.large.get(address);
    if (!file) {
      if (!list.page.has(address)) missing.push({ what: address, why: words.notPart });
      continue;
    }
    if (await isStored(cache, address, file)) continue;
    const total = megabytes(file.bytes);
    try {
      await storeFile(cache, address, file, {
        fetch,
        onProgress: (bytes) => say(words.storing(file.title, megabytes(bytes), total)),
      });
    } catch (error) {
      missing.push({ what: file.title, why: reasonOf(error) });
    }
  }
  return missing;
}

/** @param {Missing[]} missing */
function sentenceOf(missing) {
  const reasons = [...new Set(missing.map(({ why }) => why))];
  const parts = reasons.map((reason) => {
    const files = missing.filter(({ why }) => why === reason).map(({ what }) => what);
    return words.missing(files, reason);
  });
  return parts.join('; ');
}

/** @param {number} bytes */
function megabytes(bytes) {
  return Math.ceil(bytes / 1e6);
}

/** @param {unknown} error */
function reasonOf(error) {
  if (error instanceof DOMException && error.name === 'QuotaExceededError') {
    return words.noRoom;
  }
  if (error instanceof TypeError) return words.unreachable;
  return error instanceof Error ? error.message : String(error);
}

/** @returns {Browser} */
function thisBrowser() {
  const script = /** @type {HTMLScriptElement} */ (document.querySelector('script[type=module]'));
  return {
    serviceWorker: navigator.serviceWorker,
    caches: globalThis.caches,
    locks: navigator.locks,
    fetch: (address) => fetch(address),
    base: document.baseURI,
    script: script.src,
    couldUseThreads: navigator.hardwareConcurrency > 1,
    isIsolated: crossOriginIsolated,
    isUntouched: watchForTouch(),
    // Where cookies are blocked, asking for it throws.
    get session() {
      return sessionStorage;
    },
    reload: () => location.reload(),
    onOnline: (back) => addEventListener('online', back),
  };
}
