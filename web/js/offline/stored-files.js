// Files in the browser's cache, each proven by its SHA-256. The service worker answers for them from there.

/** @import { StoredFile } from './names.js' */
import { strings } from '../strings.js';

/** @typedef {(input: string) => Promise<Response>} Fetch */

// The page's own files are stored under a name with a revision, and compressed ones vary by what the browser takes.
const ANY_FORM = { ignoreSearch: true, ignoreVary: true };

/**
 * True when the cache holds exactly this file. A damaged one is deleted.
 * @param {Cache} cache
 * @param {string} address absolute
 * @param {StoredFile} file
 */
export async function isStored(cache, address, file) {
  const responses = await cache.matchAll(address, ANY_FORM);
  for (const response of responses) {
    if ((await sha256(await response.arrayBuffer())) === file.sha256) return true;
  }
  if (responses.length > 0) await cache.delete(address, ANY_FORM);
  return false;
}

/**
 * Fetches a file and stores it once it is proven whole. Rejects when the server cannot be reached or refuses, when the
 * file is not the one this version was built with, and when the browser has no room for it.
 * @param {Cache} cache
 * @param {string} address absolute
 * @param {StoredFile} file
 * @param {{fetch: Fetch, onProgress: (bytes: number) => void}} options `onProgress` gets the bytes so far
 */
export async function storeFile(cache, address, file, { fetch, onProgress }) {
  const response = await fetch(address);
  if (!response.ok || !response.body) throw new Error(strings.offline.answered(response.status));
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const chunks = [];
  let received = 0;
  const reader = response.body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    chunks.push(part.value);
    received += part.value.length;
    onProgress(received);
  }
  const blob = new Blob(chunks);
  if ((await sha256(await blob.arrayBuffer())) !== file.sha256) {
    // The service worker may have stored it on the way through.
    await cache.delete(address, ANY_FORM);
    throw new Error(strings.offline.damaged);
  }
  // The two headers that describe the transfer no longer hold.
  const headers = new Headers(response.headers);
  headers.delete('Content-Encoding');
  headers.set('Content-Length', String(blob.size));
  await cache.put(address, new Response(blob, { headers }));
}

/**
 * Fetches a file of the page through the service worker, which stores again what it lacks, if it arrives whole.
 * @param {Cache} cache
 * @param {string} address absolute
 * @param {StoredFile} file
 * @param {Fetch} fetch
 */
export async function restoreFile(cache, address, file, fetch) {
  const response = await fetch(address).catch(() => {
    // The service worker refuses what is not whole, which looks the same from here.
    throw new Error(strings.offline.unreachableOrNewer);
  });
  if (!response.ok) throw new Error(strings.offline.answered(response.status));
  await response.arrayBuffer();
  if (!(await isStored(cache, address, file))) throw new Error(strings.offline.notStored);
}

/**
 * Deletes what earlier versions left.
 * @param {Cache} cache
 * @param {Set<string>} addresses absolute, of every large file of this version
 */
export async function deleteOthers(cache, addresses) {
  for (const request of await cache.keys()) {
    if (!addresses.has(request.url)) await cache.delete(request, { ignoreVary: true });
  }
}

/** @param {ArrayBuffer} bytes */
async function sha256(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
