/** @import { EmbedService } from '../types.d.ts' */
/** @import { Remote } from 'comlink' */
/** @import { EmbedWorker } from './worker.js' */
/** @import { Outcome } from './outcome.js' */

import * as Comlink from 'comlink';
import { AgelensError } from '../app/errors.js';
import { EMBED_FAILED, valueOrThrow } from './outcome.js';

function startWorker() {
  return new Worker(new URL('./worker.js', import.meta.url), { type: 'module', name: 'embed' });
}

/**
 * The embedding service of the page, in a worker that starts with the first `open`. Every call settles: by reply, by
 * error, or by the worker's death, after which `open` starts another worker.
 *
 * Images given to `embed` are transferred: the caller's array is empty afterwards.
 *
 * @param {() => Worker} [start]
 * @returns {EmbedService}
 */
export function createEmbedClient(start = startWorker) {
  /** @type {{ worker: Worker, remote: Remote<EmbedWorker> } | null} */
  let running = null;
  /** @type {Set<(reason: Error) => void>} */
  const waiting = new Set();

  /** @param {string} reason */
  function bury(reason) {
    running?.worker.terminate();
    running = null;
    const error = new AgelensError(EMBED_FAILED, reason);
    for (const reject of waiting) reject(error);
    waiting.clear();
  }

  function connect() {
    if (running) return running.remote;
    const worker = start();
    const onDeath = (/** @type {string} */ reason) => {
      if (running?.worker === worker) bury(reason);
    };
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      const reason = event.message ? `: ${event.message}` : '; a file of the page may be missing';
      onDeath(`The part of the page that runs the backbone stopped${reason}. Try again, or reload the page.`);
    });
    worker.addEventListener('messageerror', () => onDeath('An answer of the backbone could not be read. Try again.'));
    running = { worker, remote: Comlink.wrap(worker) };
    return running.remote;
  }

  /**
   * @template T
   * @param {(remote: Remote<EmbedWorker>) => Promise<Outcome<T>>} send
   * @returns {Promise<T>}
   */
  function ask(send) {
    return new Promise((resolve, reject) => {
      waiting.add(reject);
      const reply = async () => {
        const outcome = await send(connect());
        waiting.delete(reject);
        // A lost GPU or an aborted runtime does not recover: the next `open` gets another worker.
        if ('error' in outcome && outcome.error.code === EMBED_FAILED) bury(outcome.error.message);
        return valueOrThrow(outcome);
      };
      reply()
        .then(resolve, reject)
        .finally(() => waiting.delete(reject));
    });
  }

  return {
    open: (model, inputSize, embeddingSize, batchSize, choice) =>
      ask((remote) => remote.open({ model, inputSize, embeddingSize, batchSize }, choice)),
    embed: (images, count) => ask((remote) => remote.embed(Comlink.transfer(images, [images.buffer]), count)),
    async close() {
      if (!running) return;
      await ask((remote) => remote.close());
      bury('The backbone was closed.');
    },
  };
}
