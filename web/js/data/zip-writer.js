// A zip written as it is read: no more than one of its parts is in memory.

import { configure, Uint8ArrayReader, ZipWriter } from '@zip.js/zip.js/lib/zip-core-native.js';

/** @typedef {{ name: string, bytes: Uint8Array, modified: Date }} ZipPart */

// Its workers would be made from text, which the page's policy forbids.
configure({ useWebWorkers: false });

/** What is compressed already: images and archives. */
const COMPRESSED = /\.(jpe?g|png|gif|webp|avif|heic|heif|zip)$/i;

/**
 * The next part is asked for when the one before has been taken; what goes wrong with one is the stream's error.
 *
 * @param {AsyncIterable<ZipPart> | Iterable<ZipPart>} parts
 * @returns {ReadableStream<Uint8Array>}
 */
export function writeZip(parts) {
  /** @type {TransformStream<Uint8Array, Uint8Array>} */
  const { readable, writable } = new TransformStream();
  const write = async () => {
    const zip = new ZipWriter(writable);
    for await (const { name, bytes, modified } of parts) {
      await zip.add(name, new Uint8ArrayReader(/** @type {Uint8Array<ArrayBuffer>} */ (bytes)), {
        lastModDate: modified,
        level: COMPRESSED.test(name) ? 0 : 6,
      });
    }
    await zip.close();
  };
  write().catch((error) => writable.abort(error).catch(() => {}));
  return readable;
}
