/** @import { Context, CoreService, EpochResult } from '../types.d.ts' */

import { AgelensError, abortError } from '../app/errors.js';
import { CORE } from './part.js';

const MOST_WORKERS = 8;

/**
 * How many workers suit a machine: all cores but one, which the page keeps; both of two, since its part is small.
 *
 * @param {number} cores
 */
export const poolSize = (cores) => Math.max(Math.min(2, cores), Math.min(cores - 1, MOST_WORKERS));

/**
 * Several core services as one: each call goes to the first that is free, in the order of the calls. What a call
 * answers does not depend on which one that is.
 *
 * @param {CoreService[]} services at least one
 * @returns {CoreService}
 */
export function createCorePool(services) {
  const idle = [...services];
  /** @type {((service: CoreService) => void)[]} */
  const waiting = [];
  /**
   * Training data goes to a service when it first trains on it.
   * @type {Map<number, { args: Parameters<CoreService['loadTrainingData']>, handles: Map<CoreService, Promise<number>> }>}
   */
  const loaded = new Map();
  /** An open picture is in one service's memory. @type {Map<number, { service: CoreService, own: number }>} */
  const pictures = new Map();
  let handles = 0;

  /**
   * @param {AbortSignal | undefined} [signal] a call that still waits is given up at once
   * @param {boolean} [isUrgent] goes before what waits
   * @returns {Promise<CoreService>}
   */
  function acquire(signal, isUrgent = false) {
    if (signal?.aborted) return Promise.reject(abortError());
    const service = idle.shift();
    if (service) return Promise.resolve(service);
    return new Promise((resolve, reject) => {
      const take = (/** @type {CoreService} */ free) => {
        signal?.removeEventListener('abort', giveUp);
        resolve(free);
      };
      const giveUp = () => {
        waiting.splice(waiting.indexOf(take), 1);
        reject(abortError());
      };
      signal?.addEventListener('abort', giveUp, { once: true });
      if (isUrgent) waiting.unshift(take);
      else waiting.push(take);
    });
  }

  /** @param {CoreService} service */
  function release(service) {
    const next = waiting.shift();
    if (next) next(service);
    else idle.push(service);
  }

  /**
   * @template T
   * @param {(service: CoreService) => Promise<T>} work
   * @param {AbortSignal} [signal]
   * @param {boolean} [isUrgent]
   * @returns {Promise<T>}
   */
  async function withService(work, signal, isUrgent) {
    const service = await acquire(signal, isUrgent);
    try {
      return await work(service);
    } catch (error) {
      // A worker that died took its copy of the data with it.
      if (/** @type {any} */ (error)?.code === CORE.failedCode) {
        for (const data of loaded.values()) data.handles.delete(service);
      }
      throw error;
    } finally {
      release(service);
    }
  }

  /**
   * @param {CoreService} service
   * @param {number} handle
   * @returns {Promise<number>} the service's own handle
   */
  function handleIn(service, handle) {
    const data = loaded.get(handle);
    if (!data) return Promise.resolve(-1);
    const known = data.handles.get(service);
    if (known) return known;
    const loading = service.loadTrainingData(...data.args);
    data.handles.set(service, loading);
    loading.catch(() => data.handles.delete(service));
    return loading;
  }

  /**
   * @template {Exclude<keyof CoreService, 'parallel'>} K
   * @param {K} name
   * @returns {CoreService[K]}
   */
  const deal = (name) =>
    /** @type {any} */ (
      (/** @type {any[]} */ ...args) => withService((service) => /** @type {any} */ (service)[name](...args))
    );

  /**
   * Calls about an open picture go to the service that has it, which works off one after another.
   *
   * @template {'closePicture' | 'prepareDetection' | 'preparePicture' | 'drawCopies'} K
   * @param {K} name
   * @returns {CoreService[K]}
   */
  const atPicture = (name) =>
    /** @type {any} */ (
      async (/** @type {number} */ picture, /** @type {any[]} */ ...args) => {
        const place = pictures.get(picture);
        if (!place) throw new AgelensError('no-picture', 'The photograph is no longer in memory. Try again.');
        if (name === 'closePicture') pictures.delete(picture);
        return /** @type {any} */ (place.service)[name](place.own, ...args);
      }
    );

  /**
   * @template {'trainClassifier' | 'trainSequence'} K
   * @param {K} name
   * @returns {CoreService[K]}
   */
  const training = (name) =>
    /** @type {any} */ (
      (/** @type {{ data: number }} */ request, /** @type {Context<EpochResult>} */ context = {}) =>
        withService(async (service) => {
          const data = await handleIn(service, request.data);
          return /** @type {any} */ (service)[name]({ ...request, data }, context);
        }, context.signal)
    );

  return {
    parallel: services.length,
    inspectImage: deal('inspectImage'),
    findFaces: deal('findFaces'),
    cropOfFace: deal('cropOfFace'),
    preparationVersion: deal('preparationVersion'),
    closePicture: atPicture('closePicture'),
    prepareDetection: atPicture('prepareDetection'),
    preparePicture: atPicture('preparePicture'),
    drawCopies: atPicture('drawCopies'),

    openPicture: (bytes) =>
      withService(async (service) => {
        const opened = await service.openPicture(bytes);
        const picture = ++handles;
        pictures.set(picture, { service, own: opened.picture });
        return { ...opened, picture };
      }),

    // Short, and somebody is looking: a training's calls would otherwise all go before it.
    describePhotograph: (bytes, side) =>
      withService((service) => service.describePhotograph(bytes, side), undefined, true),
    groupImprints: deal('groupImprints'),

    readClassifier: deal('readClassifier'),
    predict: deal('predict'),
    attributeEmbedding: deal('attributeEmbedding'),
    predictSequences: deal('predictSequences'),
    decodeOrdered: deal('decodeOrdered'),
    splitFolds: deal('splitFolds'),
    assess: deal('assess'),
    compareRuns: deal('compareRuns'),
    fitTemperature: deal('fitTemperature'),
    applyTemperature: deal('applyTemperature'),
    leaveOutDistances: deal('leaveOutDistances'),
    familiarityOf: deal('familiarityOf'),
    nearestRows: deal('nearestRows'),
    computePca: deal('computePca'),
    writeNpy: deal('writeNpy'),
    readNpy: deal('readNpy'),

    trainClassifier: training('trainClassifier'),
    trainSequence: training('trainSequence'),

    async loadTrainingData(...args) {
      const handle = ++handles;
      loaded.set(handle, { args, handles: new Map() });
      return handle;
    },

    async freeTrainingData(handle) {
      const data = loaded.get(handle);
      loaded.delete(handle);
      for (const [service, loading] of data?.handles ?? []) {
        loading.then((own) => service.freeTrainingData(own)).catch(() => {});
      }
    },

    drawTsne: (request, context = {}) => withService((service) => service.drawTsne(request, context), context.signal),
  };
}
