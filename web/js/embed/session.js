// One network on one device, over any build of ONNX Runtime: the page's worker and Node both use it.

/** @import { InferenceSession, Tensor } from 'onnxruntime-common' */
/** @import { FeatureMap, MapRun, Network } from '../types.d.ts' */

import { AgelensError } from '../app/errors.js';
import { fixedBatchOf, joinRows } from './fixed-batch.js';
import { createTurns } from './in-turn.js';

/**
 * The part of an ONNX Runtime namespace that is used.
 * @typedef {{ InferenceSession: typeof InferenceSession, Tensor: typeof Tensor }} Runtime
 */

/** @typedef {{ data: Float32Array, dims: readonly number[] }} Output */

/**
 * @typedef {object} NetworkSession
 * @property {(images: Float32Array, count: number) => Promise<Float32Array[]>} run
 *   `count` <= batchSize images (count, 3, size, size) -> each output (count, …)
 * @property {(images: Float32Array, count: number, output: string) => Promise<MapRun>} runMap
 *   the same, and an output with height and width that is not averaged
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

  /** @param {Float32Array} batch @param {string[]} names @returns {Promise<Output[]>} */
  async function runInParts(batch, names) {
    const count = batch.length / imageLength;
    if (!fixedBatch || fixedBatch === count) return run(batch, names);
    /** @type {Output[][]} */
    const parts = [];
    for (let first = 0; first < count; first += fixedBatch) {
      const part = new Float32Array(fixedBatch * imageLength);
      part.set(batch.subarray(first * imageLength, (first + fixedBatch) * imageLength));
      parts.push(await run(part, names));
    }
    return names.map((_, index) => {
      const same = parts.map((part) => part[index] ?? { data: new Float32Array(), dims: [] });
      const data = joinRows(
        same.map((part) => part.data),
        count,
        fixedBatch,
      );
      return { data, dims: [count, ...(same[0]?.dims ?? []).slice(1)] };
    });
  }

  /** @param {Float32Array} batch @param {string[]} names */
  async function run(batch, names) {
    const count = batch.length / imageLength;
    const images =
      layout === 'nchw'
        ? new runtime.Tensor('float32', batch, [count, 3, inputSize, inputSize])
        : new runtime.Tensor('float32', toChannelsLast(batch, inputSize), [count, inputSize, inputSize, 3]);
    try {
      const results = await session.run({ [input]: images }, names);
      return await Promise.all(names.map((name) => read(results[name], name)));
    } finally {
      images.dispose();
    }
  }

  /**
   * @param {Tensor | undefined} output
   * @param {string} name
   * @returns {Promise<Output>}
   */
  async function read(output, name) {
    if (!output) throw new AgelensError('bad-backbone', `The backbone has no output named “${name}”.`);
    try {
      return { data: /** @type {Float32Array} */ (await output.getData()), dims: output.dims };
    } finally {
      output.dispose();
    }
  }

  /**
   * Only the rows of these images, of those that a GPU's batch is filled up with.
   *
   * @param {Float32Array} images
   * @param {number} count
   * @param {string[]} names
   * @returns {Promise<Output[]>}
   */
  async function runImages(images, count, names) {
    let batch = images;
    if (kind === 'webgpu' && count > 1 && count < batchSize) {
      batch = new Float32Array(batchSize * imageLength);
      batch.set(images);
    }
    const rows = batch.length / imageLength;
    const results = await runInParts(batch, names);
    return results.map(({ data, dims }) => ({
      data: data.slice(0, (data.length / rows) * count),
      dims: [count, ...dims.slice(1)],
    }));
  }

  /** @param {Output} output */
  const vectorOf = ({ data, dims }) => (dims.length === 4 ? averageOverSpace(data, dims, layout) : data);

  /** @param {Float32Array} images @param {number} count */
  function check(images, count) {
    if (images.length !== count * imageLength || count > batchSize) {
      throw new RangeError(`${count} images of ${images.length} floats do not fit a batch of ${batchSize}`);
    }
  }

  // A session runs one batch at a time; a batch whose caller was cancelled may still be running when the next one comes.
  const inTurn = createTurns();
  const warmUp = kind === 'webgpu' && batchSize > 1 ? [1, batchSize] : [1];
  for (const count of warmUp) await inTurn(() => runInParts(new Float32Array(count * imageLength), outputs));

  return {
    run(images, count) {
      check(images, count);
      return inTurn(async () => (await runImages(images, count, outputs)).map(vectorOf));
    },
    runMap(images, count, output) {
      check(images, count);
      if (!session.outputNames.includes(output)) {
        throw new AgelensError('no-map', `The backbone has no output named “${output}”.`);
      }
      return inTurn(async () => {
        const names = [...new Set([...outputs, output])];
        const results = await runImages(images, count, names);
        const vectors = results.slice(0, outputs.length).map(vectorOf);
        return { outputs: vectors, map: mapOf(results[names.indexOf(output)], output, layout) };
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
 * @param {Output | undefined} output (n, c, h, w), or (n, h, w, c) for a network whose channels are last
 * @param {string} name
 * @param {Network['layout']} layout
 * @returns {FeatureMap}
 */
function mapOf(output, name, layout) {
  const { data, dims } = output ?? { data: new Float32Array(), dims: [] };
  if (dims.length !== 4) throw new AgelensError('no-map', `The output “${name}” has no height and width.`);
  const [count = 0, ...rest] = dims;
  if (layout === 'nchw') {
    const [channels = 0, height = 0, width = 0] = rest;
    return { data, channels, height, width };
  }
  const [height = 0, width = 0, channels = 0] = rest;
  const places = height * width;
  const turned = new Float32Array(data.length);
  for (let image = 0; image < count; image++) {
    const first = image * channels * places;
    for (let place = 0; place < places; place++) {
      for (let channel = 0; channel < channels; channel++) {
        turned[first + channel * places + place] = data[first + place * channels + channel] ?? 0;
      }
    }
  }
  return { data: turned, channels, height, width };
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
