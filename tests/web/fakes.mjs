// Services that stand in for the core and the embedding runtime: small, instant and inspectable.

/** @import { Backbone, CoreService, Device, EmbeddingCache, EmbedService, Face, FaceDetector, FileEntry, ImageInfo, InspectNetwork, KeptEmbeddings, Metrics, NetworkSignature, Project, SequenceTrainRequest, TrainRequest, TrialOutput } from '../../web/js/types.d.ts' */
/** @import { FileStore } from '../../web/js/data/embedding-cache.js' */
/** @import { ProjectStore } from '../../web/js/data/project-store.js' */

import { AgelensError, abortError } from '../../web/js/app/errors.js';
import { readDataset } from '../../web/js/app/intake.js';
import * as datasets from '../../web/js/data/dataset.js';
import { readFeatures } from '../../web/js/data/feature-files.js';
import { createKeptPhotographs } from '../../web/js/data/kept-photographs.js';
import { createProjectFiles } from '../../web/js/data/project-files.js';
import { whatWasChosen } from '../../web/js/data/what-was-chosen.js';

export { datasets };

export const imports = { whatWasChosen, readFeatures };

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
  layout: 'nchw',
  output: 'embedding',
  embeddingSize: 1,
  faceCrop: { scale: 1, shiftUp: 0, aligned: true },
};

/** @type {FaceDetector} */
export const faceDetector = { ...backbone, name: 'detector', sha256: 'detector' };

/** What looks at whole photographs through the tiny backbone. */
export const seeing = { backbones: [backbone], faceDetector: null };

/** An embedding cache in memory. */
export function fakeCache() {
  /** @type {Map<string, KeptEmbeddings>} */
  const kept = new Map();
  /** @type {EmbeddingCache} */
  const cache = {
    read: async (recipe, photo) => kept.get(`${recipe}/${photo}`) ?? null,
    async write(recipe, photo, one) {
      kept.set(`${recipe}/${photo}`, one);
    },
    trim: async () => kept.size,
    clear: async () => kept.clear(),
  };
  return Object.assign(cache, { kept });
}

/** Private files in memory. */
export function fakeFiles() {
  /** @type {Map<string, Uint8Array>} */
  const kept = new Map();
  /** @type {FileStore} */
  const files = {
    read: async (folder, name) => kept.get(`${folder}/${name}`) ?? null,
    async write(folder, name, bytes) {
      kept.set(`${folder}/${name}`, bytes);
    },
    async remove(folder, name) {
      kept.delete(`${folder}/${name}`);
    },
    list: async () =>
      [...kept].map(([path, { length }], index) => {
        const [folder = '', name = ''] = path.split('/');
        return { folder, name, bytes: length, modifiedMs: index };
      }),
    clear: async () => kept.clear(),
  };
  return Object.assign(files, { kept });
}

/** Projects in memory; while `state.failure` is set, nothing can be saved. */
export function fakeProjectStore() {
  const state = {
    open: /** @type {string | null} */ (null),
    kept: /** @type {Map<string, Project>} */ (new Map()),
    deleted: /** @type {Set<string>} */ (new Set()),
    failure: /** @type {Error | null} */ (null),
    saves: 0,
  };
  /** @type {ProjectStore} */
  const projectStore = {
    list: async () =>
      [...state.kept]
        .filter(([id]) => !state.deleted.has(id))
        .map(([id, { name, savedAt }]) => ({ id, name, savedAt }))
        .reverse(),
    opening: async () => ({ open: state.open, notice: null }),
    async setOpen(id) {
      state.open = id;
      return '';
    },
    load: async (id) => (state.deleted.has(id) ? null : (state.kept.get(id) ?? null)),
    async save(id, project) {
      await nextTurn();
      if (state.failure) throw state.failure;
      state.saves += 1;
      state.kept.delete(id);
      state.kept.set(id, structuredClone(project));
      state.open = id;
    },
    async remove(id) {
      state.deleted.add(id);
    },
    async restore(id) {
      state.deleted.delete(id);
    },
    deleted: async () => [...state.deleted],
    async purge(id) {
      state.kept.delete(id);
      state.deleted.delete(id);
    },
    photographs: async () =>
      new Set(
        [...state.kept.values()]
          .flatMap(({ dataset }) => (dataset ? [...dataset.photographs, ...(dataset.excluded ?? [])] : []))
          .map(({ sha256 }) => sha256),
      ),
  };
  return Object.assign(projectStore, { state });
}

/** What keeps projects in memory, in a browser without locks. @param {Pick<CoreService, 'readNpy' | 'writeNpy'>} [core] */
export function fakeKeeping(core = fakeCore()) {
  const files = fakeFiles();
  /** @type {Map<string, Blob>} What was downloaded. */
  const downloads = new Map();
  return {
    downloads,
    projectStore: fakeProjectStore(),
    projectFiles: createProjectFiles(core, async () => new Map([['model.onnx', new Uint8Array(3)]]), {
      spool: (stream, signal) => new Response(stream.pipeThrough(new TransformStream(), { signal })).blob(),
      offer: (name, file) => downloads.set(name, file),
    }),
    photographs: createKeptPhotographs(files),
    locks: undefined,
    storage: undefined,
    files,
  };
}

/**
 * Every file is a network of this signature, whose outputs are these.
 * @param {NetworkSignature['inputs'][number]['shape']} shape
 * @param {[string, number[]][]} outputs
 * @returns {InspectNetwork}
 */
export function fakeInspect(shape, outputs) {
  return async (_model, choose) => {
    /** @type {NetworkSignature} */
    const signature = { inputs: [{ name: 'x', type: 'float32', shape }], outputs: [] };
    const trials = outputs.map(([name, dims]) => ({ name, type: 'float32', dims, finite: true }));
    return { signature, form: choose(signature), outputs: /** @type {TrialOutput[]} */ (trials) };
  };
}

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
 * A photograph of an even number has one face, as wide as 100; others have none; 7 has two, of which the second is larger.
 * @param {number} photo
 * @returns {Face[]}
 */
function facesOf(photo) {
  const face = (/** @type {number} */ width) => ({
    score: 1,
    box: { left: 1, top: 1, width, height: width },
    keypoints: [],
  });
  if (photo === 7) return [face(100), face(200)];
  return photo % 2 === 0 ? [face(100)] : [];
}

/**
 * preparePicture and drawCopies give images filled with the file's number, and the crop's side added; trainClassifier
 * predicts the class at position row % classes.
 *
 * @param {Partial<CoreService>} [overrides]
 */
export function fakeCore(overrides = {}) {
  const state = {
    freed: 0,
    open: 0,
    requests: /** @type {TrainRequest[]} */ ([]),
    sequences: /** @type {SequenceTrainRequest[]} */ ([]),
    embeddings: new Float32Array(0),
  };
  let classes = 0;
  /** @type {CoreService} */
  const core = {
    parallel: 1,
    inspectImage,
    async openPicture(bytes) {
      const text = new TextDecoder().decode(bytes);
      if (text.startsWith('undecodable')) throw new AgelensError('corrupt', 'The picture is damaged.');
      state.open += 1;
      return { picture: Number(text), width: 4, height: 3, seconds: 0.25 };
    },
    async closePicture() {
      state.open -= 1;
    },
    prepareDetection: async (picture, { inputSize }) => new Float32Array(3 * inputSize ** 2).fill(picture),
    findFaces: async (boxes) => facesOf(boxes[0] ?? 0),
    cropOfFace: async ({ box }) => ({ centreX: box.left, centreY: box.top, side: box.width, angleDegrees: 0 }),
    async preparePicture(picture, { copies, inputSize, crop }) {
      const images = new Float32Array((copies + 1) * 3 * inputSize ** 2).fill(picture + (crop ? crop.side : 0));
      return { images, seconds: 0.5 };
    },
    drawCopies: async (picture, { copies, inputSize, crop }) =>
      new Uint8ClampedArray(copies * 4 * inputSize ** 2).fill(picture + (crop ? crop.side : 0)),
    // Files with the same number are the same picture.
    async describePhotograph(bytes, side) {
      const text = new TextDecoder().decode(bytes);
      if (text.startsWith('undecodable')) throw new AgelensError('corrupt', 'The picture is damaged.');
      const number = Number.parseInt(text, 10);
      const thumbnail = new Uint8ClampedArray(side * side * 4).fill(number);
      return { thumbnail, imprint: Uint8Array.of(number), width: 4, height: 3 };
    },
    groupImprints: async (imprints) => Int32Array.from(imprints, (number) => imprints.indexOf(number)),
    preparationVersion: async () => 'v1',
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
    readClassifier: async () => ({
      dimension: 1,
      scaling: 'raw',
      mean: new Float32Array(),
      inverseDeviation: new Float32Array(),
      loss: 'softmax',
      classCount: classes,
      places: new Float64Array(),
      activation: 'relu',
      layers: [{ weight: new Float32Array(classes), bias: new Float32Array(classes) }],
      neighbours: { count: 0, points: new Float32Array(), labels: new Int32Array() },
    }),
    predict: async (_classifier, embeddings) =>
      Float32Array.from({ length: embeddings.length * 2 }, (_, index) => (index % 2 === 0 ? 0.25 : 0.75)),
    attributeEmbedding: async (_members, _temperature, embedding) => ({
      probabilities: Float32Array.of(0.25, 0.75),
      gradients: Float32Array.from([-1, 1].flatMap((sign) => [...embedding].map(() => sign))),
    }),
    // Every photograph is answered with the class at its place in the sequence.
    async trainSequence(request, { onProgress } = {}) {
      state.sequences.push(request);
      const result = { epoch: 1, loss: 1, accuracy: 0.5, heldOutLoss: null, heldOutAccuracy: null };
      onProgress?.(result);
      return { network: new Uint8Array([4, 5, 6]), history: [result] };
    },
    predictSequences: async (_network, _embeddings, lengths) =>
      Float32Array.from(
        [...lengths].flatMap((length) =>
          Array.from({ length }, (_, place) =>
            Array.from({ length: classes }, (_, c) => Number(c === Math.min(place, classes - 1))),
          ).flat(),
        ),
      ),
    async decodeOrdered(probabilities, _lengths, classCount) {
      const rows = Array.from({ length: probabilities.length / classCount }, (_, row) =>
        probabilities.subarray(row * classCount, (row + 1) * classCount),
      );
      return { classes: Int32Array.from(rows, (row) => row.indexOf(Math.max(...row))), probabilities };
    },
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
    computePca: async (embeddings, dimension, components) => ({
      coordinates: new Float32Array((embeddings.length / dimension) * components),
      components,
      mean: new Float32Array(dimension),
      axes: new Float32Array(components * dimension),
      explained: Array.from({ length: components }, (_, component) => 2 ** -(component + 1)),
    }),
    async drawTsne({ embeddings, dimension, perplexity, iterations }, { signal, onProgress } = {}) {
      const coordinates = Float32Array.from({ length: (2 * embeddings.length) / dimension }, (_, index) => index);
      for (let iteration = 1; ; iteration++) {
        if (signal?.aborted) throw abortError();
        const map = { iteration, iterations, perplexity, coordinates, cost: 1 / iteration };
        onProgress?.(map);
        if (iteration >= iterations) return map;
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
    /** By the first value of each row. */
    async nearestRows(reference, dimension, embedding, count) {
      const apart = (/** @type {number} */ row) => Math.abs((reference[row * dimension] ?? 0) - (embedding[0] ?? 0));
      const rows = Array.from({ length: reference.length / dimension }, (_, row) => row);
      const nearest = rows.sort((a, b) => apart(a) - apart(b)).slice(0, count);
      return { rows: Int32Array.from(nearest), distances: Float32Array.from(nearest, apart) };
    },
    writeNpy: async () => new Uint8Array(),
    readNpy: async () => ({ data: new Uint8Array(), shape: [0] }),
    ...overrides,
  };
  return Object.assign(core, { state });
}

/** The output of every network is the first float of its image. */
export function fakeEmbed(/** @type {Partial<Omit<EmbedService, 'runAlone'>>} */ overrides = {}) {
  const state = {
    opened: /** @type {string[]} */ ([]),
    counts: /** @type {number[]} */ ([]),
    /** What was run: `network count`. */
    runs: /** @type {string[]} */ ([]),
    atOnce: 0,
    mostAtOnce: 0,
  };
  /** @type {Device} */
  const device = { kind: 'wasm', adapter: null, threads: 1, notice: null };
  /** @type {EmbedService} */
  const service = {
    async open(_network, loadModel, choice) {
      await loadModel();
      state.opened.push(choice);
      return device;
    },
    async run(sha256, images, count) {
      state.counts.push(count);
      state.runs.push(`${sha256} ${count}`);
      state.atOnce += 1;
      state.mostAtOnce = Math.max(state.mostAtOnce, state.atOnce);
      await new Promise((resolve) => setImmediate(resolve));
      state.atOnce -= 1;
      const first = (/** @type {number} */ index) => images[index * (images.length / count)] ?? Number.NaN;
      const output = Float32Array.from({ length: count }, (_, index) => first(index));
      return [output, output];
    },
    async runMap(sha256, images, count) {
      const outputs = await this.run(sha256, images, count);
      // One channel over four places, whose mean is the output: 0, 0, 0 and four times that.
      const data = (outputs[0] ?? new Float32Array()).reduce(
        (all, value, index) => all.fill(4 * value, 4 * index + 3, 4 * index + 4),
        new Float32Array(4 * count),
      );
      return { outputs, map: { data, channels: 1, height: 2, width: 2 } };
    },
    runAlone(sha256, image) {
      return this.run(sha256, image, 1);
    },
    device: () => device,
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
