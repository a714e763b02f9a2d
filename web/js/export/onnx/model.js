// Backbones and classifier as one ONNX network. It takes photographs as uint8 levels [n, size, size, 3], red green blue,
// under the names of `inputsOf`, and answers:
//
//   probabilities  [n, classes]
//   expected_age   [n], the mean of the class values; only where classes are ordinal
//   embedding      [n, d], what the classifier sees of a photograph
//
// What else there is to know is in its metadata (metadata.js).

/** @import { Backbone, ClassifierParts, Run } from '../../types.d.ts' */
/** @import { Input } from './inputs.js' */

import { create, toBinary } from '@bufbuild/protobuf';
import { addClassifier, addUnitMeanSquare } from './classifier-nodes.js';
import { GraphBuilder } from './graph-builder.js';
import { inputsOf } from './inputs.js';
import { metadataOf } from './metadata.js';
import { joinOperatorSets, readNetwork } from './network.js';
import { ModelProtoSchema, TensorProto_DataType } from './onnx_pb.js';

/** Of the file format; a newer one comes with a backbone. */
const LEAST_IR_VERSION = 8;

/** As wasm/core/eval/temperature.cpp has it. */
const SMALLEST_PROBABILITY = 1e-12;

/**
 * @param {object} trained
 * @param {Run} trained.run
 * @param {number} trained.temperature
 * @param {ClassifierParts[]} trained.members
 * @param {Uint8Array[]} trained.networks in the order of the run's backbones
 * @returns {Uint8Array}
 */
export function writeModel({ run, temperature, members, networks }) {
  const { backbones, classNames, classValues, datasetName } = run;
  const inputs = inputsOf(run);
  const graph = new GraphBuilder();
  const placed = backbones.map((backbone, index) =>
    placeBackbone(graph, backbone, /** @type {Uint8Array} */ (networks[index]), inputs),
  );
  const parts = placed.map((network, index) => partOfRow(graph, network.embedding, backbones, index));
  const embedding = graph.add('Concat', parts, { axis: 1 }, 'embedding');
  const answers = members.map((member) => addClassifier(graph, embedding, member));
  const mean = graph.add('Mean', answers);
  const logs = graph.add('Log', [graph.add('Max', [mean, graph.scalar(SMALLEST_PROBABILITY)])]);
  const scores = graph.add('Mul', [logs, graph.scalar(1 / temperature)]);
  const probabilities = graph.add('Softmax', [scores], { axis: 1 }, 'probabilities');
  if (classValues) graph.add('MatMul', [probabilities, graph.floats(classValues)], {}, 'expected_age');

  const batch = placed.map((network) => network.batch).find((size) => size !== null) ?? null;
  const size = backbones.reduce((sum, { embeddingSize }) => sum + embeddingSize, 0);
  const { FLOAT, UINT8 } = TensorProto_DataType;
  const metadata = metadataOf({ run, temperature, members: members.length, inputs });
  const model = create(ModelProtoSchema, {
    irVersion: BigInt(Math.max(LEAST_IR_VERSION, ...placed.map(({ irVersion }) => irVersion))),
    opsetImport: joinOperatorSets(placed),
    producerName: 'agelens',
    docString: `A classifier trained by Agelens on “${datasetName}”. Its metadata say how to use it.`,
    graph: {
      name: 'agelens',
      input: inputs.map((input) => describe(input.name, UINT8, batch, [input.size, input.size, 3])),
      output: [
        describe(probabilities, FLOAT, batch, [classNames.length]),
        ...(classValues ? [describe('expected_age', FLOAT, batch, [])] : []),
        describe(embedding, FLOAT, batch, [size]),
      ],
      node: graph.nodes,
      initializer: graph.initializers,
    },
    metadataProps: Object.entries(metadata).map(([key, value]) => ({ key, value })),
  });
  model.$unknown = placed.flatMap(({ functions }) => functions);
  return toBinary(ModelProtoSchema, model);
}

/**
 * The network itself, between what makes its images of levels and what makes rows of its output.
 *
 * @param {GraphBuilder} graph
 * @param {Backbone} backbone
 * @param {Uint8Array} bytes
 * @param {Input[]} inputs
 */
function placeBackbone(graph, { name, title, normalization, layout, output, own }, bytes, inputs) {
  const input = inputs.find(({ backbones }) => backbones.includes(name))?.name ?? '';
  const levels = graph.add('Cast', [input], { to: TensorProto_DataType.FLOAT });
  const centred = graph.add('Sub', [levels, graph.floats(normalization.mean)]);
  const scaled = graph.add('Div', [centred, graph.floats(normalization.scale)]);
  const images = layout === 'nhwc' ? scaled : graph.add('Transpose', [scaled], { perm: [0, 3, 1, 2] });

  const network = readNetwork(bytes, { title, prefix: `${name}/`, input: images, output });
  graph.nodes.push(...network.nodes);
  graph.initializers.push(...network.initializers);

  const isMap = own?.candidates.find((candidate) => candidate.output === output)?.isMap ?? false;
  if (!isMap) return { ...network, embedding: network.output };
  const channelsFirst =
    layout === 'nchw' ? network.output : graph.add('Transpose', [network.output], { perm: [0, 3, 1, 2] });
  const mean = graph.add('GlobalAveragePool', [channelsFirst]);
  return { ...network, embedding: graph.add('Flatten', [mean], { axis: 1 }) };
}

/**
 * As app/joined-part.js has it.
 *
 * @param {GraphBuilder} graph
 * @param {string} embedding
 * @param {Backbone[]} backbones
 * @param {number} index
 */
function partOfRow(graph, embedding, backbones, index) {
  const size = backbones[index]?.embeddingSize ?? 0;
  return backbones.length === 1 ? embedding : addUnitMeanSquare(graph, embedding, size);
}

/**
 * @param {string} name
 * @param {TensorProto_DataType} elemType
 * @param {number | null} batch null: open, called n
 * @param {number[]} shape without the batch
 */
function describe(name, elemType, batch, shape) {
  const dim = [
    { value: batch === null ? { case: /** @type {const} */ ('dimParam'), value: 'n' } : known(batch) },
    ...shape.map((size) => ({ value: known(size) })),
  ];
  return { name, type: { value: { case: /** @type {const} */ ('tensorType'), value: { elemType, shape: { dim } } } } };
}

/** @param {number} size */
const known = (size) => ({ case: /** @type {const} */ ('dimValue'), value: BigInt(size) });
