// Writes ONNX networks node by node, with seeded random weights.

import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import {
  AttributeProto_AttributeType,
  ModelProtoSchema,
  TensorProto_DataType,
  TensorProtoSchema,
} from '../../web/js/export/onnx/onnx_pb.js';

/** @typedef {(number | string | null)[]} Shape  a number, the name of an open size, or null for one without a name */

/**
 * @param {string} name
 * @param {Shape} shape
 * @param {number} [elemType]
 */
export function declare(name, shape, elemType = TensorProto_DataType.FLOAT) {
  const dim = shape.map((size) => {
    if (size === null) return {};
    if (typeof size === 'string') return { value: { case: /** @type {const} */ ('dimParam'), value: size } };
    return { value: { case: /** @type {const} */ ('dimValue'), value: BigInt(size) } };
  });
  return { name, type: { value: { case: /** @type {const} */ ('tensorType'), value: { elemType, shape: { dim } } } } };
}

/** @param {string} name @param {number[]} shape @param {Float32Array} data */
function floats(name, shape, data) {
  const dims = shape.map(BigInt);
  return create(TensorProtoSchema, { name, dims, dataType: TensorProto_DataType.FLOAT, rawData: bytesOf(data) });
}

/** @param {Float32Array} data */
const bytesOf = (data) => new Uint8Array(data.buffer, data.byteOffset, data.byteLength);

/** A tensor whose data is said to be in another file; fields that our subset of the format leaves out. */
export function externalTensor(/** @type {string} */ name) {
  const text = (/** @type {string} */ words) => [...new TextEncoder().encode(words)];
  const field = (/** @type {number} */ number, /** @type {number[]} */ bytes) => [
    number * 8 + 2,
    bytes.length,
    ...bytes,
  ];
  const location = [...field(1, text('location')), ...field(2, text('weights.bin'))];
  const bytes = [8, 3, 16, TensorProto_DataType.FLOAT, ...field(8, text(name)), ...field(13, location), 14 * 8, 1];
  return fromBinary(TensorProtoSchema, Uint8Array.from(bytes));
}

export class NetworkBuilder {
  /** @type {any[]} */
  nodes = [];
  /** @type {any[]} */
  weights = [];

  constructor(seed = 1) {
    this.state = seed;
  }

  /** From -1 to 1. */
  #random() {
    this.state = (Math.imul(this.state, 1664525) + 1013904223) >>> 0;
    return this.state / 2 ** 31 - 1;
  }

  /** Of the variance that keeps values in size. @param {number[]} shape @param {number} inputs */
  weight(shape, inputs) {
    const length = shape.reduce((product, size) => product * size, 1);
    const scale = Math.sqrt(3 / inputs);
    const name = `w${this.weights.length}`;
    this.weights.push(
      floats(
        name,
        shape,
        Float32Array.from({ length }, () => scale * this.#random()),
      ),
    );
    return name;
  }

  /**
   * @param {string} opType
   * @param {string[]} input
   * @param {Record<string, number | number[]>} [attributes]
   * @param {string} [output]
   */
  add(opType, input, attributes = {}, output = `v${this.nodes.length}`) {
    const { INT, INTS } = AttributeProto_AttributeType;
    const attribute = Object.entries(attributes).map(([name, value]) =>
      Array.isArray(value) ? { name, type: INTS, ints: value.map(BigInt) } : { name, type: INT, i: BigInt(value) },
    );
    this.nodes.push({ opType, input, output: [output], attribute });
    return output;
  }

  /**
   * A convolution with padding of half its kernel; its batch normalisation is folded into weights and bias.
   * @param {string} x
   * @param {{ from: number, to: number, kernel: number, stride?: number, groups?: number }} shape
   */
  convolve(x, { from, to, kernel, stride = 1, groups = 1 }) {
    const perGroup = from / groups;
    const weight = this.weight([to, perGroup, kernel, kernel], perGroup * kernel * kernel);
    const half = (kernel - 1) / 2;
    const window = { kernel_shape: [kernel, kernel], strides: [stride, stride], pads: [half, half, half, half] };
    return this.add('Conv', [x, weight, this.weight([to], 100)], { ...window, group: groups });
  }

  /**
   * @param {ReturnType<typeof declare>[]} input
   * @param {ReturnType<typeof declare>[]} output
   * @param {number} [operatorSet]
   * @returns {Uint8Array}
   */
  build(input, output, operatorSet = 13) {
    const graph = { name: 'network', input, output, initializer: this.weights, node: this.nodes };
    const opsetImport = [{ domain: '', version: BigInt(operatorSet) }];
    return toBinary(ModelProtoSchema, create(ModelProtoSchema, { irVersion: 8n, opsetImport, graph }));
  }
}
