/** @import { Backbone, Context, Device, DeviceChoice, EmbedService, Progress } from '../types.d.ts' */

import { orAbort } from './cancel.js';
import { abortError } from './errors.js';
import { createTimeLeft } from './time-left.js';

/** Images in a batch; fixed, so that a GPU compiles its kernels once. */
export const BATCH_SIZE = 8;

/**
 * @typedef {object} Embedder
 * @property {(backbone: Backbone, choice: DeviceChoice, context?: Context<Progress>) => Promise<Device>} open
 *   loads the backbone unless it is the one already open for this choice; when cancelled, the loading goes on for the
 *   next time
 * @property {EmbedService['embed']} embed
 */

/**
 * @typedef {object} Opening
 * @property {string} key
 * @property {Set<(progress: Progress) => void>} listeners
 * @property {Promise<Device>} device
 */

/**
 * The embedding service together with what is open in it. Of several `open`s the last one wins.
 *
 * @param {EmbedService} service
 * @param {(backbone: Backbone, context: Context<number>) => Promise<Uint8Array>} loadModel
 *   tells how many bytes have come
 * @returns {Embedder}
 */
export function createEmbedder(service, loadModel) {
  /** @type {Opening | null} */
  let current = null;
  /** @type {Promise<unknown>} */
  let lastOpened = Promise.resolve();

  /**
   * @param {Backbone} backbone
   * @param {DeviceChoice} choice
   * @param {string} key
   * @returns {Opening}
   */
  function start(backbone, choice, key) {
    /** @type {Opening['listeners']} */
    const listeners = new Set();
    const { inputSize, embeddingSize } = backbone;

    /** @param {Uint8Array} model */
    const open = (model) => {
      if (current !== opening) throw abortError();
      return service.open(model, inputSize, embeddingSize, BATCH_SIZE, choice);
    };
    const total = backbone.bytes;
    const secondsLeft = createTimeLeft(total);
    const loading = loadModel(backbone, {
      onProgress: (done) => {
        for (const listener of listeners) listener({ stage: 'load', done, total, secondsLeft: secondsLeft(done) });
      },
    });
    const previous = lastOpened;
    const device = loading.then((model) => previous.then(() => open(model)));
    lastOpened = device.catch(() => {
      if (current === opening) current = null;
    });
    const opening = { key, listeners, device };
    return opening;
  }

  return {
    async open(backbone, choice, { signal, onProgress } = {}) {
      const key = `${backbone.sha256} ${choice}`;
      if (current?.key !== key) current = start(backbone, choice, key);
      const { device, listeners } = current;
      if (onProgress) listeners.add(onProgress);
      try {
        return await orAbort(device, signal);
      } finally {
        if (onProgress) listeners.delete(onProgress);
      }
    },

    async embed(images, count) {
      try {
        return await service.embed(images, count);
      } catch (error) {
        // The device may be lost: the next open starts afresh.
        current = null;
        throw error;
      }
    },
  };
}
