/** @import { EmbedService } from '../types.d.ts' */

import { orAbort } from './cancel.js';

/**
 * @typedef {object} Batcher
 * @property {(images: Float32Array, onRow: (row: Float32Array, index: number) => void) => Promise<void>} add
 *   `images` whole, one or more; `onRow` gets the output of each with its number among them, in any order. Resolves when
 *   there is room for more.
 * @property {() => Promise<void>} finish resolves when everything added has come back
 * @property {() => number} busySeconds how long the service had work
 */

/**
 * Fills batches of fixed size, whatever samples their images are of, with a bounded number of them in the service: one
 * more than it works on, so that it never waits for the next. Batches come back in any order.
 *
 * @param {(images: Float32Array, count: number) => Promise<Float32Array[]>} run
 * @param {object} options
 * @param {number} options.imageLength floats in an image
 * @param {number} options.batchSize
 * @param {number} options.atOnce batches in the service
 * @param {AbortSignal | undefined} options.signal
 * @returns {Batcher}
 */
export function createBatcher(run, { imageLength, batchSize, atOnce, signal }) {
  // Not allocated before its first image: a full batch is given away.
  /** @type {Float32Array | null} */
  let batch = null;
  /** @type {((row: Float32Array) => void)[]} */
  let takers = [];
  /** @type {Set<Promise<void>>} */
  const inService = new Set();
  /** @type {{ reason: unknown } | null} */
  let failed = null;
  let busySinceMs = 0;
  let busyMs = 0;

  /** @param {Float32Array} images @param {typeof takers} takersOfBatch */
  async function send(images, takersOfBatch) {
    try {
      const [rows] = await run(images, takersOfBatch.length);
      if (signal?.aborted || !rows) return;
      const length = rows.length / takersOfBatch.length;
      for (const [index, take] of takersOfBatch.entries()) take(rows.subarray(index * length, (index + 1) * length));
    } catch (reason) {
      failed ??= { reason };
    }
  }

  async function flush() {
    if (!batch) return;
    const images = takers.length === batchSize ? batch : batch.slice(0, takers.length * imageLength);
    const sending = send(images, takers);
    batch = null;
    takers = [];
    if (inService.size === 0) busySinceMs = performance.now();
    inService.add(sending);
    sending.then(() => {
      inService.delete(sending);
      if (inService.size === 0) busyMs += performance.now() - busySinceMs;
    });
    while (inService.size >= atOnce) await orAbort(Promise.race(inService), signal);
    if (failed) throw failed.reason;
  }

  return {
    async add(images, onRow) {
      for (let start = 0; start < images.length; start += imageLength) {
        batch ??= new Float32Array(batchSize * imageLength);
        batch.set(images.subarray(start, start + imageLength), takers.length * imageLength);
        const index = start / imageLength;
        takers.push((row) => onRow(row, index));
        if (takers.length === batchSize) await flush();
      }
    },
    async finish() {
      await flush();
      await orAbort(Promise.all(inService), signal);
      if (failed) throw failed.reason;
    },
    busySeconds: () => busyMs / 1000,
  };
}

/**
 * @param {Pick<EmbedService, 'run'>} embedder
 * @param {string} sha256
 */
export const runnerOf = (embedder, sha256) => (/** @type {Float32Array} */ images, /** @type {number} */ count) =>
  embedder.run(sha256, images, count);
