// The worker that runs the core. Comlink listens before anything is awaited: a message that arrives earlier would be
// lost.

/** @import { CoreService, EpochResult, TrainRequest } from '../types.d.ts' */

import * as Comlink from 'comlink';
import createModule from '#agelens-core';
import { outcomeOf } from '../link/outcome.js';
import { decodeInBrowser } from './foreign-decoder.js';
import { CORE } from './part.js';
import { createCoreService } from './service.js';

const starting = createModule().then((module) => createCoreService(module, decodeInBrowser));

/** @type {Map<number, AbortController>} */
const trainings = new Map();

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
   * @param {Exclude<keyof CoreService, 'trainClassifier' | 'parallel'>} name
   * @param {unknown[]} args
   */
  call: (name, args) => answer((service) => /** @type {any} */ (service)[name](...args)),

  /**
   * @param {number} job
   * @param {TrainRequest} request
   * @param {((progress: EpochResult) => void) | undefined} onProgress a Comlink proxy
   */
  async train(job, request, onProgress) {
    const controller = new AbortController();
    trainings.set(job, controller);
    // Reports travel on a channel of their own: the answer waits for them, so that it does not overtake the last ones.
    /** @type {unknown[]} */
    const reports = [];
    const report = onProgress && ((/** @type {EpochResult} */ epoch) => void reports.push(onProgress(epoch)));
    try {
      const outcome = await answer((service) =>
        service.trainClassifier(request, { signal: controller.signal, onProgress: report }),
      );
      await Promise.all(reports);
      return outcome;
    } finally {
      trainings.delete(job);
      /** @type {any} */ (onProgress)?.[Comlink.releaseProxy]();
    }
  },

  /** @param {number} job */
  cancel(job) {
    trainings.get(job)?.abort();
  },
};

/** @typedef {typeof remote} CoreWorker */

Comlink.expose(remote);
