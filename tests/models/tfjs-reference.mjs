// What TensorFlow.js answers for the networks that are converted: graph models through its own converter, and face-api's
// networks by the package's own code, which is given this project's TensorFlow.js instead of a whole second one.

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import * as wasmBackend from '@tensorflow/tfjs-backend-wasm';
import { loadGraphModel } from '@tensorflow/tfjs-converter';
import * as tf from '@tensorflow/tfjs-core';

const require = createRequire(import.meta.url);

/** @param {string} path  package and path of a file that an npm package ships */
export function readPackaged(path) {
  return readFile(new URL(`../../node_modules/${path}`, import.meta.url));
}

export async function startTensorFlow() {
  wasmBackend.setWasmPaths(new URL('../../node_modules/@tensorflow/tfjs-backend-wasm/dist/', import.meta.url).pathname);
  wasmBackend.setThreadsCount(1);
  await tf.setBackend('wasm');
  return tf;
}

/** @param {string} name  of a model of @vladmandic/human */
export async function loadHumanModel(name) {
  const model = JSON.parse((await readPackaged(`@vladmandic/human/models/${name}.json`)).toString());
  const weights = await readPackaged(`@vladmandic/human/models/${name}.bin`);
  return loadGraphModel(
    tf.io.fromMemory({
      modelTopology: model.modelTopology,
      weightSpecs: model.weightsManifest[0].weights,
      weightData: new Uint8Array(weights).buffer,
    }),
  );
}

/** The methods of tensors that face-api calls, which only TensorFlow.js's largest package has. */
const CHAINED = {
  as1D: (/** @type {tf.Tensor} */ x) => tf.reshape(x, [x.size]),
  as2D: (/** @type {tf.Tensor} */ x, /** @type {number[]} */ ...shape) => tf.reshape(x, shape),
  as3D: (/** @type {tf.Tensor} */ x, /** @type {number[]} */ ...shape) => tf.reshape(x, shape),
  as4D: (/** @type {tf.Tensor} */ x, /** @type {number[]} */ ...shape) => tf.reshape(x, shape),
  div: tf.div,
  mean: tf.mean,
};

export async function loadFaceApi() {
  for (const [name, method] of Object.entries(CHAINED)) {
    /** @type {any} */ (tf.Tensor.prototype)[name] = function (/** @type {any[]} */ ...rest) {
      return /** @type {any} */ (method)(this, ...rest);
    };
  }
  const code = (await readPackaged('@vladmandic/face-api/dist/face-api.node-wasm.js')).toString();
  /** @type {{exports: any}} */
  const module = { exports: {} };
  /** @type {Record<string, unknown>} */
  const given = { '@tensorflow/tfjs': tf, '@tensorflow/tfjs-backend-wasm': wasmBackend };
  new Function('module', 'exports', 'require', code)(
    module,
    module.exports,
    (/** @type {string} */ name) => given[name] ?? require(name),
  );
  return module.exports;
}
