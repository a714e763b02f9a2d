// What an embedding worker answers, whichever runtime it loads: in the page's worker and in Node's.

/** @import { DeviceChoice, Network } from '../types.d.ts' */
/** @import { NetworkSession, Runtime } from './session.js' */

import * as Comlink from 'comlink';
import { outcomeOf } from '../link/outcome.js';
import { createInspection } from './inspection.js';
import { BACKBONE } from './part.js';
import { createNetworkSession } from './session.js';

/**
 * @typedef {object} Loaded
 * @property {Runtime} runtime
 * @property {string | null} adapter the GPU's name
 * @property {(onLost: (reason: Error) => void) => Promise<void>} watch
 *   called once a network is open; tells when the device is lost, after which nothing may answer
 */

/** @param {(choice: DeviceChoice, threads: number) => Promise<Loaded>} load 'auto' is a GPU that is no software */
export function createNetworks(load) {
  /** @type {Map<string, NetworkSession>} */
  const sessions = new Map();
  let onLost = (/** @type {Error} */ _reason) => {};
  /** @type {Promise<never>} */
  const lost = new Promise((_, reject) => {
    onLost = reject;
  });
  // Between batches nobody waits for it.
  lost.catch(() => {});

  /** @param {Network} network @param {Uint8Array} model @param {DeviceChoice} choice @param {number} threads */
  async function open(network, model, choice, threads) {
    const { runtime, adapter, watch } = await load(choice, threads);
    const kind = choice === 'wasm' ? 'wasm' : 'webgpu';
    await sessions.get(network.sha256)?.close();
    sessions.set(network.sha256, await createNetworkSession(runtime, { model, network, kind }));
    await watch(onLost);
    return adapter;
  }

  /** @param {string} sha256 @param {Float32Array} images @param {number} count */
  async function run(sha256, images, count) {
    const session = sessions.get(sha256);
    if (!session) throw new Error('it is not open');
    return Promise.race([session.run(images, count), lost]);
  }

  /** @param {string} sha256 @param {Float32Array} images @param {number} count @param {string} output */
  async function runMap(sha256, images, count, output) {
    const session = sessions.get(sha256);
    if (!session) throw new Error('it is not open');
    return Promise.race([session.runMap(images, count, output), lost]);
  }

  return {
    ...createInspection(async () => (await load('wasm', 1)).runtime),

    /** @param {Parameters<typeof open>} request returns the adapter's name */
    open: (...request) => outcomeOf(BACKBONE, open(...request)),

    /** @param {Parameters<typeof run>} request */
    async run(...request) {
      const result = await outcomeOf(BACKBONE, run(...request));
      if (!('value' in result)) return result;
      const buffers = result.value.map(({ buffer }) => buffer);
      return Comlink.transfer(result, buffers);
    },

    /** @param {Parameters<typeof runMap>} request */
    async runMap(...request) {
      const result = await outcomeOf(BACKBONE, runMap(...request));
      return 'value' in result ? Comlink.transfer(result, [result.value.map.data.buffer]) : result;
    },
  };
}

/** @typedef {ReturnType<typeof createNetworks>} EmbedWorker */
