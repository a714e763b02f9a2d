// The runtime and the backbones in the browser's cache. The service worker answers for them from this cache, and adds
// to it what the page happens to fetch; this module makes it complete and proves each file by its SHA-256.

/** The cache that the service worker's rule for large files reads; vite.config.js names it there. */
export const LARGE_FILES_CACHE = 'agelens-large-files';

/** Written by the build, beside the page: a LargeFile[] of this version. */
export const LARGE_FILES_LIST = 'large-files.json';

/**
 * @typedef {{url: string, bytes: number, sha256: string}} LargeFile `url` is relative to the page
 * @typedef {(input: string) => Promise<Response>} Fetch
 */

/**
 * True when the cache holds exactly this file. A damaged one is deleted.
 * @param {Cache} cache
 * @param {string} address absolute
 * @param {LargeFile} file
 */
export async function isStored(cache, address, file) {
  const response = await cache.match(address, { ignoreVary: true });
  if (!response) return false;
  if ((await sha256(await response.arrayBuffer())) === file.sha256) return true;
  await cache.delete(address, { ignoreVary: true });
  return false;
}

/**
 * Fetches a file and stores it once it is proven whole. Rejects when the server cannot be reached or refuses, when the
 * file is not the one this version was built with, and when the browser has no room for it.
 * @param {Cache} cache
 * @param {string} address absolute
 * @param {LargeFile} file
 * @param {{fetch: Fetch, onProgress: (bytes: number) => void}} options `onProgress` gets the bytes so far
 */
export async function storeFile(cache, address, file, { fetch, onProgress }) {
  const response = await fetch(address);
  if (!response.ok || !response.body) throw new Error(`the server answered ${response.status}`);
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
    await cache.delete(address, { ignoreVary: true });
    throw new Error('it arrived damaged');
  }
  // A worker started from the cache must carry the same COEP header as one started from the network; the two headers
  // that describe the transfer no longer hold.
  const headers = new Headers(response.headers);
  headers.delete('Content-Encoding');
  headers.set('Content-Length', String(blob.size));
  await cache.put(address, new Response(blob, { headers }));
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
