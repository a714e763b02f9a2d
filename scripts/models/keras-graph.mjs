// Rebuilds a Keras layers model, up to a named layer, as a Graph. Zero padding becomes the padding of the convolution
// that follows, and batch normalisation is folded into the convolution before it.

import { Graph } from './graph.mjs';
import { readKerasLayers } from './keras-reader.mjs';

/**
 * @import {Backbone} from '../../web/js/types.d.ts'
 * @import {Padding, Value} from './graph.mjs'
 * @import {Layer} from './keras-reader.mjs'
 */

/** @type {Padding} */
const NO_PADDING = { top: 0, left: 0, bottom: 0, right: 0 };

/**
 * @param {Pick<Backbone, 'name' | 'inputSize'>} backbone
 * @param {any} model  the parsed model.json
 * @param {Uint8Array} weightBytes
 * @param {string} featuresLayer  the layer whose output is `features`; what follows is left out
 */
export function graphFromKeras({ name, inputSize }, model, weightBytes, featuresLayer) {
  const layers = readKerasLayers(model, weightBytes);
  const graph = new Graph(name, { name: 'images', channels: 3, height: inputSize, width: inputSize });
  /** The output of each layer; `padding` waits for the convolution. @type {Map<string, Value & {padding?: Padding}>} */
  const values = new Map();

  for (const layer of layers) {
    const [x, other] = layer.inputs.map((input) => {
      const found = values.get(input);
      if (!found) throw new Error(`${name}: layer ${layer.name} comes before its input ${input}.`);
      return found;
    });
    /** @type {Value & {padding?: Padding}} */
    let y;
    if (layer.class === 'InputLayer') {
      y = graph.input;
    } else if (layer.class === 'ZeroPadding2D') {
      const [[top, bottom], [left, right]] = layer.config.padding;
      y = { ...x, padding: { top, left, bottom, right } };
    } else if (layer.class === 'Conv2D' || layer.class === 'DepthwiseConv2D') {
      y = graph.convolve(x, foldedConvolution(layer, onlyFollower(layers, layer), x.padding ?? NO_PADDING));
    } else if (layer.class === 'BatchNormalization') {
      y = x;
    } else if (layer.class === 'ReLU' && layer.config.max_value === 6 && !layer.config.negative_slope) {
      y = graph.relu6(x);
    } else if (layer.class === 'Add' && layer.inputs.length === 2) {
      y = graph.add(x, other);
    } else {
      throw new Error(`${name}: layer ${layer.name} (${layer.class}) cannot be converted.`);
    }
    if (layer.name === featuresLayer) {
      graph.outputVector(graph.averageOverSpace(graph.outputMap(y, 'features')), 'embedding');
      return graph;
    }
    values.set(layer.name, y);
  }
  throw new Error(`${name}: the Keras model has no layer ${featuresLayer}.`);
}

/** The batch normalisation that alone uses a convolution's output. @param {Layer[]} layers @param {Layer} layer */
function onlyFollower(layers, layer) {
  const followers = layers.filter(({ inputs }) => inputs.includes(layer.name));
  const [follower] = followers;
  if (followers.length !== 1 || follower.class !== 'BatchNormalization') {
    throw new Error(`Layer ${layer.name} is not followed by batch normalisation alone, so it cannot be folded.`);
  }
  return follower;
}

/**
 * gamma * (conv(x) - mean) / sqrt(variance + epsilon) + beta, as one convolution; worked out in double.
 * @param {Layer} layer
 * @param {Layer} normalization
 * @param {Padding} explicitPadding
 */
function foldedConvolution(layer, normalization, explicitPadding) {
  const { config } = layer;
  if (
    config.use_bias ||
    config.activation !== 'linear' ||
    config.dilation_rate.some((/** @type {number} */ d) => d !== 1)
  ) {
    throw new Error(`Layer ${layer.name} has a bias, an activation or a dilation, which is not converted.`);
  }
  const depthwise = layer.class === 'DepthwiseConv2D';
  const kernel = weightOf(layer, depthwise ? 'depthwise_kernel' : 'kernel');
  const [height, width, inputs, last] = kernel.shape;
  const outputs = depthwise ? inputs * last : last;
  const perGroup = depthwise ? 1 : inputs;
  const [gamma, beta, mean, variance] = ['gamma', 'beta', 'moving_mean', 'moving_variance'].map(
    (name) => weightOf(normalization, name).data,
  );
  const data = new Float32Array(kernel.data.length);
  const bias = new Float32Array(outputs);
  let to = 0;
  for (let o = 0; o < outputs; o++) {
    const scale = gamma[o] / Math.sqrt(variance[o] + normalization.config.epsilon);
    bias[o] = beta[o] - mean[o] * scale;
    for (let i = 0; i < perGroup; i++) {
      // (height, width, in, out), and depthwise (height, width, channel, multiplier): there (channel, multiplier) is o.
      for (let p = 0; p < height * width; p++) data[to++] = scale * kernel.data[(p * perGroup + i) * outputs + o];
    }
  }
  return {
    weight: { data, shape: [outputs, perGroup, height, width] },
    bias,
    groups: depthwise ? inputs : 1,
    strides: config.strides,
    padding: config.padding === 'same' ? /** @type {const} */ ('same') : explicitPadding,
  };
}

/** @param {Layer} layer @param {string} name */
function weightOf(layer, name) {
  const weight = layer.weights.get(name);
  if (!weight) throw new Error(`Layer ${layer.name} has no weight ${name}.`);
  return weight;
}
