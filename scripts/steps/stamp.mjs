// Whether a step's inputs are the ones it last finished with: a hash of their contents, kept in build/stamps/.
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { ROOT } from './command.mjs';

const STAMPS = join(ROOT, 'build/stamps');

/**
 * The files at and below some paths, sorted; paths that do not exist give none.
 * @param {string[]} paths absolute, or relative to the checkout
 * @returns {Promise<string[]>} absolute
 */
export async function filesBelow(paths) {
  const lists = await Promise.all(
    paths.map(async (path) => {
      const top = path.startsWith('/') ? path : join(ROOT, path);
      try {
        const entries = await readdir(top, { recursive: true, withFileTypes: true });
        return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
      } catch (error) {
        const { code } = /** @type {NodeJS.ErrnoException} */ (error);
        if (code === 'ENOTDIR') return [top];
        if (code === 'ENOENT') return [];
        throw error;
      }
    }),
  );
  return [...new Set(lists.flat())].sort();
}

/**
 * Content hash of files, their names included.
 * @param {string[]} paths as for filesBelow
 */
export async function hashFiles(paths) {
  const hash = createHash('sha256');
  for (const file of await filesBelow(paths)) {
    const bytes = await readFile(file);
    hash.update(`${relative(ROOT, file)}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest('hex');
}

/**
 * @param {string} step
 * @param {string} hash
 */
export async function isCurrent(step, hash) {
  return (await readFile(join(STAMPS, step), 'utf8').catch(() => '')) === hash;
}

/**
 * To be called only once the step's outputs are complete.
 * @param {string} step
 * @param {string} hash
 */
export async function saveStamp(step, hash) {
  await mkdir(STAMPS, { recursive: true });
  await writeFile(join(STAMPS, step), hash);
}
