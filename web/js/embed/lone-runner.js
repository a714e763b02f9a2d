// One image that nothing waits beside, on all cores: a runtime with threads of its own, beside the pool of workers.

/** @import { Network } from '../types.d.ts' */
/** @import { EmbedClient } from './client.js' */

import { withPatience } from './patience.js';

/** Where the threads of a runtime do not start, it waits for ever. */
const PATIENCE_MS = 20_000;

/**
 * @typedef {object} LoneRunner
 * @property {(network: Network, model: Uint8Array, image: Float32Array) => Promise<Float32Array[] | null>} run
 *   each output of one image, which is kept; null when threads cannot be had, and then nothing was lost
 * @property {(sha256: string) => void} forget the network of this file, whose form has changed
 * @property {() => void} close at once
 */

/**
 * A network is opened when it is first run, since few are ever run alone.
 *
 * @param {() => EmbedClient} startClient
 * @param {number} threads
 * @returns {LoneRunner}
 */
export function createLoneRunner(startClient, threads) {
  /** @type {EmbedClient | null} */
  let client = null;
  /** @type {Map<string, Promise<unknown>>} */
  const opened = new Map();
  let isRefused = threads < 2;

  function close() {
    client?.close();
    client = null;
    opened.clear();
  }

  return {
    async run(network, model, image) {
      if (isRefused) return null;
      client ??= startClient();
      const mine = client;
      try {
        const { sha256 } = network;
        const opening = opened.get(sha256) ?? mine.open(network, model, 'wasm', threads);
        opened.set(sha256, opening);
        await withPatience(opening, PATIENCE_MS);
        return await mine.run(sha256, image.slice(), 1);
      } catch {
        // The pool does the same work, to the same last bit; it reports what is wrong with the network itself.
        if (client === mine) {
          close();
          isRefused = true;
        }
        return null;
      }
    },
    forget: (sha256) => void opened.delete(sha256),
    close,
  };
}
