/** @import { ZipSource } from './zip-reader.js' */

/** @param {Blob} blob @returns {ZipSource} */
export function sourceOfBlob(blob) {
  return {
    size: blob.size,
    read: async (start, end) => new Uint8Array(await blob.slice(start, end).arrayBuffer()),
  };
}
