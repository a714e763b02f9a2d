/** @import { Backbone, Context, Device, DeviceChoice, EmbedService, FaceDetector, Network, Progress } from '../types.d.ts' */

import { orAbort } from './cancel.js';
import { abortError } from './errors.js';
import { createTimeLeft } from './time-left.js';

/** The most images in a batch; on a GPU fixed, so that its kernels are compiled once. */
export const BATCH_SIZE = 8;

/**
 * @typedef {object} Embedder
 * @property {(files: (Backbone | FaceDetector)[], choice: DeviceChoice, context?: Context<Progress>) => Promise<Device>} open
 *   loads what is not open yet for this choice; when cancelled, the loading goes on for the next time
 * @property {EmbedService['run']} run
 * @property {EmbedService['runAlone']} runAlone
 * @property {EmbedService['runMap']} runMap
 * @property {EmbedService['device']} device
 */

/** @param {Backbone | FaceDetector} file @returns {Network} */
function networkOf(file) {
  const { sha256, inputSize } = file;
  if (!('embeddingSize' in file))
    return { sha256, inputSize, layout: 'nchw', outputs: ['boxes', 'scores'], batchSize: 1 };
  return { sha256, inputSize, layout: file.layout, outputs: [file.output], batchSize: BATCH_SIZE };
}

/** @param {Backbone | FaceDetector} file */
const formOf = (file) => JSON.stringify(networkOf(file));

/**
 * The embedding service together with what is open in it. Of several choices of a device the last one wins.
 *
 * @param {EmbedService} service
 * @param {(file: Backbone | FaceDetector, context: Context<number>) => Promise<Uint8Array>} loadModel tells how many bytes have come
 * @returns {Embedder}
 */
export function createEmbedder(service, loadModel) {
  /** @type {DeviceChoice | null} */
  let current = null;
  /** By SHA-256; an own backbone keeps it when its form is changed. @type {Map<string, { form: string, device: Promise<Device>, listeners: Set<(bytes: number) => void> }>} */
  let openings = new Map();

  /**
   * @param {Backbone | FaceDetector} file
   * @param {DeviceChoice} choice
   */
  function start(file, choice) {
    /** @type {Set<(bytes: number) => void>} */
    const listeners = new Set();
    const mine = openings;
    const onProgress = (/** @type {number} */ bytes) => {
      for (const listener of listeners) listener(bytes);
    };
    const loadIfWanted = async () => {
      const model = await loadModel(file, { onProgress });
      if (openings !== mine) throw abortError();
      return model;
    };
    const opening = { form: formOf(file), device: service.open(networkOf(file), loadIfWanted, choice), listeners };
    mine.set(file.sha256, opening);
    opening.device.catch(() => {
      if (mine.get(file.sha256) === opening) mine.delete(file.sha256);
    });
    return opening;
  }

  /**
   * @template T
   * @param {Promise<T>} running
   */
  async function ran(running) {
    try {
      return await running;
    } catch (error) {
      // The worker may be gone: the next open starts afresh.
      openings = new Map();
      current = null;
      throw error;
    }
  }

  return {
    async open(files, choice, { signal, onProgress } = {}) {
      if (current !== choice) {
        current = choice;
        openings = new Map();
      }
      const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
      const secondsLeft = createTimeLeft(total);
      const loaded = files.map(() => 0);
      const started = files.map((file, index) => {
        const before = openings.get(file.sha256);
        const opening = before?.form === formOf(file) ? before : start(file, choice);
        const listener = (/** @type {number} */ bytes) => {
          loaded[index] = bytes;
          const done = loaded.reduce((sum, count) => sum + count, 0);
          onProgress?.({ stage: 'load', done, total, secondsLeft: secondsLeft(done) });
        };
        opening.listeners.add(listener);
        return { ...opening, listener };
      });
      try {
        const devices = await Promise.all(started.map(({ device }) => orAbort(device, signal)));
        return service.device() ?? /** @type {Device} */ (devices[0]);
      } finally {
        for (const { listeners, listener } of started) listeners.delete(listener);
      }
    },

    run: (...request) => ran(service.run(...request)),
    runAlone: (...request) => ran(service.runAlone(...request)),
    runMap: (...request) => ran(service.runMap(...request)),
    device: () => service.device(),
  };
}
