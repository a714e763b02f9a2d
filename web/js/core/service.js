/** @import { CoreModule, Picture, TrainingData } from '#agelens-core' */
/** @import { CoreService, DecodeForeign, EpochResult } from '../types.d.ts' */

import { AgelensError, abortError } from '../app/errors.js';
import { isForeign, openForeign } from './foreign-picture.js';
import { nextTask } from './next-task.js';
import { unwrap } from './unwrap.js';

/** So often a map that grows is reported, and a cancel seen. */
const MILLISECONDS_BETWEEN_MAPS = 60;

/**
 * The core service over the raw wasm module, in the thread that calls it: in a worker (worker.js) or in Node (node.js).
 *
 * @param {CoreModule} module
 * @param {DecodeForeign | null} [decodeForeign] without one WebP, AVIF and HEIC are refused
 * @returns {CoreService}
 */
export function createCoreService(module, decodeForeign = null) {
  /** @type {Map<number, TrainingData>} */
  const loaded = new Map();
  /** @type {Map<number, Picture>} */
  const pictures = new Map();
  let handles = 0;

  /** @param {number} handle */
  function pictureOf(handle) {
    const picture = pictures.get(handle);
    if (picture) return picture;
    throw new AgelensError('no-picture', 'The photograph is no longer in memory. Try again.');
  }

  /** @param {number} handle */
  function dataOf(handle) {
    const data = loaded.get(handle);
    if (data) return data;
    throw new AgelensError('no-training-data', 'The training data is no longer in memory. Start the training again.');
  }

  /** @param {Uint8Array} bytes */
  async function decode(bytes) {
    const picture = module.decodePicture(bytes);
    const isLeftToOthers = 'error' in picture && picture.error.code === 'foreign-format';
    return isLeftToOthers && decodeForeign ? openForeign(module, bytes, decodeForeign) : unwrap(picture);
  }

  return {
    parallel: 1,

    async inspectImage(bytes) {
      const info = unwrap(module.inspectImage(bytes));
      if (isForeign(info.format)) (await decode(bytes)).delete();
      return info;
    },

    async openPicture(bytes) {
      const startedAt = performance.now();
      const picture = await decode(bytes);
      const { width, height } = picture;
      pictures.set(++handles, picture);
      return { picture: handles, width, height, seconds: (performance.now() - startedAt) / 1000 };
    },

    async closePicture(picture) {
      pictures.get(picture)?.delete();
      pictures.delete(picture);
    },

    prepareDetection: async (picture, { inputSize, normalization }) =>
      pictureOf(picture).letterboxed(inputSize, normalization),
    findFaces: async (boxes, scores, width, height) => module.findFaces(boxes, scores, width, height),
    cropOfFace: async (face, shape) => module.cropOfFace(face, shape),

    async preparePicture(picture, request) {
      const startedAt = performance.now();
      const images = pictureOf(picture).copies(request);
      return { images, seconds: (performance.now() - startedAt) / 1000 };
    },

    async drawCopies(picture, request) {
      const rgba = pictureOf(picture).drawCopies(request);
      return new Uint8ClampedArray(rgba.buffer);
    },

    async describePhotograph(bytes, side) {
      const picture = await decode(bytes);
      try {
        const { width, height } = picture;
        const thumbnail = new Uint8ClampedArray(picture.thumbnail(side).buffer);
        return { thumbnail, imprint: picture.imprint(), width, height };
      } finally {
        picture.delete();
      }
    },

    groupImprints: async (imprints) => module.groupImprints(imprints),

    preparationVersion: async () => module.preparationVersion(),

    async loadTrainingData(embeddings, dimension, labels, classCount, classValues) {
      const handle = ++handles;
      loaded.set(handle, new module.TrainingData(embeddings, dimension, labels, classCount, classValues));
      return handle;
    },

    async freeTrainingData(handle) {
      loaded.get(handle)?.delete();
      loaded.delete(handle);
    },

    async trainClassifier(
      { data, trainRows, validationRows, testRows, predictRows, patience, ...settings },
      { signal, onProgress } = {},
    ) {
      const trainer = new module.Trainer(dataOf(data), trainRows, settings);
      const evaluate = (/** @type {Int32Array} */ rows) =>
        rows.length > 0 ? unwrap(trainer.evaluateRows(rows)) : null;
      let leastLoss = Number.POSITIVE_INFINITY;
      let epochsSinceBest = 0;
      /** @returns {boolean} whether early stopping ends the training */
      const hasStopped = () => {
        const validation = evaluate(validationRows);
        if (!validation) return false;
        epochsSinceBest += 1;
        if (validation.loss < leastLoss) {
          leastLoss = validation.loss;
          epochsSinceBest = 0;
          trainer.keepBest();
        }
        return epochsSinceBest >= patience;
      };
      try {
        /** @type {EpochResult[]} */
        const history = [];
        for (let epoch = 1; epoch <= settings.epochs; ++epoch) {
          if (signal?.aborted) throw abortError();
          const { loss, accuracy, finished } = unwrap(trainer.trainEpoch());
          const heldOut = evaluate(testRows);
          const result = {
            epoch,
            loss,
            accuracy,
            heldOutLoss: heldOut?.loss ?? null,
            heldOutAccuracy: heldOut?.accuracy ?? null,
          };
          history.push(result);
          onProgress?.(result);
          await nextTask();
          if (hasStopped() || finished) break;
        }
        if (signal?.aborted) throw abortError();
        trainer.restoreBest();
        const probabilities = evaluate(predictRows)?.probabilities ?? new Float32Array(0);
        return { classifier: unwrap(trainer.saveClassifier()), history, probabilities };
      } finally {
        trainer.delete();
      }
    },

    readClassifier: async (classifier) => unwrap(module.readClassifier(classifier)),
    predict: async (classifier, embeddings) => unwrap(module.predictProbabilities(classifier, embeddings)),
    attributeEmbedding: async (members, temperature, embedding) =>
      unwrap(module.attributeEmbedding(members, temperature, embedding)),
    async trainSequence({ data, firstRows, persons, copies, ...settings }, { signal, onProgress } = {}) {
      const trainer = new module.SequenceTrainer(dataOf(data), { firstRows, persons, copies }, settings);
      try {
        /** @type {EpochResult[]} */
        const history = [];
        for (let epoch = 1; epoch <= settings.epochs; ++epoch) {
          if (signal?.aborted) throw abortError();
          const { loss, accuracy } = unwrap(trainer.trainEpoch());
          const result = { epoch, loss, accuracy, heldOutLoss: null, heldOutAccuracy: null };
          history.push(result);
          onProgress?.(result);
          await nextTask();
        }
        if (signal?.aborted) throw abortError();
        return { network: unwrap(trainer.saveNetwork()), history };
      } finally {
        trainer.delete();
      }
    },

    predictSequences: async (network, embeddings, lengths) =>
      unwrap(module.predictSequences(network, embeddings, lengths)),
    decodeOrdered: async (probabilities, lengths, classCount) =>
      unwrap(module.decodeOrdered(probabilities, lengths, classCount)),
    splitFolds: async (request) => unwrap(module.splitFolds(request)),
    assess: async (request) => unwrap(module.assess(request)),
    compareRuns: async (request) => unwrap(module.compareRuns(request)),
    fitTemperature: async (labels, probabilities, classCount) =>
      unwrap(module.fitTemperature(labels, probabilities, classCount)),
    applyTemperature: async (probabilities, classCount, temperature) =>
      module.applyTemperature(probabilities, classCount, temperature),
    leaveOutDistances: async (embeddings, dimension, persons) =>
      module.leaveOutDistances(embeddings, dimension, persons),
    familiarityOf: async (reference, dimension, distances, embedding) =>
      module.familiarityOf(reference, dimension, distances, embedding),
    nearestRows: async (reference, dimension, embedding, count) =>
      module.nearestRows(reference, dimension, embedding, count),

    computePca: async (embeddings, dimension, components) =>
      unwrap(module.computePca(embeddings, dimension, components)),

    async drawTsne(request, { signal, onProgress } = {}) {
      const tsne = new module.Tsne(request);
      try {
        for (;;) {
          if (signal?.aborted) throw abortError();
          const pausesAt = performance.now() + MILLISECONDS_BETWEEN_MAPS;
          let isUnfinished = true;
          while (isUnfinished && performance.now() < pausesAt) isUnfinished = unwrap(tsne.step(1));
          const map = unwrap(tsne.map());
          onProgress?.(map);
          if (!isUnfinished) return map;
          await nextTask();
        }
      } finally {
        tsne.delete();
      }
    },

    async writeNpy(data, shape) {
      const count = shape.reduce((product, size) => product * size, 1);
      if (count !== data.length) throw new RangeError(`${data.length} values do not have the shape (${shape}).`);
      return module.writeNpy(data, shape);
    },
    readNpy: async (bytes) => unwrap(module.readNpy(bytes)),
  };
}
