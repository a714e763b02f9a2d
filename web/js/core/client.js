/** @import { Remote } from 'comlink' */
/** @import { CoreService, EpochResult } from '../types.d.ts' */
/** @import { Outcome } from './outcome.js' */
/** @import { CoreWorker } from './worker.js' */

import * as Comlink from 'comlink';
import { AgelensError, abortError } from '../app/errors.js';
import { CORE_FAILED, valueOrThrow } from './outcome.js';

function startWorker() {
  return new Worker(new URL('./worker.js', import.meta.url), { type: 'module', name: 'core' });
}

/**
 * The core service of the page, in a worker that starts with the first call. Every call settles: by reply, by error, by
 * abort, or by the worker's death, after which the next call starts another worker. Arguments are copied, so callers
 * keep their arrays; answers are transferred.
 *
 * @param {() => Worker} [start]
 * @returns {CoreService}
 */
export function createCoreClient(start = startWorker) {
  /** @type {{ worker: Worker, remote: Remote<CoreWorker> } | null} */
  let running = null;
  /** @type {Set<(reason: Error) => void>} */
  const waiting = new Set();
  let jobs = 0;

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
    const onDeath = (/** @type {string} */ message) => {
      if (running?.worker === worker) bury(new AgelensError(CORE_FAILED, message));
    };
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      const reason = event.message ? `: ${event.message}` : '; a file of the page may be missing';
      onDeath(`The image and training core stopped${reason}. Try again, or reload the page.`);
    });
    worker.addEventListener('messageerror', () => onDeath('An answer of the core could not be read. Try again.'));
    running = { worker, remote: Comlink.wrap(worker) };
    return running.remote;
  }

  /**
   * @template T
   * @param {(remote: Remote<CoreWorker>) => Promise<Outcome<T>>} send
   * @returns {Promise<T>}
   */
  function ask(send) {
    return new Promise((resolve, reject) => {
      waiting.add(reject);
      const reply = async () => {
        const outcome = await send(connect());
        waiting.delete(reject);
        // After an error that nothing expected the wasm memory is not to be trusted.
        if ('error' in outcome && outcome.error.code === CORE_FAILED) {
          bury(new AgelensError(CORE_FAILED, outcome.error.message));
        }
        return valueOrThrow(outcome);
      };
      reply()
        .then(resolve, reject)
        .finally(() => waiting.delete(reject));
    });
  }

  /**
   * @param {Exclude<keyof CoreService, 'trainClassifier'>} name
   * @returns {(...args: any[]) => Promise<any>}
   */
  const forward =
    (name) =>
    (...args) =>
      ask((remote) => remote.call(name, args));

  return {
    inspectImage: forward('inspectImage'),
    prepareSample: forward('prepareSample'),
    loadTrainingData: forward('loadTrainingData'),
    freeTrainingData: forward('freeTrainingData'),
    predict: forward('predict'),
    splitFolds: forward('splitFolds'),
    computeMetrics: forward('computeMetrics'),
    writeNpy: forward('writeNpy'),
    readNpy: forward('readNpy'),

    trainClassifier(request, { signal, onProgress } = {}) {
      if (signal?.aborted) return Promise.reject(abortError());
      const job = ++jobs;
      return new Promise((resolve, reject) => {
        let settled = false;
        const settle = (/** @type {() => void} */ how) => {
          settled = true;
          signal?.removeEventListener('abort', cancel);
          how();
        };
        const cancel = () => {
          running?.remote.cancel(job);
          settle(() => reject(abortError()));
        };
        signal?.addEventListener('abort', cancel);
        // After an abort the worker may still be reporting.
        const report = (/** @type {EpochResult} */ epoch) => {
          if (!settled) onProgress?.(epoch);
        };
        ask((remote) => remote.train(job, request, onProgress && Comlink.proxy(report))).then(
          (result) => settle(() => resolve(result)),
          (error) => settle(() => reject(error)),
        );
      });
    },
  };
}
