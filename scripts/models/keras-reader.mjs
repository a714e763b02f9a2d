// Reads a Keras layers model as TensorFlow.js saves it (model.json and its weights) into plain data.

/**
 * @typedef {{
 *   name: string,
 *   class: string,
 *   config: Record<string, any>,
 *   inputs: string[],           // names of the layers whose outputs it takes
 *   weights: Map<string, {data: Float32Array, shape: number[]}>,   // by their Keras names: kernel, gamma ...
 * }} Layer  in an order in which inputs come first
 * @typedef {{name: string, shape: number[], dtype: string, quantization?: {dtype: string, scale: number, min: number}}} Entry
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
  const weights = readWeights(
    model.weightsManifest.flatMap((/** @type {{weights: Entry[]}} */ group) => group.weights),
    weightBytes,
  );
  return topology.layers.map((/** @type {any} */ layer) => ({
    name: layer.name,
    class: layer.class_name,
    config: layer.config,
    // One call of each layer, and for each of its inputs [layer, call, tensor, arguments].
    inputs: (layer.inbound_nodes[0] ?? []).map((/** @type {any[]} */ input) => input[0]),
    weights: weights.get(layer.name) ?? new Map(),
  }));
}

/**
 * Weights by layer, dequantised as TensorFlow.js does it: stored * scale + min in double, kept as float32.
 * @param {Entry[]} entries
 * @param {Uint8Array} bytes
 */
function readWeights(entries, bytes) {
  /** @type {Map<string, Layer['weights']>} */
  const weights = new Map();
  let offset = 0;
  for (const { name, shape, dtype, quantization } of entries) {
    if (dtype !== 'float32' || quantization?.dtype !== 'uint8') {
      throw new Error(
        `The Keras weight ${name} is ${dtype} stored as ${quantization?.dtype ?? dtype}; only uint8 is read.`,
      );
    }
    const stored = bytes.subarray(offset, offset + shape.reduce((a, b) => a * b, 1));
    offset += stored.length;
    const { scale, min } = quantization;
    const [layer, weight] = name.split('/');
    const ofLayer = weights.get(layer) ?? new Map();
    weights.set(layer, ofLayer.set(weight, { data: Float32Array.from(stored, (v) => v * scale + min), shape }));
  }
  if (offset !== bytes.length) throw new Error('The Keras weights do not have the length that the model names.');
  return weights;
}
