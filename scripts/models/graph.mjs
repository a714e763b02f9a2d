// A small convolutional network in ONNX's own layout: what the readers of foreign formats build and onnx-writer.mjs
// writes. Values are (channels, height, width) for each image of a batch; height and width are known, because
// TensorFlow's SAME padding depends on them.

import { place } from './windows.mjs';

/** @import {Padding} from './windows.mjs' */

/**
 * @typedef {{name: string, channels: number, height: number, width: number}} Value
 * @typedef {{data: Float32Array, shape: number[]}} Weight  row-major
 * @typedef {{data: BigInt64Array, shape: number[]}} Integers  sizes and paddings, which ONNX takes as int64 tensors
 * @typedef {{
 *   op: string, inputs: string[], output: string, attributes: Record<string, number | number[]>,
 * }} Node
 * @typedef {{
 *   weight: Weight,       // convolution: (out, in / groups, kernelHeight, kernelWidth)
 *   bias: Float32Array,
 *   groups: number,
 *   strides: [number, number],
 *   padding: Padding | 'same',
 * }} Convolution
 */

export class Graph {
  /**
   * @param {string} name
   * @param {{name: string, channels: number, height: number, width: number}} input  name of the ONNX input and its size
   */
  constructor(name, input) {
    this.name = name;
    this.input = input;
    /** @type {Node[]} */
    this.nodes = [];
    /** @type {Map<string, Weight | Integers>} */
    this.weights = new Map();
    /** Outputs in order; shape without the batch. @type {{name: string, shape: number[]}[]} */
    this.outputs = [];
  }

  /**
   * @param {Value} x
   * @param {Convolution} convolution
   * @returns {Value}
   */
  convolve(x, { weight, bias, groups, strides, padding }) {
    const [channels, perGroup, kernelHeight, kernelWidth] = weight.shape;
    if (perGroup * groups !== x.channels || bias.length !== channels) {
      throw new Error(`${this.name}: a convolution's weights (${weight.shape}) do not fit ${x.channels} channels.`);
    }
    const window = place(x, [kernelHeight, kernelWidth], strides, padding);
    const output = this.#add('Conv', [x.name, this.#keep(weight), this.#keep({ data: bias, shape: [channels] })], {
      dilations: [1, 1],
      group: groups,
      kernel_shape: [kernelHeight, kernelWidth],
      pads: window.pads,
      strides,
    });
    return { name: output, channels, height: window.height, width: window.width };
  }

  /**
   * max(low, min(x, high)). ONNX Runtime makes it part of the convolution before it.
   * @param {Value} x
   * @param {number} low
   * @param {number} high
   * @returns {Value}
   */
  clip(x, low, high) {
    if (low === 0 && high === Number.POSITIVE_INFINITY) return { ...x, name: this.#add('Relu', [x.name], {}) };
    const bounds = [low, high].map((bound) => {
      // Words, because a network once built keeps its bytes, by which projects find it.
      const name = bound === 0 ? 'zero' : bound === 6 ? 'six' : `bound_${bound}`;
      if (!this.weights.has(name)) this.weights.set(name, { data: Float32Array.of(bound), shape: [] });
      return name;
    });
    return { ...x, name: this.#add('Clip', [x.name, ...bounds], {}) };
  }

  /** @param {Value} a @param {Value} b @returns {Value} */
  add(a, b) {
    return { ...a, name: this.#add('Add', [a.name, b.name], {}) };
  }

  /**
   * Neither counts padding: the largest is of what is there, and the mean is taken without padding only.
   * @param {'MaxPool' | 'AveragePool'} op
   * @param {Value} x
   * @param {{kernel: [number, number], strides: [number, number], padding: Padding | 'same'}} window
   * @returns {Value}
   */
  pool(op, x, { kernel, strides, padding }) {
    const { pads, height, width } = place(x, kernel, strides, padding);
    if (op === 'AveragePool' && pads.some((pad) => pad > 0))
      throw new Error(`${this.name}: a padded mean is not made.`);
    return { ...x, name: this.#add(op, [x.name], { kernel_shape: kernel, pads, strides }), height, width };
  }

  /** Zeros after the last row, column and channel, up to a size. @param {Value} x @param {Omit<Value, 'name'>} size */
  extend(x, { channels, height, width }) {
    const after = [0, channels - x.channels, height - x.height, width - x.width];
    if (after.every((count) => count === 0)) return x;
    const pads = this.#keep({ data: BigInt64Array.from([0, 0, 0, 0, ...after], BigInt), shape: [8] });
    return { name: this.#add('Pad', [x.name, pads], {}), channels, height, width };
  }

  /** The mean over height and width. @param {Value} x @returns {Value} */
  averageOverSpace(x) {
    return { name: this.#add('GlobalAveragePool', [x.name], {}), channels: x.channels, height: 1, width: 1 };
  }

  /** Softmax over the channels of a (channels, 1, 1) value, as an output. @param {Value} x @param {string} name */
  outputSoftmax(x, name) {
    const flat = this.#add('Flatten', [x.name], { axis: 1 });
    this.#add('Softmax', [flat], { axis: 1 }, name);
    this.outputs.push({ name, shape: [x.channels] });
  }

  /** A (channels, 1, 1) value as an output [n, channels]. @param {Value} x @param {string} name */
  outputVector(x, name) {
    this.#add('Flatten', [x.name], { axis: 1 }, name);
    this.outputs.push({ name, shape: [x.channels] });
  }

  /**
   * Values whose channels are several rows of `width` each, as an output [n, rows, width], or [n, rows] where width is 1:
   * the first value's rows first, in each by position, row by row, and at a position in the channels' order.
   * @param {Value[]} values
   * @param {number} width
   * @param {string} name
   */
  outputRows(values, width, name) {
    const shape = width === 1 ? [-1] : [-1, width];
    const parts = values.map((x) => {
      const channelsLast = this.#add('Transpose', [x.name], { perm: [0, 2, 3, 1] });
      const target = this.#keep({ data: BigInt64Array.from([0, ...shape], BigInt), shape: [shape.length + 1] });
      return this.#add('Reshape', [channelsLast, target], {});
    });
    this.#add('Concat', parts, { axis: 1 }, name);
    const rows = values.reduce((sum, x) => sum + (x.channels / width) * x.height * x.width, 0);
    this.outputs.push({ name, shape: [rows, ...shape.slice(1)] });
  }

  /**
   * Names a value that nothing has used yet as an output [n, channels, height, width].
   * @param {Value} x
   * @param {string} name
   * @returns {Value}
   */
  outputMap(x, name) {
    const producer = this.nodes.find((node) => node.output === x.name);
    if (!producer || this.nodes.some((node) => node.inputs.includes(x.name))) {
      throw new Error(`${this.name}: ${x.name} cannot be made the output ${name}.`);
    }
    producer.output = name;
    this.outputs.push({ name, shape: [x.channels, x.height, x.width] });
    return { ...x, name };
  }

  /** @param {Weight | Integers} weight */
  #keep(weight) {
    const name = `weight_${this.weights.size}`;
    this.weights.set(name, weight);
    return name;
  }

  /**
   * @param {string} op
   * @param {string[]} inputs
   * @param {Node['attributes']} attributes
   * @param {string} [output]
   */
  #add(op, inputs, attributes, output = `value_${this.nodes.length}`) {
    this.nodes.push({ op, inputs, output, attributes });
    return output;
  }
}
