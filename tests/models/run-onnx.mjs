// Runs a backbone in both runtimes: onnxruntime-node, the reference, and onnxruntime-web's WASM, which the page uses.

import * as native from 'onnxruntime-node';
import * as web from 'onnxruntime-web/wasm';

web.env.wasm.numThreads = 1;

const SIZE = 224;

export const RUNTIMES = { 'onnxruntime-node': native, 'onnxruntime-web (WASM)': web };

/**
 * @param {typeof native | typeof web} runtime
 * @param {Uint8Array} onnx
 */
export async function openBackbone(runtime, onnx) {
  const session = await runtime.InferenceSession.create(onnx);
  /**
   * @param {Uint8Array[]} images  224 x 224, HWC
   * @returns {Promise<Record<string, {data: Float32Array, dims: readonly number[]}>>}
   */
  return async (...images) => {
    const data = new Float32Array(images.length * 3 * SIZE * SIZE);
    images.forEach((pixels, n) => {
      for (let i = 0; i < SIZE * SIZE; i++) {
        for (let c = 0; c < 3; c++) data[(n * 3 + c) * SIZE * SIZE + i] = (pixels[i * 3 + c] - 127.5) / 127.5;
      }
    });
    const input = new runtime.Tensor('float32', data, [images.length, 3, SIZE, SIZE]);
    return /** @type {any} */ (await session.run({ images: input }));
  };
}

/** @param {Float32Array} a @param {Float32Array} b */
export function compare(a, b) {
  let largestDifference = 0;
  let [dot, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    largestDifference = Math.max(largestDifference, Math.abs(a[i] - b[i]));
    dot += a[i] * b[i];
    aa += a[i] * a[i];
    bb += b[i] * b[i];
  }
  return { cosine: dot / Math.sqrt(aa * bb), largestDifference };
}
