// Rebuilds a Keras layers model, up to a named layer, as a Graph. Zero padding becomes the padding of the convolution
// that follows, and batch normalisation is folded into the convolution before it.

import { Graph } from './graph.mjs';
import { readKerasLayers } from './keras-reader.mjs';
import { foldedConvolution } from './tensorflow-kernel.mjs';
import { NO_PADDING } from './windows.mjs';

/**
 * @import {Backbone} from '../../web/js/types.d.ts'
 * @import {Value} from './graph.mjs'
 * @import {Layer} from './keras-reader.mjs'
 * @import {Padding} from './windows.mjs'
 */

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
      y = graph.convolve(x, normalizedConvolution(layer, onlyFollower(layers, layer), x.padding ?? NO_PADDING));
    } else if (layer.class === 'BatchNormalization') {
      y = x;
    } else if (layer.class === 'ReLU' && layer.config.max_value === 6 && !layer.config.negative_slope) {
      y = graph.clip(x, 0, 6);
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
function normalizedConvolution(layer, normalization, explicitPadding) {
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
  const [gamma, beta, mean, variance] = ['gamma', 'beta', 'moving_mean', 'moving_variance'].map(
    (name) => weightOf(normalization, name).data,
  );
  const scale = Array.from(gamma, (value, o) => value / Math.sqrt(variance[o] + normalization.config.epsilon));
  return foldedConvolution(kernel, {
    depthwise,
    scale,
    shift: scale.map((factor, o) => beta[o] - mean[o] * factor),
    strides: config.strides,
    padding: config.padding === 'same' ? 'same' : explicitPadding,
  });
}

/** @param {Layer} layer @param {string} name */
function weightOf(layer, name) {
  const weight = layer.weights.get(name);
  if (!weight) throw new Error(`Layer ${layer.name} has no weight ${name}.`);
  return weight;
}
