// What scripts/bench/embed.mjs times in the browser: the page's own services, and TensorFlow.js on the same network.
// What is timed returns milliseconds.

/** @import { Backbone, CropName, Dataset, EmbeddingCache, Manifest, Trained, Settings } from '../../../web/js/types.d.ts' */
/** @import { EmbedClient } from '../../../web/js/embed/client.js' */

import { defaultSettings } from '../../../web/js/app/defaults.js';
import { embedDataset } from '../../../web/js/app/embed-dataset.js';
import { createEmbedder } from '../../../web/js/app/embedder.js';
import { findSeeing, networksOf } from '../../../web/js/app/find-backbone.js';
import { readDataset } from '../../../web/js/app/intake.js';
import { classifyPhoto, runTraining } from '../../../web/js/app/pipeline.js';
import { createCoreClient } from '../../../web/js/core/client.js';
import { createCorePool } from '../../../web/js/core/pool.js';
import { createBackbones, fetchFrom } from '../../../web/js/data/backbones.js';
import * as datasets from '../../../web/js/data/dataset.js';
import { createEmbedClient } from '../../../web/js/embed/client.js';
import { createEmbedDevices } from '../../../web/js/embed/devices.js';

const WORKERS = 2;
const BATCH = 8;
/** Images of a batch with threads, at most. */
const MOST_TOGETHER = WORKERS * BATCH;

/** Nothing is kept, so that every embedding is computed. @type {EmbeddingCache} */
const cache = { read: async () => null, write: async () => {}, trim: async () => 0, clear: async () => {} };

const files = createBackbones(fetchFrom(new URL('backbones/', document.baseURI)));
const devices = createEmbedDevices({
  startClient: createEmbedClient,
  processorWorkers: WORKERS,
  threads: crossOriginIsolated ? WORKERS : 1,
});
const services = {
  core: createCorePool(Array.from({ length: WORKERS }, () => createCoreClient())),
  embedder: createEmbedder(devices, files.loadModel),
  datasets,
  cache,
};

/** @type {Settings} */
let settings;
/** @type {'wasm' | 'webgpu'} */
let choice;
/** @type {Manifest} */
let manifest;
/** @type {Dataset} */
let dataset;
/** @type {Trained} */
let trained;

/**
 * @param {string} backbone
 * @param {number} copies
 * @param {'wasm' | 'webgpu'} kind
 * @param {string[]} paths of the photographs
 * @returns {Promise<string>} the device
 */
async function prepare(backbone, copies, kind, paths) {
  settings = { ...defaultSettings, backbone, copies };
  choice = kind;
  manifest = await files.loadManifest();
  const entries = paths.map((path) => ({ path, size: 1, read: () => bytesOf(path) }));
  dataset = await readDataset(services, { entries, name: 'bench' });
  const device = await services.embedder.open(networksOf(seeingOf('face')), choice);
  return device.adapter ?? `${device.kind} with ${device.threads} workers`;
}

/** @param {CropName} crop */
const seeingOf = (crop) => findSeeing(manifest, { backbone: settings.backbone, crop });

/** @param {string} path */
const bytesOf = async (path) => new Uint8Array(await (await fetch(`photographs/${path}`)).arrayBuffer());

/** @param {() => Promise<unknown>} work */
async function timed(work) {
  const startedMs = performance.now();
  await work();
  return performance.now() - startedMs;
}

/** @param {number} count images, a multiple of the batch */
async function embedAlone(count) {
  const { sha256, inputSize } = /** @type {Backbone} */ (seeingOf('whole').backbones[0]);
  const batch = new Float32Array(BATCH * 3 * inputSize ** 2).fill(0.5);
  // As many at once as the page sends.
  let left = count / BATCH;
  const sendAll = async () => {
    while (left-- > 0) await services.embedder.run(sha256, batch.slice(), BATCH);
  };
  return timed(() => Promise.all(Array.from({ length: WORKERS + 1 }, sendAll)));
}

/** @type {EmbedClient | null} */
let threaded = null;

/** As many threads as the pool has workers, opened once. */
async function openThreads() {
  if (threaded) return threaded;
  const [backbone] = seeingOf('whole').backbones;
  const { inputSize, layout, output, sha256 } = /** @type {Backbone} */ (backbone);
  const network = { sha256, inputSize, layout, outputs: [output], batchSize: MOST_TOGETHER };
  threaded = createEmbedClient();
  await threaded.open(network, await files.loadModel(/** @type {Backbone} */ (backbone)), 'wasm', WORKERS);
  return threaded;
}

/**
 * `count` images that come together, as a batch of one runtime with threads, or shared out among the pool's workers.
 * @param {'pool' | 'threads'} how
 * @param {number} count
 */
async function embedTogether(how, count) {
  const { sha256, inputSize } = /** @type {Backbone} */ (seeingOf('whole').backbones[0]);
  const client = await openThreads();
  const images = (/** @type {number} */ share) => new Float32Array(share * 3 * inputSize ** 2).fill(0.5);
  if (how === 'threads') return timed(() => client.run(sha256, images(count), count));
  const share = Math.ceil(count / WORKERS);
  return timed(() =>
    Promise.all(Array.from({ length: count / share }, () => services.embedder.run(sha256, images(share), share))),
  );
}

/** From files to embeddings, copies included. @param {CropName} crop */
const embedPhotographs = (crop) => timed(() => embedDataset(services, { dataset, settings, ...seeingOf(crop) }));

/** Trains what `answer` asks, by few trainings: an answer takes as long, however good it is. */
async function train() {
  const quick = { ...settings, epochs: 1, protocol: /** @type {const} */ ('grouped-k-fold') };
  ({ trained } = await runTraining(services, { dataset, settings: quick, choice, ...seeingOf('face') }));
}

/** From a photograph's bytes to its answer, its face found. @param {string} path */
async function answer(path) {
  const bytes = await bytesOf(path);
  return timed(() => classifyPhoto(services, { trained, path, bytes, choice }));
}

/** TensorFlow.js as its users load it: bundling would break what its threads run. @param {string} path */
const addScript = (path) =>
  new Promise((resolve, reject) => {
    const script = Object.assign(document.createElement('script'), { src: path, onload: resolve, onerror: reject });
    document.head.append(script);
  });

/** @type {any} */
let tf;
/** @type {any} */
let network;

/** @returns {Promise<string>} what it runs on */
async function openTensorFlow() {
  for (const name of ['tf-core', 'tf-layers', 'tf-backend-wasm']) await addScript(`tensorflow/${name}.min.js`);
  tf = /** @type {any} */ (globalThis).tf;
  tf.wasm.setWasmPaths(new URL('tensorflow/', document.baseURI).href);
  await tf.setBackend('wasm');
  const whole = await tf.loadLayersModel('tensorflow/model.json');
  network = tf.model({ inputs: whole.inputs, outputs: whole.getLayer('out_relu').output });
  const threads = await tf.env().getAsync('WASM_HAS_MULTITHREAD_SUPPORT');
  // It never takes more than half of the cores, whatever it is told.
  return `${tf.getBackend()}, threads ${threads ? `on (${tf.wasm.getThreadsCount()})` : 'off'}`;
}

/** @param {number} count @param {number} batch */
async function embedInTensorFlow(count, batch) {
  const images = tf.fill([batch, 224, 224, 3], 0.5);
  const milliseconds = await timed(async () => {
    for (let done = 0; done < count; done += batch) {
      const embedding = tf.tidy(() => tf.mean(network.predict(images), [1, 2]));
      await embedding.data();
      embedding.dispose();
    }
  });
  images.dispose();
  return milliseconds;
}

Object.assign(globalThis, {
  prepare,
  embedAlone,
  embedTogether,
  embedPhotographs,
  train,
  answer,
  openTensorFlow,
  embedInTensorFlow,
});
document.title = 'ready';
