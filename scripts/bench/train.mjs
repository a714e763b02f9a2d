// An epoch of training a dense classifier: Agelens in wasm and natively, and TensorFlow.js in wasm, one thread each, a
// round of all three at a time.
import assert from 'node:assert/strict';
import { setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import { defaultSettings } from '../../web/js/app/defaults.js';
import { buildPreset } from '../steps/cmake.mjs';
import { captureCommand, ROOT, StepError } from '../steps/command.mjs';
import { median, medianRatio } from './median.mjs';
import { benchProducts } from './products.mjs';

const ROUNDS = 15;
const [ROWS, DIMENSION, HIDDEN_UNITS, CLASSES] = [630, 1280, 256, 7];
const [BATCH_SIZE, DROPOUT, LEARNING_RATE] = [32, 0.5, 0.001];

/** @typedef {{name: string, trainEpoch: () => Promise<{milliseconds: number, loss: number}>}} Runner */

export async function run() {
  await buildPreset('wasm-release', ['agelens-core', 'agelens-bench']);
  await buildPreset('native-release', ['agelens_bench']);
  await benchProducts();

  console.log(
    `${ROWS} x ${DIMENSION} -> ${HIDDEN_UNITS} -> ${CLASSES}, batches of ${BATCH_SIZE}, dropout ${DROPOUT}, Adam`,
  );
  const runners = [await agelensInWasm(), await tensorFlow(), agelensNatively()];
  /** @type {number[][]} */
  const times = runners.map(() => []);
  for (let round = 0; round <= ROUNDS; ++round) {
    for (const [i, { name, trainEpoch }] of runners.entries()) {
      const { milliseconds, loss } = await trainEpoch();
      // The first round only warms up. By the last, each must have learnt: chance is ln 7, 1.95.
      if (round > 0) times[i].push(milliseconds);
      if (round === ROUNDS) assert.ok(loss < 0.5, `${name} has not learnt: its loss is ${loss}`);
    }
  }
  const [own, others, native] = times;
  console.log(`an epoch, median of ${ROUNDS} taken in turns:`);
  for (const [i, { name }] of runners.entries()) console.log(`  ${name}: ${median(times[i]).toFixed(1)} ms`);
  console.log(`Agelens in wasm is ${medianRatio(others, own).toFixed(1)} times as fast as TensorFlow.js,`);
  console.log(`and takes ${medianRatio(own, native).toFixed(2)} times as long as natively.`);
}

/** Classes that a dense network can tell apart, with noise. */
function makeExample() {
  let state = 1;
  const labels = Int32Array.from({ length: ROWS }, (_, row) => row % CLASSES);
  const embeddings = Float32Array.from({ length: ROWS * DIMENSION }, (_, i) => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return state / 2 ** 31 + (i % CLASSES === labels[Math.floor(i / DIMENSION)] ? 0.1 : 0);
  });
  return { embeddings, labels };
}

/** @returns {Promise<Runner>} */
async function agelensInWasm() {
  const { loadNodeModule } = await import('../../web/js/core/node.js');
  const module = await loadNodeModule();
  const { embeddings, labels } = makeExample();
  const data = new module.TrainingData(embeddings, DIMENSION, labels, CLASSES, null);
  const trainer = new module.Trainer(data, Int32Array.from(labels.keys()), {
    ...defaultSettings,
    method: 'network',
    loss: 'softmax',
    hiddenUnits: [HIDDEN_UNITS],
    dropout: DROPOUT,
    learningRate: LEARNING_RATE,
    batchSize: BATCH_SIZE,
    seed: 1,
  });
  return {
    name: 'Agelens, wasm',
    trainEpoch: () =>
      timed(async () => {
        const figures = trainer.trainEpoch();
        if ('error' in figures) throw new StepError(figures.error.message);
        return figures.loss;
      }),
  };
}

/** @returns {Promise<Runner>} */
async function tensorFlow() {
  setWasmPaths(`${ROOT}node_modules/@tensorflow/tfjs-backend-wasm/dist/`);
  setThreadsCount(1);
  await tf.setBackend('wasm');
  await tf.ready();
  const hasSimd = await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT');
  assert.ok(tf.getBackend() === 'wasm' && hasSimd, 'TensorFlow.js does not run as wasm with SIMD');

  const { embeddings, labels } = makeExample();
  const x = tf.tensor2d(embeddings, [ROWS, DIMENSION]);
  const y = tf.cast(tf.oneHot(tf.tensor1d(labels, 'int32'), CLASSES), 'float32');
  const model = sequential({
    layers: [
      layers.dense({ units: HIDDEN_UNITS, activation: 'relu', inputShape: [DIMENSION] }),
      layers.dropout({ rate: DROPOUT }),
      layers.dense({ units: CLASSES, activation: 'softmax' }),
    ],
  });
  model.compile({ optimizer: tf.train.adam(LEARNING_RATE), loss: 'categoricalCrossentropy' });
  return {
    name: `TensorFlow.js ${tf.version_core}, wasm`,
    trainEpoch: () =>
      timed(async () => {
        const { history } = await model.fit(x, y, {
          epochs: 1,
          batchSize: BATCH_SIZE,
          yieldEvery: 'never',
          verbose: 0,
        });
        return /** @type {number} */ (history.loss[0]);
      }),
  };
}

/** @returns {Runner} */
function agelensNatively() {
  const args = ['--benchmark_filter=trainEpoch', '--benchmark_format=json', '--benchmark_min_time=0.2'];
  return {
    name: 'Agelens, native',
    async trainEpoch() {
      const { stdout } = await captureCommand(`${ROOT}build/native-release/agelens_bench`, args);
      const [{ real_time: milliseconds, loss }] = JSON.parse(stdout).benchmarks;
      return { milliseconds, loss };
    },
  };
}

/** @param {() => Promise<number>} work returns the loss */
async function timed(work) {
  const start = performance.now();
  const loss = await work();
  return { milliseconds: performance.now() - start, loss };
}
