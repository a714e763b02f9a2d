/** @import { FileEntry } from '../../web/js/types.d.ts' */

import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { AgelensError } from '../../web/js/app/errors.js';

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
