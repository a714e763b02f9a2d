// One network on one device, over any build of ONNX Runtime: the page's worker and Node both use it.

/** @import { InferenceSession, Tensor } from 'onnxruntime-common' */
/** @import { Network } from '../types.d.ts' */

import { AgelensError } from '../app/errors.js';
import { fixedBatchOf, joinRows } from './fixed-batch.js';

/**
 * The part of an ONNX Runtime namespace that is used.
 * @typedef {{ InferenceSession: typeof InferenceSession, Tensor: typeof Tensor }} Runtime
 */

/**
 * @typedef {object} NetworkSession
 * @property {(images: Float32Array, count: number) => Promise<Float32Array[]>} run
 *   `count` <= batchSize images (count, 3, size, size) -> each output (count, …)
 * @property {() => Promise<void>} close
 */

/**
 * Loads `model` and runs one image of zeros and, on a GPU, a full batch, so that a device that cannot run it fails here,
 * with kernels compiled.
 *
 * A GPU sees these two shapes only, because it compiles kernels for a shape: other batches are padded with zeros. On the
 * processor a batch is as large as its count, and an image's outputs do not depend on its batch, bit for bit. A file that
 * fixes its batch is run as often as it takes.
 *
 * @param {Runtime} runtime
 * @param {object} options
 * @param {Uint8Array} options.model
 * @param {Network} options.network
 * @param {'webgpu' | 'wasm'} options.kind
 * @returns {Promise<NetworkSession>}
 */
export async function createNetworkSession(runtime, { model, network, kind }) {
  const { inputSize, layout, outputs, batchSize } = network;
  const session = await runtime.InferenceSession.create(model, {
    executionProviders: [kind],
    graphOptimizationLevel: 'all',
    // Warnings tell of operators placed on the CPU, which is how ONNX Runtime treats shape arithmetic by choice.
    logSeverityLevel: 3,
  });
  const imageLength = 3 * inputSize * inputSize;
  const input = session.inputNames[0] ?? '';
  const fixedBatch = fixedBatchOf(session);

  /** @param {Float32Array} batch @returns {Promise<Float32Array[]>} */
  async function runInParts(batch) {
    const count = batch.length / imageLength;
    if (!fixedBatch || fixedBatch === count) return run(batch);
    /** @type {Float32Array[][]} */
    const parts = [];
    for (let first = 0; first < count; first += fixedBatch) {
      const part = new Float32Array(fixedBatch * imageLength);
      part.set(batch.subarray(first * imageLength, (first + fixedBatch) * imageLength));
      parts.push(await run(part));
    }
    return outputs.map((_, index) =>
      joinRows(
        parts.map((part) => part[index] ?? new Float32Array()),
        count,
        fixedBatch,
      ),
    );
  }

  /** @param {Float32Array} batch */
  async function run(batch) {
    const count = batch.length / imageLength;
    const images =
      layout === 'nchw'
        ? new runtime.Tensor('float32', batch, [count, 3, inputSize, inputSize])
        : new runtime.Tensor('float32', toChannelsLast(batch, inputSize), [count, inputSize, inputSize, 3]);
    try {
      const results = await session.run({ [input]: images }, outputs);
      return await Promise.all(outputs.map((name) => read(results[name], name)));
    } finally {
      images.dispose();
    }
  }

  /**
   * @param {Tensor | undefined} output
   * @param {string} name
   */
  async function read(output, name) {
    if (!output) throw new AgelensError('bad-backbone', `The backbone has no output named “${name}”.`);
    try {
      const data = /** @type {Float32Array} */ (await output.getData());
      return output.dims.length === 4 ? averageOverSpace(data, output.dims, layout) : data;
    } finally {
      output.dispose();
    }
  }

  // A session runs one batch at a time; a batch whose caller was cancelled may still be running when the next one comes.
  /** @type {Promise<unknown>} */
  let last = Promise.resolve();
  /**
   * @template T
   * @param {() => Promise<T>} task
   * @returns {Promise<T>}
   */
  function inTurn(task) {
    const result = last.then(task, task);
    last = result;
    return result;
  }

  const warmUp = kind === 'webgpu' && batchSize > 1 ? [1, batchSize] : [1];
  for (const count of warmUp) await inTurn(() => runInParts(new Float32Array(count * imageLength)));

  return {
    run(images, count) {
      if (images.length !== count * imageLength || count > batchSize) {
        throw new RangeError(`${count} images of ${images.length} floats do not fit a batch of ${batchSize}`);
      }
      return inTurn(async () => {
        let batch = images;
        if (kind === 'webgpu' && count > 1 && count < batchSize) {
          batch = new Float32Array(batchSize * imageLength);
          batch.set(images);
        }
        const rows = batch.length / imageLength;
        const results = await runInParts(batch);
        return results.map((result) => result.slice(0, (result.length / rows) * count));
      });
    },
    close: () => inTurn(() => session.release()),
  };
}

/**
 * @param {Float32Array} images (n, 3, size, size)
 * @param {number} size
 * @returns {Float32Array} (n, size, size, 3)
 */
function toChannelsLast(images, size) {
  const plane = size * size;
  const result = new Float32Array(images.length);
  for (let first = 0; first < images.length; first += 3 * plane) {
    for (let pixel = 0; pixel < plane; pixel++) {
      for (let channel = 0; channel < 3; channel++) {
        result[first + 3 * pixel + channel] = images[first + channel * plane + pixel] ?? 0;
      }
    }
  }
  return result;
}

/**
 * @param {Float32Array} data (n, c, h, w), or (n, h, w, c) for a network whose channels are last
 * @param {readonly number[]} dims
 * @param {Network['layout']} layout
 * @returns {Float32Array} (n, c)
 */
function averageOverSpace(data, [count = 0, ...rest], layout) {
  const [channels = 0, height = 0, width = 0] = layout === 'nchw' ? rest : [rest[2], rest[0], rest[1]];
  const places = height * width;
  const [channelStride, placeStride] = layout === 'nchw' ? [places, 1] : [1, channels];
  const means = new Float32Array(count * channels);
  for (let row = 0; row < means.length; row++) {
    const first = Math.floor(row / channels) * channels * places + (row % channels) * channelStride;
    let sum = 0;
    for (let place = 0; place < places; place++) sum += data[first + place * placeStride] ?? 0;
    means[row] = sum / places;
  }
  return means;
}
