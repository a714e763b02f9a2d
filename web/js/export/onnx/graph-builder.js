// The nodes and constants that are put around the backbones, under names that no backbone's values have.

/** @import { NodeProto, TensorProto } from './onnx_pb.js' */

import { create } from '@bufbuild/protobuf';
import { AttributeProto_AttributeType, NodeProtoSchema, TensorProto_DataType, TensorProtoSchema } from './onnx_pb.js';

const { FLOAT, INT64 } = TensorProto_DataType;

export class GraphBuilder {
  /** @type {NodeProto[]} */
  nodes = [];
  /** @type {TensorProto[]} */
  initializers = [];

  /**
   * @param {string} op
   * @param {string[]} inputs
   * @param {Record<string, number | number[]>} [attributes] all integers
   * @param {string} [output]
   * @returns {string} the name of the output
   */
  add(op, inputs, attributes = {}, output = `agelens/value_${this.nodes.length}`) {
    return this.addWithOutputs(op, inputs, attributes, [output])[0] ?? '';
  }

  /**
   * @param {string} op
   * @param {string[]} inputs
   * @param {Record<string, number | number[]>} attributes
   * @param {string[]} outputs
   */
  addWithOutputs(op, inputs, attributes, outputs) {
    const { INT, INTS } = AttributeProto_AttributeType;
    const attribute = Object.entries(attributes).map(([name, value]) =>
      Array.isArray(value) ? { name, type: INTS, ints: value.map(BigInt) } : { name, type: INT, i: BigInt(value) },
    );
    const name = `agelens/${op}_${this.nodes.length}`;
    this.nodes.push(create(NodeProtoSchema, { opType: op, name, input: inputs, output: outputs, attribute }));
    return outputs;
  }

  /** A constant; its shape is (length) unless given. @param {ArrayLike<number>} values @param {number[]} [shape] */
  floats(values, shape = [values.length]) {
    return this.#keep(FLOAT, values instanceof Float32Array ? values : Float32Array.from(values), shape);
  }

  /** @param {number} value */
  scalar(value) {
    return this.floats([value], []);
  }

  /** @param {number[]} values */
  integers(values) {
    return this.#keep(INT64, BigInt64Array.from(values, BigInt), [values.length]);
  }

  /**
   * Numbers are little-endian, as in memory on every machine that a browser runs on.
   *
   * @param {number} dataType
   * @param {Float32Array | BigInt64Array} data
   * @param {number[]} shape
   */
  #keep(dataType, data, shape) {
    const name = `agelens/constant_${this.initializers.length}`;
    const rawData = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    this.initializers.push(create(TensorProtoSchema, { name, dataType, dims: shape.map(BigInt), rawData }));
    return name;
  }
}
