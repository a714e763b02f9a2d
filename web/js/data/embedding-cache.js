// Embeddings that were computed once: a file for each photograph in a folder for each recipe. A file is
//   "AGEC", uint32 length of the header, header (JSON), float32 rows, SHA-256 of all before it
// with little-endian numbers, as in memory on every machine that a browser runs on.

/** @import { EmbeddingCache, KeptEmbeddings } from '../types.d.ts' */

const MAGIC = 'AGEC';
const PREFIX_BYTES = 8;
const DIGEST_BYTES = 32;

/**
 * Files in folders, one level deep: the browser's private file system, or a folder of Node's.
 * @typedef {object} FileStore
 * @property {(folder: string, name: string) => Promise<Uint8Array | null>} read
 * @property {(folder: string, name: string, bytes: Uint8Array) => Promise<void>} write whole or not at all
 * @property {(folder: string, name: string) => Promise<void>} remove
 * @property {() => Promise<{ folder: string, name: string, bytes: number, modifiedMs: number }[]>} list
 * @property {() => Promise<void>} clear
 */

/**
 * @param {FileStore} files
 * @param {() => Promise<number>} mostBytes
 * @returns {EmbeddingCache}
 */
export function createEmbeddingCache(files, mostBytes) {
  return {
    async read(recipe, photo) {
      const bytes = await files.read(recipe, photo);
      return bytes && decode(bytes);
    },

    async write(recipe, photo, kept) {
      await files.write(recipe, photo, await encode(kept));
    },

    async trim() {
      const most = await mostBytes();
      const all = (await files.list()).sort((a, b) => a.modifiedMs - b.modifiedMs);
      let total = all.reduce((sum, { bytes }) => sum + bytes, 0);
      for (const { folder, name, bytes } of all) {
        if (total <= most) break;
        await files.remove(folder, name);
        total -= bytes;
      }
      return total;
    },

    clear: () => files.clear(),
  };
}

/** @param {KeptEmbeddings} kept @returns {Promise<Uint8Array>} */
async function encode({ faces, rows }) {
  const json = new TextEncoder().encode(JSON.stringify({ faces }));
  // Padded, so that the rows can be read where they lie.
  const header = new Uint8Array(Math.ceil(json.length / 4) * 4).fill(32);
  header.set(json);
  const bytes = new Uint8Array(PREFIX_BYTES + header.length + rows.byteLength + DIGEST_BYTES);
  bytes.set(new TextEncoder().encode(MAGIC));
  new DataView(bytes.buffer).setUint32(MAGIC.length, header.length, true);
  bytes.set(header, PREFIX_BYTES);
  bytes.set(new Uint8Array(rows.buffer, rows.byteOffset, rows.byteLength), PREFIX_BYTES + header.length);
  bytes.set(await digestOf(bytes.subarray(0, -DIGEST_BYTES)), bytes.length - DIGEST_BYTES);
  return bytes;
}

/**
 * @param {Uint8Array} stored
 * @returns {Promise<KeptEmbeddings | null>} null unless it is, to the last byte, what was written
 */
async function decode(stored) {
  if (stored.length < PREFIX_BYTES + DIGEST_BYTES) return null;
  const digest = await digestOf(stored.subarray(0, -DIGEST_BYTES));
  if (!digest.every((byte, index) => byte === stored[stored.length - DIGEST_BYTES + index])) return null;
  const headerBytes = new DataView(stored.buffer, stored.byteOffset).getUint32(MAGIC.length, true);
  const header = stored.subarray(PREFIX_BYTES, PREFIX_BYTES + headerBytes);
  const { faces } = JSON.parse(new TextDecoder().decode(header));
  // A copy: floats must lie at a multiple of four, and the slice of a Buffer would be a view.
  const rows = new Uint8Array(stored.subarray(PREFIX_BYTES + headerBytes, -DIGEST_BYTES));
  return { faces, rows: new Float32Array(rows.buffer) };
}

/** @param {Uint8Array} bytes */
async function digestOf(bytes) {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', /** @type {BufferSource} */ (bytes)));
}
