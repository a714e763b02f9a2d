// A small convolutional network in ONNX's own layout: what the readers of foreign formats build and onnx-writer.mjs
// writes. Values are (channels, height, width) for each image of a batch; height and width are known, because
// TensorFlow's SAME padding depends on them.

/**
 * @typedef {{name: string, channels: number, height: number, width: number}} Value
 * @typedef {{data: Float32Array, shape: number[]}} Weight  row-major
 * @typedef {{top: number, left: number, bottom: number, right: number}} Padding
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
    /** @type {Map<string, Weight>} */
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
    const rows = alongAxis(
      x.height,
      kernelHeight,
      strides[0],
      padding === 'same' ? null : [padding.top, padding.bottom],
    );
    const columns = alongAxis(
      x.width,
      kernelWidth,
      strides[1],
      padding === 'same' ? null : [padding.left, padding.right],
    );
    const output = this.#add('Conv', [x.name, this.#keep(weight), this.#keep({ data: bias, shape: [channels] })], {
      dilations: [1, 1],
      group: groups,
      kernel_shape: [kernelHeight, kernelWidth],
      pads: [rows.before, columns.before, rows.after, columns.after],
      strides,
    });
    return { name: output, channels, height: rows.size, width: columns.size };
  }

  /** min(max(x, 0), 6). @param {Value} x @returns {Value} */
  relu6(x) {
    if (!this.weights.has('zero')) {
      this.weights.set('zero', { data: Float32Array.of(0), shape: [] });
      this.weights.set('six', { data: Float32Array.of(6), shape: [] });
    }
    return { ...x, name: this.#add('Clip', [x.name, 'zero', 'six'], {}) };
  }

  /** @param {Value} a @param {Value} b @returns {Value} */
  add(a, b) {
    return { ...a, name: this.#add('Add', [a.name, b.name], {}) };
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

  /** @param {Weight} weight */
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

/**
 * Output size and padding along one axis. SAME is TensorFlow's: ceil(size / stride) outputs, and where the padding is
 * odd the extra row stands at the end, which is why ONNX's symmetric pads cannot be assumed.
 * @param {number} size
 * @param {number} kernel
 * @param {number} stride
 * @param {[number, number] | null} padding  null for SAME
 */
function alongAxis(size, kernel, stride, padding) {
  if (padding) {
    const [before, after] = padding;
    return { before, after, size: Math.floor((size + before + after - kernel) / stride) + 1 };
  }
  const outputs = Math.ceil(size / stride);
  const total = Math.max(0, (outputs - 1) * stride + kernel - size);
  const before = Math.floor(total / 2);
  return { before, after: total - before, size: outputs };
}
