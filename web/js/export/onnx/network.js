// The network of a backbone, made part of a larger one: all its names get a prefix, so that several fit beside each other.

/** @import { GraphProto, ModelProto, NodeProto } from './onnx_pb.js' */

import { fromBinary } from '@bufbuild/protobuf';
import { AgelensError } from '../../app/errors.js';
import { ModelProtoSchema } from './onnx_pb.js';

/** The oldest in which the operators of the classifier are what they are today. */
const LEAST_OPERATOR_SET = 11n;
const FUNCTIONS_FIELD = 25;

/**
 * @param {Uint8Array} bytes
 * @param {object} place
 * @param {string} place.title for sentences
 * @param {string} place.prefix of all its names
 * @param {string} place.input what its images are called around it
 * @param {string} place.output the one that is wanted; what only others need is left out
 */
export function readNetwork(bytes, { title, prefix, input, output }) {
  const model = fromBinary(ModelProtoSchema, bytes);
  const { graph } = model;
  if (!graph) throw new AgelensError('bad-backbone', `“${title}” holds no network; choose another backbone and train.`);
  const constants = new Set(graph.initializer.map(({ name }) => name));
  // Old files list their weights among the inputs.
  const images = graph.input.find(({ name }) => !constants.has(name));
  const dimension = images?.type?.value.value?.shape?.dim[0]?.value;
  keepNeeded(graph, output);
  const rename = (/** @type {string} */ name) => (name === images?.name ? input : prefix + name);
  renameAll(graph, rename);
  return {
    nodes: graph.node,
    initializers: graph.initializer,
    title,
    irVersion: Number(model.irVersion),
    operatorSets: checkedOperatorSets(model, title),
    /** Local functions, which our part of the format does not know. */
    functions: (model.$unknown ?? []).filter(({ no }) => no === FUNCTIONS_FIELD),
    /** How many images it always takes at once; null where that is open. */
    batch: dimension?.case === 'dimValue' && dimension.value > 0n ? Number(dimension.value) : null,
    output: rename(output),
  };
}

/** @typedef {ReturnType<typeof readNetwork>} PlacedNetwork */

/** @param {ModelProto} model @param {string} title @returns {Map<string, bigint>} version by domain; '' is ONNX's own */
function checkedOperatorSets({ opsetImport }, title) {
  /** @type {Map<string, bigint>} */
  const versions = new Map();
  for (const { domain, version } of opsetImport) versions.set(domain === 'ai.onnx' ? '' : domain, version);
  const version = versions.get('') ?? 0n;
  if (version >= LEAST_OPERATOR_SET) return versions;
  throw new AgelensError(
    'old-backbone',
    `“${title}” is written in ONNX's operator set ${version}, and a classifier can be joined to one of ` +
      `${LEAST_OPERATOR_SET} or later; export the network again with a later one, and train with that.`,
  );
}

/** @param {GraphProto} graph @param {string} output */
function keepNeeded(graph, output) {
  const needed = new Set([output]);
  // A node stands after those whose values it reads.
  const kept = graph.node.toReversed().filter((node) => {
    if (!node.output.some((name) => needed.has(name))) return false;
    for (const name of namesReadBy(node)) needed.add(name);
    return true;
  });
  graph.node = kept.reverse();
  graph.initializer = graph.initializer.filter(({ name }) => needed.has(name));
}

/** @param {NodeProto} node @returns {string[]} */
function namesReadBy(node) {
  const inner = graphsIn(node).flatMap((graph) => [
    ...graph.node.flatMap(namesReadBy),
    ...graph.output.map(({ name }) => name),
  ]);
  return [...node.input, ...inner];
}

/** The branches and bodies of control flow. @param {NodeProto} node */
const graphsIn = ({ attribute }) => attribute.flatMap(({ g, graphs }) => [...(g ? [g] : []), ...graphs]);

/**
 * Also in the branches and bodies of control flow, which see the names around them.
 *
 * @param {GraphProto} graph
 * @param {(name: string) => string} rename
 */
function renameAll(graph, rename) {
  // An input that is left out has an empty name.
  const renamed = (/** @type {string} */ name) => name && rename(name);
  for (const node of graph.node) {
    node.name = renamed(node.name);
    node.input = node.input.map(renamed);
    node.output = node.output.map(renamed);
    for (const inner of graphsIn(node)) renameAll(inner, rename);
  }
  for (const value of [...graph.initializer, ...graph.input, ...graph.output]) value.name = rename(value.name);
  // Shapes of inner values, by their old names.
  delete graph.$unknown;
}

/**
 * What networks in one file share.
 *
 * @param {PlacedNetwork[]} networks
 */
export function joinOperatorSets(networks) {
  /** @type {Map<string, bigint>} */
  const joined = new Map();
  for (const { operatorSets, title } of networks) {
    for (const [domain, version] of operatorSets) {
      const other = joined.get(domain) ?? version;
      if (other !== version) {
        throw new AgelensError(
          'different-operator-sets',
          `“${title}” is written in version ${version} of ${domain || 'ONNX'}'s operators and the backbone beside it in ` +
            `version ${other}, and one file has only one; export your network again with version ${other}, and train.`,
        );
      }
      joined.set(domain, version);
    }
  }
  return [...joined].map(([domain, version]) => ({ domain, version }));
}
