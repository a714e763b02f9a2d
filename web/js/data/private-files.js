// The browser's private file system (OPFS) as folders of files.

/** @import { FileStore } from './embedding-cache.js' */

/** More is never kept; of a small disk, no more than this share of what the browser allows. */
const MOST_BYTES = 2 ** 30;
const MOST_SHARE = 0.25;

/** @returns {Promise<number>} */
export async function mostCacheBytes() {
  const { quota } = await navigator.storage.estimate();
  return quota === undefined ? MOST_BYTES : Math.min(MOST_BYTES, quota * MOST_SHARE);
}

/**
 * @template T
 * @param {Promise<T>} work
 * @returns {Promise<T | null>} null where there is no such file
 */
async function ifPresent(work) {
  try {
    return await work;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NotFoundError') return null;
    throw error;
  }
}

/** @param {string} rootName of the folder that holds the folders @returns {FileStore} */
export function createPrivateFiles(rootName) {
  /** @param {boolean} create */
  async function root(create) {
    const storage = await navigator.storage.getDirectory();
    return storage.getDirectoryHandle(rootName, { create });
  }

  /** @param {string} folder @param {string} name */
  async function handleOf(folder, name) {
    return (await (await root(false)).getDirectoryHandle(folder)).getFileHandle(name);
  }

  return {
    async read(folder, name) {
      const handle = await ifPresent(handleOf(folder, name));
      return handle && new Uint8Array(await (await handle.getFile()).arrayBuffer());
    },

    async write(folder, name, bytes) {
      const directory = await (await root(true)).getDirectoryHandle(folder, { create: true });
      const handle = await directory.getFileHandle(name, { create: true });
      // Replaces the file when it is closed, not before: what is read is old or new, never half.
      const stream = await handle.createWritable();
      try {
        await stream.write(/** @type {BufferSource} */ (bytes));
      } catch (error) {
        await stream.abort();
        throw error;
      }
      await stream.close();
    },

    async remove(folder, name) {
      const directory = await ifPresent(root(false).then((all) => all.getDirectoryHandle(folder)));
      if (directory) await ifPresent(directory.removeEntry(name));
    },

    async list() {
      const all = await ifPresent(root(false));
      const found = [];
      if (!all) return [];
      for await (const [folder, directory] of all.entries()) {
        if (directory.kind !== 'directory') continue;
        for await (const [name, handle] of /** @type {FileSystemDirectoryHandle} */ (directory).entries()) {
          if (handle.kind !== 'file') continue;
          const { size, lastModified } = await /** @type {FileSystemFileHandle} */ (handle).getFile();
          found.push({ folder, name, bytes: size, modifiedMs: lastModified });
        }
      }
      return found;
    },

    async clear() {
      const storage = await navigator.storage.getDirectory();
      await ifPresent(storage.removeEntry(rootName, { recursive: true }));
    },
  };
}
