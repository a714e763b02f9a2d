/** @import { WorkerLink } from '../link/worker-link.js' */
/** @import { Context, CoreService } from '../types.d.ts' */
/** @import { CoreWorker, WatchedName } from './worker.js' */

import * as Comlink from 'comlink';
import { abortError } from '../app/errors.js';
import { createWorkerLink } from '../link/worker-link.js';
import { CORE } from './part.js';

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
  /** @type {WorkerLink<CoreWorker>} */
  const link = createWorkerLink(start, CORE);
  let jobs = 0;

  /**
   * @param {Exclude<keyof CoreService, WatchedName | 'parallel'>} name
   * @returns {(...args: any[]) => Promise<any>}
   */
  const forward =
    (name) =>
    (...args) =>
      link.ask((remote) => remote.call(name, args));

  /**
   * A call that reports its progress and can be cancelled.
   *
   * @param {WatchedName} name
   * @param {object} request
   * @param {Context<any>} context
   * @returns {Promise<any>}
   */
  function watch(name, request, { signal, onProgress }) {
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
        link.running()?.cancel(job);
        settle(() => reject(abortError()));
      };
      signal?.addEventListener('abort', cancel);
      // After an abort the worker may still be reporting.
      const report = (/** @type {unknown} */ progress) => {
        if (!settled) onProgress?.(progress);
      };
      link
        .ask((remote) => remote.watch(name, job, request, onProgress && Comlink.proxy(report)))
        .then(
          (result) => settle(() => resolve(result)),
          (error) => settle(() => reject(error)),
        );
    });
  }

  return {
    parallel: 1,
    inspectImage: forward('inspectImage'),
    openPicture: forward('openPicture'),
    closePicture: forward('closePicture'),
    prepareDetection: forward('prepareDetection'),
    findFaces: forward('findFaces'),
    cropOfFace: forward('cropOfFace'),
    preparePicture: forward('preparePicture'),
    drawCopies: forward('drawCopies'),
    describePhotograph: forward('describePhotograph'),
    groupImprints: forward('groupImprints'),
    preparationVersion: forward('preparationVersion'),
    loadTrainingData: forward('loadTrainingData'),
    freeTrainingData: forward('freeTrainingData'),
    readClassifier: forward('readClassifier'),
    predict: forward('predict'),
    attributeEmbedding: forward('attributeEmbedding'),
    predictSequences: forward('predictSequences'),
    decodeOrdered: forward('decodeOrdered'),
    splitFolds: forward('splitFolds'),
    assess: forward('assess'),
    compareRuns: forward('compareRuns'),
    fitTemperature: forward('fitTemperature'),
    applyTemperature: forward('applyTemperature'),
    leaveOutDistances: forward('leaveOutDistances'),
    familiarityOf: forward('familiarityOf'),
    nearestRows: forward('nearestRows'),
    computePca: forward('computePca'),
    writeNpy: forward('writeNpy'),
    readNpy: forward('readNpy'),
    trainClassifier: (request, context = {}) => watch('trainClassifier', request, context),
    trainSequence: (request, context = {}) => watch('trainSequence', request, context),
    drawTsne: (request, context = {}) => watch('drawTsne', request, context),
  };
}
