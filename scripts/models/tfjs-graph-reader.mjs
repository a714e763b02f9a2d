// Reads a TensorFlow.js graph model (model.json and its weights) into plain data: TensorFlow's nodes with the options
// that a convolutional image network uses.

import { readTfjsWeights } from './tfjs-weights.mjs';
import { NO_PADDING } from './windows.mjs';

/**
 * @import {Convolution} from './graph.mjs'
 * @import {StoredWeight} from './tfjs-weights.mjs'
 */

/**
 * @typedef {{
 *   name: string,
 *   op: string,
 *   inputs: string[],                        // names of nodes or weights
 *   strides: [number, number],
 *   kernel: [number, number],                // of a pooling
 *   padding: Convolution['padding'] | null,  // null: neither SAME nor VALID, which only some operators need
 *   fused: string[],                         // what a fused operator does besides, in order: BiasAdd, Relu …
 * }} GraphNode
 * @typedef {{nodes: Map<string, GraphNode>, weights: Map<string, StoredWeight>}} GraphModel
 */

/**
 * @param {any} model  the parsed model.json
 * @param {Uint8Array} weightBytes  the weight files, joined
 * @param {string} name  of the network, for errors
 * @returns {GraphModel}
 */
export function readTfjsGraph(model, weightBytes, name) {
  const stored = model?.modelTopology?.node;
  if (!Array.isArray(stored) || !Array.isArray(model.weightsManifest)) {
    throw new Error(`${name}: this is not a TensorFlow.js graph model.`);
  }
  const nodes = stored.map((node) => readNode(node, name));
  return {
    nodes: new Map(nodes.map((node) => [node.name, node])),
    weights: readTfjsWeights(model.weightsManifest, weightBytes, name),
  };
}

/** @param {any} stored @param {string} network @returns {GraphNode} */
function readNode({ name, op, input = [], attr = {} }, network) {
  const dilations = attr.dilations?.list?.i ?? [];
  const format = attr.data_format ? text(attr.data_format.s) : 'NHWC';
  if (format !== 'NHWC' || dilations.some((/** @type {string} */ dilation) => Number(dilation) !== 1)) {
    throw new Error(`${network}: node ${name} (${op}) is dilated or not channels last, which is not converted.`);
  }
  const padding = attr.padding ? text(attr.padding.s) : '';
  return {
    name,
    op,
    // "^name" only orders execution.
    inputs: input.filter((/** @type {string} */ from) => !from.startsWith('^')),
    strides: heightAndWidth(attr.strides),
    kernel: heightAndWidth(attr.ksize),
    padding: padding === 'SAME' ? 'same' : padding === 'VALID' ? NO_PADDING : null,
    fused: (attr.fused_ops?.list?.s ?? []).map(text),
  };
}

/** Strings are base64 in model.json. @param {string} base64 */
function text(base64) {
  return Buffer.from(base64, 'base64').toString();
}

/** Of [batch, height, width, channels]. @param {{list: {i: string[]}} | undefined} attribute @returns {[number, number]} */
function heightAndWidth(attribute) {
  const [, height = 1, width = 1] = attribute?.list.i.map(Number) ?? [];
  return [height, width];
}
