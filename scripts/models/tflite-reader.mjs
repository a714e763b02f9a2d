// Reads a TensorFlow Lite flatbuffer into plain data: operators with their options, tensors with dequantised constants.
// Field numbers are those of tensorflow/compiler/mlir/lite/schema/schema.fbs. Only what a convolutional image network
// quantised after training needs is read; anything else is an error that names it.

import { ByteBuffer } from 'flatbuffers';

/**
 * @typedef {{shape: number[], constant: Float32Array | null}} Tensor  constant: row-major, dequantised; null for activations
 * @typedef {{
 *   kind: 'add' | 'conv' | 'depthwise-conv' | 'mean' | 'reshape' | 'softmax' | 'quantize',
 *   inputs: number[],
 *   outputs: number[],
 *   padding: 'same' | 'valid',
 *   strides: [number, number],
 *   activation: 'none' | 'relu6',
 * }} Operator  padding and strides mean something for convolutions only
 * @typedef {{inputs: number[], outputs: number[], tensors: Tensor[], operators: Operator[]}} Network
 */

// BuiltinOperator. `options` are the fields of the operator's options table, where it has any that we use.
/** @type {Record<number, {kind: Operator['kind'], options?: OptionFields}>} */
const OPERATORS = {
  0: { kind: 'add', options: { activation: 0 } },
  3: { kind: 'conv', options: { padding: 0, strideWidth: 1, strideHeight: 2, activation: 3, dilations: [4, 5] } },
  4: {
    kind: 'depthwise-conv',
    options: { padding: 0, strideWidth: 1, strideHeight: 2, activation: 4, dilations: [5, 6] },
  },
  22: { kind: 'reshape' },
  25: { kind: 'softmax' },
  40: { kind: 'mean' },
  114: { kind: 'quantize' },
};
/** @typedef {{activation: number, padding?: number, strideWidth?: number, strideHeight?: number, dilations?: number[]}} OptionFields */

/** @type {Record<number, Operator['padding']>} */
const PADDINGS = { 0: 'same', 1: 'valid' };
/** @type {Record<number, Operator['activation']>} */
const ACTIVATIONS = { 0: 'none', 3: 'relu6' };

/** TensorType: how to read element i of a buffer. @type {Record<number, (view: DataView, i: number) => number>} */
const ELEMENTS = {
  0: (view, i) => view.getFloat32(i * 4, true),
  2: (view, i) => view.getInt32(i * 4, true),
  9: (view, i) => view.getInt8(i),
};

/** @param {Uint8Array} bytes @returns {Network} */
export function readTflite(bytes) {
  const buffer = new ByteBuffer(bytes);
  if (!buffer.__has_identifier('TFL3')) throw new Error('This is not a TensorFlow Lite file.');
  const model = new Table(buffer, buffer.readInt32(0));
  // A code above 127 is in the wide field only; older files have the narrow one only.
  const codes = model.tables(1).map((code) => Math.max(code.int8(0), code.int32(3)));
  const buffers = model.tables(4).map((entry) => entry.bytes(0));
  const [graph, ...others] = model.tables(2);
  if (!graph || others.length > 0) throw new Error('Only a TensorFlow Lite file with one subgraph can be read.');
  return {
    inputs: graph.int32s(1),
    outputs: graph.int32s(2),
    tensors: graph.tables(0).map((tensor) => readTensor(tensor, buffers)),
    operators: graph.tables(3).map((operator) => readOperator(operator, codes)),
  };
}

/** @param {Table} tensor @param {Uint8Array[]} buffers @returns {Tensor} */
function readTensor(tensor, buffers) {
  const shape = tensor.int32s(0);
  const data = buffers[tensor.int32(2)];
  const constant = data.length > 0 ? dequantize(data, shape, tensor.int8(1), tensor.table(4)) : null;
  return { shape, constant };
}

/**
 * real = scale * (quantised - zero point), with one scale for the tensor or one for each index of an axis.
 * @param {Uint8Array} data
 * @param {number[]} shape
 * @param {number} type
 * @param {Table | null} quantization
 */
function dequantize(data, shape, type, quantization) {
  const element = ELEMENTS[type];
  if (!element) throw new Error(`The TensorFlow Lite file has constants of type ${type}, which cannot be read.`);
  const scales = quantization?.float32s(2) ?? [];
  const zeroPoints = quantization?.int64s(3) ?? [];
  const axis = quantization?.int32(6) ?? 0;
  const step = scales.length > 1 ? shape.slice(axis + 1).reduce((a, b) => a * b, 1) : Number.POSITIVE_INFINITY;
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const values = new Float32Array(shape.reduce((a, b) => a * b, 1));
  for (let i = 0; i < values.length; i++) {
    const k = Math.floor(i / step) % Math.max(1, scales.length);
    values[i] = (scales[k] ?? 1) * (element(view, i) - (zeroPoints[k] ?? 0));
  }
  return values;
}

/** @param {Table} operator @param {number[]} codes @returns {Operator} */
function readOperator(operator, codes) {
  const code = codes[operator.int32(0)];
  const known = OPERATORS[code];
  if (!known) throw new Error(`The TensorFlow Lite file uses operator ${code}, which cannot be converted.`);
  const table = operator.table(4);
  const fields = known.options;
  const dilations = (fields?.dilations ?? []).map((field) => table?.int32(field, 1) ?? 1);
  const padding = PADDINGS[fields?.padding === undefined ? 0 : (table?.int8(fields.padding) ?? 0)];
  const activation = ACTIVATIONS[fields ? (table?.int8(fields.activation) ?? 0) : 0];
  if (!padding || !activation || dilations.some((dilation) => dilation !== 1)) {
    throw new Error(`The TensorFlow Lite file uses options of ${known.kind} that cannot be converted.`);
  }
  return {
    kind: known.kind,
    inputs: operator.int32s(1),
    outputs: operator.int32s(2),
    padding,
    activation,
    strides: [
      fields?.strideHeight === undefined ? 1 : (table?.int32(fields.strideHeight) ?? 1),
      fields?.strideWidth === undefined ? 1 : (table?.int32(fields.strideWidth) ?? 1),
    ],
  };
}

/** A flatbuffer table; fields by number, with the schema's default where one is absent. */
class Table {
  #buffer;
  #position;

  /** @param {ByteBuffer} buffer @param {number} position */
  constructor(buffer, position) {
    this.#buffer = buffer;
    this.#position = position;
  }

  /** @param {number} field */
  int8(field) {
    const at = this.#at(field);
    return at === 0 ? 0 : this.#buffer.readInt8(at);
  }

  /** @param {number} field */
  int32(field, absent = 0) {
    const at = this.#at(field);
    return at === 0 ? absent : this.#buffer.readInt32(at);
  }

  /** @param {number} field */
  table(field) {
    const at = this.#at(field);
    return at === 0 ? null : new Table(this.#buffer, this.#buffer.__indirect(at));
  }

  /** @param {number} field */
  tables(field) {
    return this.#vector(field, 4, (at) => new Table(this.#buffer, this.#buffer.__indirect(at)));
  }

  /** @param {number} field */
  int32s(field) {
    return this.#vector(field, 4, (at) => this.#buffer.readInt32(at));
  }

  /** @param {number} field */
  float32s(field) {
    return this.#vector(field, 4, (at) => this.#buffer.readFloat32(at));
  }

  /** @param {number} field */
  int64s(field) {
    return this.#vector(field, 8, (at) => Number(this.#buffer.readInt64(at)));
  }

  /** A view of the file. @param {number} field */
  bytes(field) {
    const at = this.#at(field);
    if (at === 0) return new Uint8Array();
    const start = this.#buffer.__vector(at);
    return this.#buffer.bytes().subarray(start, start + this.#buffer.__vector_len(at));
  }

  /** Where the field's value lies, or 0. @param {number} field */
  #at(field) {
    const offset = this.#buffer.__offset(this.#position, 4 + 2 * field);
    return offset === 0 ? 0 : this.#position + offset;
  }

  /**
   * @template T
   * @param {number} field
   * @param {number} elementBytes
   * @param {(at: number) => T} read
   * @returns {T[]}
   */
  #vector(field, elementBytes, read) {
    const at = this.#at(field);
    if (at === 0) return [];
    const start = this.#buffer.__vector(at);
    return Array.from({ length: this.#buffer.__vector_len(at) }, (_, i) => read(start + i * elementBytes));
  }
}
