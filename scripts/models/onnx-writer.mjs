// Writes a Graph as the bytes of an .onnx file. The same graph gives the same bytes.

import { create, toBinary } from '@bufbuild/protobuf';
import {
  AttributeProto_AttributeType,
  ModelProtoSchema,
  TensorProto_DataType,
} from '../../web/js/export/onnx/onnx_pb.js';

/** @import {Graph} from './graph.mjs' */

// Clip takes its bounds as inputs from operator set 11; 13 is the oldest that every runtime we use still tests.
const OPERATOR_SET = 13n;
const IR_VERSION = 8n;

/**
 * @param {Graph} graph
 * @param {string} description  goes into the file for whoever opens it
 * @returns {Uint8Array}
 */
export function writeOnnx(graph, description) {
  const { input } = graph;
  const model = create(ModelProtoSchema, {
    irVersion: IR_VERSION,
    opsetImport: [{ domain: '', version: OPERATOR_SET }],
    producerName: 'agelens',
    docString: description,
    graph: {
      name: graph.name,
      input: [describeValue(input.name, [input.channels, input.height, input.width])],
      output: graph.outputs.map(({ name, shape }) => describeValue(name, shape)),
      initializer: [...graph.weights].map(([name, { data, shape }]) => ({
        name,
        dims: shape.map(BigInt),
        dataType: data instanceof Float32Array ? TensorProto_DataType.FLOAT : TensorProto_DataType.INT64,
        rawData: littleEndianBytes(data),
      })),
      node: graph.nodes.map(({ op, inputs, output, attributes }) => ({
        opType: op,
        name: `${op}_${output}`,
        input: inputs,
        output: [output],
        attribute: Object.entries(attributes).map(([name, value]) =>
          Array.isArray(value)
            ? { name, type: AttributeProto_AttributeType.INTS, ints: value.map(BigInt) }
            : { name, type: AttributeProto_AttributeType.INT, i: BigInt(value) },
        ),
      })),
    },
  });
  return toBinary(ModelProtoSchema, model);
}

/** @param {string} name @param {number[]} shape  without the batch, which is left open as `n` */
function describeValue(name, shape) {
  const dim = [
    { value: { case: /** @type {const} */ ('dimParam'), value: 'n' } },
    ...shape.map((size) => ({ value: { case: /** @type {const} */ ('dimValue'), value: BigInt(size) } })),
  ];
  const tensor = { elemType: TensorProto_DataType.FLOAT, shape: { dim } };
  return { name, type: { value: { case: /** @type {const} */ ('tensorType'), value: tensor } } };
}

/** @param {Float32Array | BigInt64Array} data */
function littleEndianBytes(data) {
  const bytes = new Uint8Array(data.byteLength);
  const view = new DataView(bytes.buffer);
  if (data instanceof Float32Array) data.forEach((value, i) => void view.setFloat32(i * 4, value, true));
  else data.forEach((value, i) => void view.setBigInt64(i * 8, value, true));
  return bytes;
}
