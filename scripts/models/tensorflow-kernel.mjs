// TensorFlow's convolution kernels in ONNX's order of axes, with what scales and shifts each channel folded in.

/**
 * @import {Convolution} from './graph.mjs'
 * @import {StoredWeight} from './tfjs-weights.mjs'
 */

/**
 * scale * conv(x) + shift, as one convolution with a bias; the products are worked out in double.
 * @param {StoredWeight} kernel  (height, width, in, out); depthwise: (height, width, channel, multiplier)
 * @param {{
 *   depthwise?: boolean,
 *   scale?: ArrayLike<number> | null,   // of each output channel; null: 1
 *   shift?: ArrayLike<number> | null,   // of each output channel; null: 0
 *   strides?: [number, number],
 *   padding?: Convolution['padding'],
 * }} options
 * @returns {Convolution}
 */
export function foldedConvolution(kernel, { depthwise = false, scale, shift, strides = [1, 1], padding = 'same' }) {
  const [height, width, inputs, last] = kernel.shape;
  const outputs = depthwise ? inputs * last : last;
  const perGroup = depthwise ? 1 : inputs;
  const data = new Float32Array(kernel.data.length);
  let to = 0;
  for (let o = 0; o < outputs; o++) {
    const factor = scale?.[o] ?? 1;
    for (let i = 0; i < perGroup; i++) {
      // Depthwise (channel, multiplier) counts as o does, and has one input to each output.
      for (let p = 0; p < height * width; p++) data[to++] = factor * kernel.data[(p * perGroup + i) * outputs + o];
    }
  }
  return {
    weight: { data, shape: [outputs, perGroup, height, width] },
    bias: Float32Array.from({ length: outputs }, (_, o) => shift?.[o] ?? 0),
    groups: depthwise ? inputs : 1,
    strides,
    padding,
  };
}

/** x * weights, for x (channels, 1, 1): a convolution with a 1 x 1 kernel. @param {StoredWeight} weights (in, out) */
export function fullyConnected({ data, shape }, /** @type {ArrayLike<number> | null} */ shift = null) {
  return foldedConvolution({ data, shape: [1, 1, ...shape] }, { shift });
}
