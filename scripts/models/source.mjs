// Finds a source file of a network, in this order: models/cache, the folder that AGELENS_MODEL_DIR names, the pinned
// public address, the npm package that ships it. The first place that has the file decides: if its SHA-256 is not the
// pinned one that is an error, and no later place is tried, because a damaged or exchanged file must be seen.

import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { AgelensError } from '../../web/js/app/errors.js';

/**
 * @typedef {{
 *   name: string,             // what it is called in the cache and in AGELENS_MODEL_DIR
 *   bytes: number,
 *   sha256: string,
 *   repository?: string,      // GitHub owner/name, with commit
 *   commit?: string,
 *   package?: string,         // npm package
 *   path: string,             // within the repository or the package
 * }} SourceFile  an entry of `files` in a description
 * @typedef {{
 *   cacheFolder: string,
 *   modelFolder?: string | undefined,
 *   fetch?: typeof globalThis.fetch,
 *   packageFolders?: (name: string) => string[],
 *   timeoutMs?: number,
 * }} Places
 */

/**
 * @param {SourceFile} file
 * @param {Places} places
 * @returns {Promise<{bytes: Uint8Array, place: string}>} place: in words. Rejects with code `source-not-found`, or
 *   `wrong-hash` where a place has another file under this name.
 */
export async function findSource(file, places) {
  const {
    cacheFolder,
    modelFolder,
    fetch = globalThis.fetch,
    packageFolders = npmFolders,
    timeoutMs = 120_000,
  } = places;
  const tried = [];

  const cached = join(cacheFolder, file.name);
  const fromCache = await readIfPresent(cached);
  if (fromCache) return { bytes: checked(file, fromCache, cached), place: 'models/cache' };
  tried.push('it is not in models/cache');

  if (modelFolder) {
    const path = join(modelFolder, file.name);
    const bytes = await readIfPresent(path);
    if (bytes) return { bytes: checked(file, bytes, path), place: 'the folder that AGELENS_MODEL_DIR names' };
    tried.push(`it is not in AGELENS_MODEL_DIR (${modelFolder})`);
  } else {
    tried.push('AGELENS_MODEL_DIR is not set');
  }

  const address = pinnedAddress(file);
  if (address) {
    const { bytes, problem } = await download(address, fetch, timeoutMs);
    if (bytes) {
      checked(file, bytes, address);
      await writeWhole(cached, bytes);
      return { bytes, place: address };
    }
    tried.push(`${address} could not be read (${problem})`);
  }

  if (file.package) {
    for (const folder of packageFolders(file.package)) {
      const path = join(folder, file.path);
      const bytes = await readIfPresent(path);
      if (bytes) return { bytes: checked(file, bytes, path), place: `the npm package ${file.package}` };
    }
    tried.push(`the npm package ${file.package} is not installed or does not have it`);
  }
  throw new AgelensError('source-not-found', `${file.name} was not found: ${tried.join('; ')}.`);
}

/** The raw GitHub address of a file at its commit, or null. @param {SourceFile} file */
export function pinnedAddress({ repository, commit, path }) {
  return repository && commit ? `https://raw.githubusercontent.com/${repository}/${commit}/${path}` : null;
}

/**
 * Writes beside the target and renames, so that a partial file is never seen under the name.
 * @param {string} path
 * @param {Uint8Array | string} data
 */
export async function writeWhole(path, data) {
  await mkdir(dirname(path), { recursive: true });
  const partial = `${path}.${randomUUID()}.partial`;
  try {
    await writeFile(partial, data);
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

/** @param {Uint8Array | string} data */
export function sha256(data) {
  return createHash('sha256').update(data).digest('hex');
}

/** @param {string} path @returns {Promise<Uint8Array | null>} */
export async function readIfPresent(path) {
  try {
    return await readFile(path);
  } catch (error) {
    const code = /** @type {NodeJS.ErrnoException} */ (error).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw error;
  }
}

/** @param {SourceFile} file @param {Uint8Array} bytes @param {string} where */
function checked(file, bytes, where) {
  const found = sha256(bytes);
  if (found === file.sha256) return bytes;
  throw new AgelensError(
    'wrong-hash',
    `${where} is not the file that its description in models/ names: its SHA-256 is ${found}, expected ${file.sha256}. ` +
      `It was not used. Remove it, or put the right file into models/cache as ${file.name}, and run again.`,
  );
}

/** @param {string} address @param {typeof globalThis.fetch} fetch @param {number} timeoutMs */
async function download(address, fetch, timeoutMs) {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(timeoutMs) });
    if (!response.ok) return { bytes: null, problem: `the server answered ${response.status}` };
    return { bytes: new Uint8Array(await response.arrayBuffer()), problem: null };
  } catch (error) {
    // fetch hides the reason ("getaddrinfo ENOTFOUND ...") in the cause.
    const { message, cause } = /** @type {Error} */ (error);
    return { bytes: null, problem: cause instanceof Error ? cause.message : message };
  }
}

/** @param {string} name */
function npmFolders(name) {
  const folders = createRequire(import.meta.url).resolve.paths(name) ?? [];
  return folders.map((folder) => join(folder, name));
}
