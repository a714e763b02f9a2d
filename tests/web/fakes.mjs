// Services that stand in for the core and the embedding runtime: small, instant and inspectable.

/** @import { Backbone, CoreService, EmbedService, FileEntry, ImageInfo, Metrics, TrainRequest } from '../../web/js/types.d.ts' */

import { AgelensError, abortError } from '../../web/js/app/errors.js';
import { readDataset } from '../../web/js/app/intake.js';
import * as datasets from '../../web/js/data/dataset.js';

export { datasets };

/** @type {Backbone} */
export const backbone = {
  name: 'tiny',
  title: 'Tiny',
  source: 'made up',
  notice: null,
  licence: 'MIT',
  trainedOn: 'nothing',
  file: 'tiny.onnx',
  bytes: 3,
  sha256: '039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81',
  inputSize: 2,
  normalization: { mean: [0, 0, 0], scale: [1, 1, 1] },
  embeddingSize: 1,
};

/**
 * A file whose content is its text; a text beginning with "bad" is refused by the fake core.
 * @param {string} path
 * @param {string} [text]
 * @returns {FileEntry}
 */
export function entry(path, text = 'image') {
  const bytes = new TextEncoder().encode(text);
  return { path, size: bytes.length, read: async () => bytes };
}

/** @param {Uint8Array} bytes @returns {Promise<ImageInfo>} */
export async function inspectImage(bytes) {
  if (new TextDecoder().decode(bytes).startsWith('bad')) throw new AgelensError('bad', 'The file is no image.');
  return { format: 'png', width: 1, height: 1 };
}

/** @returns {Metrics} */
function metricsOf(/** @type {number} */ count) {
  return {
    count,
    accuracy: 1,
    logLoss: 0,
    ece: 0,
    withinOne: null,
    maeYears: null,
    quadraticWeightedKappa: null,
    precision: { macro: 1, weighted: 1 },
    recall: { macro: 1, weighted: 1 },
    f1: { macro: 1, weighted: 1 },
    confusion: [],
    perClass: [],
  };
}

/**
 * prepareSample gives images filled with the file's number; trainClassifier predicts the class at position row % classes.
 *
 * @param {Partial<CoreService>} [overrides]
 */
export function fakeCore(overrides = {}) {
  const state = { freed: 0, requests: /** @type {TrainRequest[]} */ ([]), embeddings: new Float32Array(0) };
  let classes = 0;
  /** @type {CoreService} */
  const core = {
    parallel: 1,
    inspectImage,
    async prepareSample(bytes, { copies, inputSize }) {
      const text = new TextDecoder().decode(bytes);
      if (text.startsWith('undecodable')) throw new AgelensError('corrupt', 'The picture is damaged.');
      const images = new Float32Array((copies + 1) * 3 * inputSize ** 2).fill(Number(text));
      return { images, seconds: { decode: 0.25, augment: 0.5 } };
    },
    async loadTrainingData(embeddings, _dimension, _labels, classCount) {
      state.embeddings = embeddings.slice();
      classes = classCount;
      return 7;
    },
    async freeTrainingData() {
      state.freed += 1;
    },
    async trainClassifier(request, { signal, onProgress } = {}) {
      state.requests.push(request);
      const history = [];
      for (let epoch = 1; epoch <= request.epochs; epoch++) {
        if (signal?.aborted) throw abortError();
        const result = { epoch, loss: 1 / epoch, accuracy: 0.5, heldOutLoss: null, heldOutAccuracy: null };
        history.push(result);
        onProgress?.(result);
        await new Promise((resolve) => setImmediate(resolve));
      }
      const probabilities = new Float32Array(request.predictRows.length * classes);
      request.predictRows.forEach((row, index) => {
        probabilities[index * classes + (row % classes)] = 1;
      });
      return { classifier: new Uint8Array([1, 2, 3]), history, probabilities };
    },
    predict: async (_classifier, embeddings) =>
      Float32Array.from({ length: embeddings.length * 2 }, (_, index) => (index % 2 === 0 ? 0.25 : 0.75)),
    async splitFolds({ labels, persons, copies }) {
      const rows = Int32Array.from({ length: labels.length * (copies + 1) }, (_, row) => row);
      const personOf = (/** @type {number} */ row) => persons[Math.floor(row / (copies + 1))];
      return [...new Set(persons)].reverse().map((person) => ({
        trainRows: rows.filter((row) => personOf(row) !== person),
        testRows: rows.filter((row) => personOf(row) === person && row % (copies + 1) === 0),
      }));
    },
    assess: async ({ labels }) => ({
      metrics: metricsOf(labels.length),
      intervals: null,
      resamples: 0,
      perPerson: [],
      reliability: [],
      coverage: [],
    }),
    async compareRuns({ labels }) {
      const difference = { value: 0, interval: null };
      const same = { accuracy: difference, logLoss: difference, maeYears: null };
      return { count: labels.length, onlyFirstRight: 0, onlySecondRight: 0, mcNemarP: 1, ...same };
    },
    fitTemperature: async () => 1,
    applyTemperature: async (probabilities) => probabilities.slice(),
    leaveOutDistances: async (_embeddings, _dimension, persons) => new Float32Array(persons.length),
    familiarityOf: async () => ({ distance: 0, share: 1 }),
    writeNpy: async () => new Uint8Array(),
    readNpy: async () => ({ data: new Uint8Array(), shape: [0] }),
    ...overrides,
  };
  return Object.assign(core, { state });
}

/** An embedding is the first float of its image. */
export function fakeEmbed(/** @type {Partial<EmbedService>} */ overrides = {}) {
  const state = {
    opened: /** @type {string[]} */ ([]),
    counts: /** @type {number[]} */ ([]),
    atOnce: 0,
    mostAtOnce: 0,
  };
  /** @type {EmbedService} */
  const service = {
    async open(_model, _inputSize, _embeddingSize, _batchSize, choice) {
      state.opened.push(choice);
      return { kind: 'wasm', adapter: null, threads: 1, notice: null };
    },
    async embed(images, count) {
      state.counts.push(count);
      state.atOnce += 1;
      state.mostAtOnce = Math.max(state.mostAtOnce, state.atOnce);
      await new Promise((resolve) => setImmediate(resolve));
      state.atOnce -= 1;
      return Float32Array.from({ length: count }, (_, index) => images[index * (images.length / count)] ?? Number.NaN);
    },
    async close() {},
    ...overrides,
  };
  return Object.assign(service, { state });
}

/** A promise and the functions that settle it. */
export function deferred() {
  /** @type {() => void} */
  let resolve = () => {};
  /** @type {(reason: Error) => void} */
  let reject = () => {};
  /** @type {Promise<void>} */
  const promise = new Promise((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  return { promise, resolve, reject };
}

export const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

/**
 * The dataset of these files.
 * @param {FileEntry[]} entries
 * @param {string} [name]
 */
export const datasetOf = (entries, name = 'photos') =>
  readDataset({ core: { inspectImage }, datasets }, { entries, name });
