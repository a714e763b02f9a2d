// The folder in which the command line keeps embeddings: AGELENS_CACHE_DIR, else the user's cache folder.

/** @import { FileStore } from '../../web/js/data/embedding-cache.js' */

import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

/** More is never kept. */
export const MOST_CACHE_BYTES = 2 * 2 ** 30;

export function cacheFolder() {
  const { AGELENS_CACHE_DIR, XDG_CACHE_HOME } = process.env;
  return join(AGELENS_CACHE_DIR || join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'agelens'), 'embeddings');
}

/** @param {string} root @returns {FileStore} */
export function createFolderFiles(root) {
  /**
   * @template T
   * @param {Promise<T>} work
   */
  const ifPresent = (work) =>
    work.catch((error) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });

  return {
    read: (folder, name) => ifPresent(readFile(join(root, folder, name))),

    async write(folder, name, bytes) {
      const path = join(root, folder, name);
      await mkdir(dirname(path), { recursive: true });
      const partial = `${path}.${randomUUID()}.partial`;
      await writeFile(partial, bytes);
      await rename(partial, path);
    },

    remove: (folder, name) => rm(join(root, folder, name), { force: true }),

    async list() {
      const found = [];
      for (const folder of (await ifPresent(readdir(root))) ?? []) {
        for (const name of (await ifPresent(readdir(join(root, folder)))) ?? []) {
          const about = await ifPresent(stat(join(root, folder, name)));
          if (about) found.push({ folder, name, bytes: about.size, modifiedMs: about.mtimeMs });
        }
      }
      return found;
    },

    clear: () => rm(root, { recursive: true, force: true }),
  };
}
