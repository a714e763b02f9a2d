// What TensorFlow.js answers for the networks that are converted: graph models through its own converter, and face-api's
// networks by the package's own code, which is given this project's TensorFlow.js instead of a whole second one.

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import * as wasmBackend from '@tensorflow/tfjs-backend-wasm';
import { loadGraphModel } from '@tensorflow/tfjs-converter';
import * as tf from '@tensorflow/tfjs-core';

const PACKAGES = new URL('../../node_modules/', import.meta.url);
const require = createRequire(import.meta.url);

export async function startTensorFlow() {
  wasmBackend.setWasmPaths(new URL('@tensorflow/tfjs-backend-wasm/dist/', PACKAGES).pathname);
  // More need workers, which would keep Node from ending.
  wasmBackend.setThreadsCount(1);
  await tf.setBackend('wasm');
  return tf;
}

/** @param {string} name  of a model of @vladmandic/human */
export async function loadHumanModel(name) {
  const { model, weights } = await readModel(
    `@vladmandic/human/models/${name}.json`,
    `@vladmandic/human/models/${name}.bin`,
  );
  const { modelTopology, weightsManifest } = model;
  return loadGraphModel(
    tf.io.fromMemory({ modelTopology, weightSpecs: weightsManifest[0].weights, weightData: weights }),
  );
}

/**
 * @param {'FaceRecognitionNet' | 'AgeGenderNet'} kind
 * @param {string} name  of its weights
 */
export async function loadFaceApiNetwork(kind, name) {
  const folder = '@vladmandic/face-api/model';
  const { model, weights } = await readModel(`${folder}/${name}-weights_manifest.json`, `${folder}/${name}.bin`);
  const faceApi = await loadFaceApi();
  const network = new faceApi[kind]();
  network.loadFromWeightMap(tf.io.decodeWeights(weights, model[0].weights));
  return { network, inputOf: (/** @type {tf.Tensor} */ image) => new faceApi.NetInput([image]) };
}

/** @returns {Promise<any>} */
async function loadFaceApi() {
  for (const [name, method] of Object.entries(CHAINED)) {
    /** @type {any} */ (tf.Tensor.prototype)[name] = function (/** @type {any[]} */ ...rest) {
      return method(this, ...rest);
    };
  }
  const code = await readFile(new URL('@vladmandic/face-api/dist/face-api.node-wasm.js', PACKAGES), 'utf8');
  /** @type {Record<string, unknown>} */
  const given = { '@tensorflow/tfjs': tf, '@tensorflow/tfjs-backend-wasm': wasmBackend };
  const module = { exports: {} };
  const run = new Function('module', 'exports', 'require', code);
  run(module, module.exports, (/** @type {string} */ name) => given[name] ?? require(name));
  return module.exports;
}

/**
 * The methods of tensors that face-api's networks call; TensorFlow.js has them in its largest package only.
 * @type {Record<string, (x: tf.Tensor, ...rest: any[]) => tf.Tensor>}
 */
const CHAINED = {
  as1D: (x) => tf.reshape(x, [x.size]),
  as2D: (x, ...shape) => tf.reshape(x, shape),
  as3D: (x, ...shape) => tf.reshape(x, shape),
  as4D: (x, ...shape) => tf.reshape(x, shape),
  div: tf.div,
  mean: tf.mean,
};

/** @param {string} modelPath @param {string} weightsPath */
async function readModel(modelPath, weightsPath) {
  const model = JSON.parse(await readFile(new URL(modelPath, PACKAGES), 'utf8'));
  return { model, weights: new Uint8Array(await readFile(new URL(weightsPath, PACKAGES))).buffer };
}
