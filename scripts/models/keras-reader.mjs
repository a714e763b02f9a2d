// Reads a Keras layers model as TensorFlow.js saves it (model.json and its weights) into plain data.

import { readTfjsWeights } from './tfjs-weights.mjs';

/** @import {StoredWeight} from './tfjs-weights.mjs' */

/**
 * @typedef {{
 *   name: string,
 *   class: string,
 *   config: Record<string, any>,
 *   inputs: string[],           // names of the layers whose outputs it takes
 *   weights: Map<string, StoredWeight>,   // by their Keras names: kernel, gamma ...
 * }} Layer  in an order in which inputs come first
 */

/**
 * @param {any} model  the parsed model.json
 * @param {Uint8Array} weightBytes  the weight files, joined
 * @returns {Layer[]}
 */
export function readKerasLayers(model, weightBytes) {
  const topology = model?.modelTopology?.model_config?.config;
  if (!Array.isArray(topology?.layers) || !Array.isArray(model.weightsManifest)) {
    throw new Error('This is not a Keras layers model.');
  }
  /** @type {Map<string, Layer['weights']>} */
  const weights = new Map();
  for (const [name, stored] of readTfjsWeights(model.weightsManifest, weightBytes, topology.name)) {
    const [layer, weight] = name.split('/');
    weights.set(layer, (weights.get(layer) ?? new Map()).set(weight, stored));
  }
  return topology.layers.map((/** @type {any} */ layer) => ({
    name: layer.name,
    class: layer.class_name,
    config: layer.config,
    // One call of each layer, and for each of its inputs [layer, call, tensor, arguments].
    inputs: (layer.inbound_nodes[0] ?? []).map((/** @type {any[]} */ input) => input[0]),
    weights: weights.get(layer.name) ?? new Map(),
  }));
}
