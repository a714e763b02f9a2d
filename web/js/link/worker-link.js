/** @import { Remote } from 'comlink' */
/** @import { Outcome, Part } from './outcome.js' */

import * as Comlink from 'comlink';
import { AgelensError } from '../app/errors.js';
import { stoppedError, valueOrThrow } from './outcome.js';

/**
 * @template W
 * @typedef {object} WorkerLink
 * @property {<T>(send: (remote: Remote<W>) => Promise<Outcome<T>>) => Promise<T>} ask
 *   starts the worker if need be; settles by reply, by error or by the worker's death
 * @property {() => Remote<W> | null} running null before the first `ask` and after the worker's death
 * @property {() => void} close ends the worker; what is still asked for is rejected
 */

/**
 * The page's side of a worker that starts with the first request and is replaced after its death.
 *
 * @template W what the worker exposes with Comlink
 * @param {() => Worker} start
 * @param {Part} part
 * @returns {WorkerLink<W>}
 */
export function createWorkerLink(start, part) {
  /** @type {{ worker: Worker, remote: Remote<W> } | null} */
  let running = null;
  /** @type {Set<(reason: Error) => void>} */
  const waiting = new Set();

  /** @param {Error} reason */
  function bury(reason) {
    running?.worker.terminate();
    running = null;
    for (const reject of waiting) reject(reason);
    waiting.clear();
  }

  function connect() {
    if (running) return running.remote;
    const worker = start();
    const onDeath = (/** @type {string} */ reason) => {
      if (running?.worker === worker) bury(stoppedError(part, reason));
    };
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      onDeath(event.message || 'a file of the page may be missing');
    });
    worker.addEventListener('messageerror', () => onDeath('its answer could not be read'));
    running = { worker, remote: Comlink.wrap(worker) };
    return running.remote;
  }

  return {
    ask(send) {
      return new Promise((resolve, reject) => {
        waiting.add(reject);
        const reply = async () => {
          const outcome = await send(connect());
          waiting.delete(reject);
          // After an error that nothing expected, the worker's memory is not to be trusted.
          if ('error' in outcome && outcome.error.code === part.failedCode) {
            bury(new AgelensError(part.failedCode, outcome.error.message));
          }
          return valueOrThrow(outcome);
        };
        reply()
          .then(resolve, reject)
          .finally(() => waiting.delete(reject));
      });
    },
    running: () => running?.remote ?? null,
    close: () => bury(stoppedError(part, 'it was closed')),
  };
}
