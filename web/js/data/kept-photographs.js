// Photographs of all projects, in the browser's private file system by the SHA-256 of their files.

/** @import { FileStore } from './embedding-cache.js' */

import { AgelensError } from '../app/errors.js';
import { sha256 } from './backbones.js';
import { storageError } from './storage-error.js';

/** @param {string} hash */
const folderOf = (hash) => hash.slice(0, 2);

/** @param {Pick<FileStore, 'read' | 'write' | 'remove' | 'list'>} files */
export function createKeptPhotographs(files) {
  /** @param {string} hash */
  async function readWhole(hash) {
    const bytes = await files.read(folderOf(hash), hash);
    return bytes && (await sha256(bytes)) === hash ? bytes : null;
  }

  return {
    /** @param {Uint8Array} bytes @returns {Promise<string>} its SHA-256 */
    async keep(bytes) {
      const hash = await sha256(bytes);
      try {
        // A crash may have left a file that is not whole.
        if (!(await readWhole(hash))) await files.write(folderOf(hash), hash, bytes);
      } catch (error) {
        throw storageError('the photographs are', error);
      }
      return hash;
    },

    /** @param {string} hash */
    async read(hash) {
      const bytes = await readWhole(hash);
      if (bytes) return bytes;
      throw new AgelensError('unreadable', 'The photograph is no longer kept in this browser, or was damaged there.');
    },

    /** @param {Set<string>} hashes of the photographs that stay */
    async removeExcept(hashes) {
      for (const { folder, name } of await files.list()) {
        if (!hashes.has(name)) await files.remove(folder, name);
      }
    },
  };
}

/** @typedef {ReturnType<typeof createKeptPhotographs>} KeptPhotographs */
