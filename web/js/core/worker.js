// The worker that runs the core. Comlink listens before anything is awaited: a message that arrives earlier would be
// lost.

/** @import { CoreService } from '../types.d.ts' */

import * as Comlink from 'comlink';
import createModule from '#agelens-core';
import { outcomeOf } from '../link/outcome.js';
import { decodeInBrowser } from './foreign-decoder.js';
import { CORE } from './part.js';
import { createCoreService } from './service.js';

/** @typedef {'trainClassifier' | 'trainSequence' | 'drawTsne'} WatchedName calls that report their progress and can be cancelled */

const starting = createModule().then((module) => createCoreService(module, decodeInBrowser));

/** @type {Map<number, AbortController>} */
const watched = new Map();

/** @param {any} value */
function buffersOf(value) {
  const arrays = ArrayBuffer.isView(value) ? [value] : Object.values(Object(value)).filter(ArrayBuffer.isView);
  return arrays.map((array) => array.buffer);
}

/**
 * Big arrays of the answer are transferred: the core has no further use for them.
 *
 * @template T
 * @param {(service: CoreService) => Promise<T>} work
 */
async function answer(work) {
  const outcome = await outcomeOf(CORE, starting.then(work));
  return 'value' in outcome ? Comlink.transfer(outcome, buffersOf(outcome.value)) : outcome;
}

const remote = {
  /**
   * @param {Exclude<keyof CoreService, WatchedName | 'parallel'>} name
   * @param {unknown[]} args
   */
  call: (name, args) => answer((service) => /** @type {any} */ (service)[name](...args)),

  /**
   * @param {WatchedName} name
   * @param {number} job
   * @param {any} request
   * @param {((progress: unknown) => void) | undefined} onProgress a Comlink proxy
   */
  async watch(name, job, request, onProgress) {
    const controller = new AbortController();
    watched.set(job, controller);
    // Reports travel on a channel of their own: the answer waits for them, so that it does not overtake the last ones.
    /** @type {unknown[]} */
    const reports = [];
    const report = onProgress && ((/** @type {unknown} */ progress) => void reports.push(onProgress(progress)));
    try {
      const outcome = await answer((service) =>
        /** @type {any} */ (service)[name](request, { signal: controller.signal, onProgress: report }),
      );
      await Promise.all(reports);
      return outcome;
    } finally {
      watched.delete(job);
      /** @type {any} */ (onProgress)?.[Comlink.releaseProxy]();
    }
  },

  /** @param {number} job */
  cancel(job) {
    watched.get(job)?.abort();
  },
};

/** @typedef {typeof remote} CoreWorker */

Comlink.expose(remote);
