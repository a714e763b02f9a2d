// What the page and its service worker know each other by. Several copies of Agelens may live at one origin, each in a
// folder of its own, as on GitHub Pages: caches and locks are the origin's, so their names end in the folder's address.

/** Written by the build, beside the page: every file of this version, as a FilesList. */
export const FILES_LIST = 'files.json';

/** Runtimes and networks: too large to hold back the page's first visit. js/offline stores those that are needed. */
export const LARGE_FILE = /(^|\/)(backbones\/[^/]+\.onnx|assets\/ort-[^/]+\.(wasm|mjs))$/;

/**
 * @typedef {{url: string, bytes: number, sha256: string}} StoredFile `url` is relative to the page
 * @typedef {object} FilesList
 * @property {StoredFile[]} page what the service worker stores when it is installed
 * @property {(StoredFile & {title: string})[]} large runtimes and networks: only those that are needed are stored
 */

const FOLDER = './';

/** @param {string} base an address in the page's folder, which is the service worker's scope */
export function namesOf(base) {
  const { href: folder } = new URL(FOLDER, base);
  return {
    pageCache: `agelens-page ${folder}`,
    largeFilesCache: `agelens-large-files ${folder}`,
    /** Exists while updates wait for the user's word: as long as it does, no new version is installed. */
    updatesWait: `agelens-updates-wait ${folder}`,
    /** Every open page holds this lock, so that pages can be counted. */
    pageLock: `agelens-page ${folder}`,
  };
}
