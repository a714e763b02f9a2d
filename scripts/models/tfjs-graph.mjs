// Rebuilds a TensorFlow.js graph model as a Graph, from the wanted nodes backwards: what they do not need is left out.
// Constants that scale or shift a convolution's channels become part of it.

import { Graph } from './graph.mjs';
import { foldedConvolution } from './tensorflow-kernel.mjs';
import { readTfjsGraph } from './tfjs-graph-reader.mjs';

/**
 * @import {Value} from './graph.mjs'
 * @import {GraphModel, GraphNode} from './tfjs-graph-reader.mjs'
 * @import {StoredWeight} from './tfjs-weights.mjs'
 */

/**
 * @param {{name: string, inputSize: number}} backbone
 * @param {any} model  the parsed model.json
 * @param {Uint8Array} weightBytes
 * @param {string} embeddingNode  a mean over space; its input becomes `features`
 */
export function backboneFromTfjs({ name, inputSize }, model, weightBytes, embeddingNode) {
  const network = new Network(name, inputSize, readTfjsGraph(model, weightBytes, name));
  const { op, inputs } = network.node(embeddingNode);
  const axes = Array.from(network.weightOf(inputs[1])?.data ?? []).join();
  if (op !== 'Mean' || axes !== '1,2') throw new Error(`${name}: ${embeddingNode} is not a mean over space.`);
  const features = network.graph.outputMap(network.value(inputs[0]), 'features');
  network.graph.outputVector(network.graph.averageOverSpace(features), 'embedding');
  return network.graph;
}

/**
 * A network that describes many places of an image at once. Each output joins nodes that reshape their places and
 * channels to rows.
 * @param {{name: string, inputSize: number}} network
 * @param {any} model
 * @param {Uint8Array} weightBytes
 * @param {Record<string, string[]>} outputs  nodes by output; the first node's rows come first
 */
export function detectorFromTfjs({ name, inputSize }, model, weightBytes, outputs) {
  const network = new Network(name, inputSize, readTfjsGraph(model, weightBytes, name));
  for (const [output, nodes] of Object.entries(outputs)) {
    const reshapes = nodes.map((node) => network.reshape(node));
    const [{ width }] = reshapes;
    if (reshapes.some((other) => other.width !== width)) throw new Error(`${name}: rows of ${output} differ in width.`);
    network.graph.outputRows(
      reshapes.map(({ x }) => x),
      width,
      output,
    );
  }
  return network.graph;
}

class Network {
  /** @type {Map<string, Value>} */
  #values = new Map();
  #model;

  /** @param {string} name @param {number} inputSize @param {GraphModel} model */
  constructor(name, inputSize, model) {
    this.name = name;
    this.graph = new Graph(name, { name: 'images', channels: 3, height: inputSize, width: inputSize });
    this.#model = model;
  }

  /** @param {string} name */
  node(name) {
    const node = this.#model.nodes.get(name);
    if (!node) throw new Error(`${this.name}: the model has no node ${name}.`);
    return node;
  }

  /** The constant of that name, or undefined where it is computed. @param {string} name @returns {StoredWeight | undefined} */
  weightOf(name) {
    return this.#model.weights.get(name);
  }

  /** The value of a node, added to the graph when it is first asked for. @param {string} name @returns {Value} */
  value(name) {
    const known = this.#values.get(name);
    if (known) return known;
    const value = this.#convert(this.node(name));
    this.#values.set(name, value);
    return value;
  }

  /** What a node reshapes to (batch, rows, width). @param {string} name @returns {{x: Value, width: number}} */
  reshape(name) {
    const { op, inputs } = this.node(name);
    if (op === 'Identity') return this.reshape(inputs[0]);
    const shape = this.weightOf(inputs[1])?.data ?? [];
    if (op !== 'Reshape' || shape.length !== 3) throw new Error(`${this.name}: ${name} does not reshape to rows.`);
    return { x: this.value(inputs[0]), width: shape[2] };
  }

  /** @param {GraphNode} node @returns {Value} */
  #convert(node) {
    const { op, inputs, strides, kernel, padding, fused } = node;
    const convolution = this.#folded(node);
    if (convolution) {
      const y = this.graph.convolve(this.value(convolution.input), convolution);
      return fused.includes('Relu') ? this.graph.clip(y, 0, Number.POSITIVE_INFINITY) : y;
    }
    if (op === 'Placeholder') return this.graph.input;
    if (op === 'Identity') return this.value(inputs[0]);
    if (op === 'Add' || op === 'AddV2') return this.graph.add(this.value(inputs[0]), this.value(inputs[1]));
    if (op === 'MaxPool' && padding)
      return this.graph.pool('MaxPool', this.value(inputs[0]), { kernel, strides, padding });
    if (op === 'Pad') return this.#pad(node);
    const bounded = this.#bounded(node.name);
    if (bounded) return this.graph.clip(this.value(bounded.input), bounded.low, bounded.high);
    throw new Error(`${this.name}: node ${node.name} (${op}) cannot be converted.`);
  }

  /**
   * The convolution that a node is, with the constants by which nodes up to this one scale and shift its channels.
   * @param {GraphNode} node
   * @returns {(ReturnType<typeof foldedConvolution> & {input: string}) | null}
   */
  #folded(node) {
    const { op, inputs, strides, padding, fused } = node;
    const weight = inputs.length > 1 ? this.weightOf(inputs[1]) : undefined;
    if (!weight) return null;
    const depthwise = op === 'DepthwiseConv2dNative';
    if (depthwise || op === 'Conv2D' || op === '_FusedConv2D') {
      const bias = fused[0] === 'BiasAdd' ? this.weightOf(inputs[2]) : undefined;
      const others = bias ? fused.slice(1) : fused;
      if (!padding || others.some((other) => other !== 'Relu')) {
        throw new Error(`${this.name}: node ${node.name} (${[op, ...fused].join(' + ')}) cannot be converted.`);
      }
      return {
        ...foldedConvolution(weight, { depthwise, shift: bias?.data, strides, padding }),
        input: inputs[0],
      };
    }
    const scales = op === 'Mul';
    if (!scales && !['Add', 'AddV2', 'BiasAdd'].includes(op)) return null;
    const before = this.node(inputs[0]);
    const convolution = before.fused.includes('Relu') ? null : this.#folded(before);
    const channels = convolution?.bias.length;
    if (!convolution || weight.shape.length > 1 || weight.data.length !== channels) return null;
    const { data, shape } = convolution.weight;
    const perChannel = data.length / channels;
    return {
      ...convolution,
      weight: { shape, data: scales ? data.map((w, i) => w * weight.data[Math.floor(i / perChannel)]) : data },
      bias: convolution.bias.map((b, o) => (scales ? b * weight.data[o] : b + weight.data[o])),
    };
  }

  /**
   * The bounds that a run of Relu, Relu6, Minimum and Maximum up to this node sets.
   * @param {string} name
   * @returns {{input: string, low: number, high: number} | null}
   */
  #bounded(name) {
    const { op, inputs } = this.node(name);
    const constant = inputs.length > 1 ? this.weightOf(inputs[1]) : undefined;
    const own =
      op === 'Relu' || op === 'Relu6'
        ? { low: 0, high: op === 'Relu6' ? 6 : Number.POSITIVE_INFINITY }
        : constant?.data.length === 1 && op === 'Minimum'
          ? { low: Number.NEGATIVE_INFINITY, high: constant.data[0] }
          : constant?.data.length === 1 && op === 'Maximum'
            ? { low: constant.data[0], high: Number.POSITIVE_INFINITY }
            : null;
    if (!own) return null;
    const before = this.#bounded(inputs[0]);
    if (!before) return { input: inputs[0], ...own };
    const within = (/** @type {number} */ bound) => Math.min(Math.max(bound, own.low), own.high);
    return { input: before.input, low: within(before.low), high: within(before.high) };
  }

  /** Zeros after the channels or the space, as TensorFlow's [[before, after] …] says. @param {GraphNode} node */
  #pad({ name, inputs }) {
    const x = this.value(inputs[0]);
    const paddings = Array.from(this.weightOf(inputs[1])?.data ?? []);
    const [, , , height, , width, , channels] = paddings;
    if (paddings.length !== 8 || [0, 1, 2, 4, 6].some((i) => paddings[i] !== 0)) {
      throw new Error(`${this.name}: node ${name} (Pad) pads the batch or before the image, which is not converted.`);
    }
    return this.graph.extend(x, {
      channels: x.channels + channels,
      height: x.height + height,
      width: x.width + width,
    });
  }
}
