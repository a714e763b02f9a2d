// Files whose number of images is fixed, as exporters write them unless told otherwise.

/** @import { InferenceSession } from 'onnxruntime-common' */

/** An open size has a name, or comes as -1, unsigned. @param {number | string | undefined} size @returns {number | null} */
export const knownSize = (size) => (typeof size === 'number' && size > 0 && size < 2 ** 31 ? size : null);

/**
 * How many images the file always takes at once; null where it leaves that open.
 * @param {InferenceSession} session
 */
export function fixedBatchOf({ inputMetadata }) {
  const [input] = inputMetadata ?? [];
  return input?.isTensor ? knownSize(input.shape[0]) : null;
}

/**
 * @param {Float32Array[]} parts of `fixedBatch` rows each
 * @param {number} count rows that are wanted
 * @param {number} fixedBatch
 */
export function joinRows(parts, count, fixedBatch) {
  const rowLength = (parts[0]?.length ?? 0) / fixedBatch;
  const joined = new Float32Array(parts.length * fixedBatch * rowLength);
  for (const [index, part] of parts.entries()) joined.set(part, index * fixedBatch * rowLength);
  return joined.subarray(0, count * rowLength);
}
