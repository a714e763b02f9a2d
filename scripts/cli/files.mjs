/** @import { FileEntry } from '../../web/js/types.d.ts' */

import { open, readdir, readFile, realpath, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { AgelensError } from '../../web/js/app/errors.js';

/**
 * The files of one folder or zip, or of several folders of features; then their paths begin as the folders were given, so
 * that no two are the same.
 *
 * @param {string[]} inputs
 * @returns {Promise<FileEntry[]>}
 */
export async function readFolders(inputs) {
  const [only = ''] = inputs;
  if (inputs.length === 1) return /\.zip$/i.test(only) ? [await zipEntry(only)] : readFolder(only);
  const twice = inputs.find((input, index) =>
    inputs.some((other, at) => at < index && resolve(other) === resolve(input)),
  );
  if (twice !== undefined) throw new AgelensError('bad-shards', `“${twice}” is given twice; give each folder once.`);
  const found = [];
  for (const input of inputs) {
    for (const entry of await readFolder(input)) {
      found.push({ ...entry, path: `${input.replace(/\/+$/, '')}/${entry.path.slice(entry.path.indexOf('/') + 1)}` });
    }
  }
  return found;
}

/** @param {string} path @returns {Promise<FileEntry>} */
async function zipEntry(path) {
  const info = await stat(path).catch(() => null);
  if (!info?.isFile()) throw new AgelensError('no-folder', `“${path}” does not exist; give a folder or a zip of one.`);
  const readPart = async (/** @type {number} */ start, /** @type {number} */ end) => {
    const file = await open(path);
    try {
      const bytes = new Uint8Array(end - start);
      const { bytesRead } = await file.read(bytes, 0, bytes.length, start);
      return bytes.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  };
  return { path: basename(path), size: info.size, read: () => readFile(path), readPart };
}

/**
 * Every file below `directory`, as the page's folder chooser gives them: paths begin with the folder's own name. What
 * cannot be opened is an entry whose reading fails, so that the intake lists it.
 *
 * @param {string} directory
 * @returns {Promise<FileEntry[]>}
 */
export async function readFolder(directory) {
  const info = await stat(directory).catch(() => null);
  if (!info?.isDirectory()) {
    const problem = info ? 'is not a folder' : 'does not exist';
    throw new AgelensError('no-folder', `“${directory}” ${problem}; give the folder that holds the class folders.`);
  }
  /** @type {FileEntry[]} */
  const found = [];
  await walk(resolve(directory), basename(resolve(directory)), new Set(), found);
  return found;
}

/**
 * @param {string} location
 * @param {string} path
 * @param {Set<string>} parents the folders above, so that a link upwards ends
 * @param {FileEntry[]} found
 */
async function walk(location, path, parents, found) {
  const read = () => readFile(location);
  try {
    const info = await stat(location);
    if (info.isFile()) {
      found.push({ path, size: info.size, read });
    } else if (info.isDirectory()) {
      const real = await realpath(location);
      if (parents.has(real)) return;
      const names = await readdir(location);
      for (const name of names) await walk(join(location, name), `${path}/${name}`, new Set([...parents, real]), found);
    }
  } catch {
    found.push({ path, size: 0, read });
  }
}

/** Why a file could not be read or written. @param {unknown} error */
export function causeOf(error) {
  const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
  return code === 'ENOENT' ? 'it does not exist' : (code ?? message);
}
