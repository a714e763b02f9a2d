// Runs a network in both runtimes: onnxruntime-node, the reference, and onnxruntime-web's WASM, which the page uses.

/** @import {NetworkFile} from '../../web/js/types.d.ts' */

import * as native from 'onnxruntime-node';
import * as web from 'onnxruntime-web/wasm';

web.env.wasm.numThreads = 1;

/** @type {Pick<NetworkFile, 'inputSize' | 'normalization'>} */
const MOBILENET = { inputSize: 224, normalization: { mean: [127.5, 127.5, 127.5], scale: [127.5, 127.5, 127.5] } };

export const RUNTIMES = { 'onnxruntime-node': native, 'onnxruntime-web (WASM)': web };

/**
 * @param {typeof native | typeof web} runtime
 * @param {Uint8Array} onnx
 * @param {Pick<NetworkFile, 'inputSize' | 'normalization'>} [network]
 */
export async function openNetwork(runtime, onnx, { inputSize, normalization } = MOBILENET) {
  const { mean, scale } = normalization;
  const area = inputSize * inputSize;
  const session = await runtime.InferenceSession.create(onnx);
  /**
   * @param {Uint8Array[]} images  inputSize x inputSize, HWC
   * @returns {Promise<Record<string, {data: Float32Array, dims: readonly number[]}>>}
   */
  return async (...images) => {
    const data = new Float32Array(images.length * 3 * area);
    images.forEach((pixels, n) => {
      for (let i = 0; i < area; i++) {
        for (let c = 0; c < 3; c++) data[(n * 3 + c) * area + i] = (pixels[i * 3 + c] - mean[c]) / scale[c];
      }
    });
    const input = new runtime.Tensor('float32', data, [images.length, 3, inputSize, inputSize]);
    return /** @type {any} */ (await session.run({ images: input }));
  };
}

/**
 * @param {Float32Array} a
 * @param {Float32Array} b  what `a` should be; relativeDifference is to its largest value
 */
export function compare(a, b) {
  let largestDifference = 0;
  let largest = 0;
  let [dot, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    largestDifference = Math.max(largestDifference, Math.abs(a[i] - b[i]));
    dot += a[i] * b[i];
    aa += a[i] * a[i];
    bb += b[i] * b[i];
    largest = Math.max(largest, Math.abs(b[i]));
  }
  return { cosine: dot / Math.sqrt(aa * bb), largestDifference, relativeDifference: largestDifference / largest };
}
