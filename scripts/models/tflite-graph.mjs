// Rebuilds a TensorFlow Lite image network as a Graph in float32. Quantisation of activations is left out: weights keep
// the values that int8 gave them, everything between them is float.

import { Graph } from './graph.mjs';
import { readTflite } from './tflite-reader.mjs';
import { NO_PADDING } from './windows.mjs';

/**
 * @import {Backbone} from '../../web/js/types.d.ts'
 * @import {Value, Weight} from './graph.mjs'
 * @import {Tensor} from './tflite-reader.mjs'
 */

/**
 * @param {Pick<Backbone, 'name' | 'inputSize'>} backbone
 * @param {Uint8Array} bytes
 * @param {{withClassifier?: boolean}} [options]  also write the network's own classifier as the output `classes`
 */
export function graphFromTflite({ name, inputSize }, bytes, { withClassifier = false } = {}) {
  const { inputs, tensors, operators } = readTflite(bytes);
  const graph = new Graph(name, { name: 'images', channels: 3, height: inputSize, width: inputSize });
  /** Activations by tensor number. @type {Map<number, Value>} */
  const values = new Map([[inputs[0], graph.input]]);
  const value = (/** @type {number} */ tensor) => {
    const found = values.get(tensor);
    if (!found) throw new Error(`${name}: tensor ${tensor} is used before it is computed.`);
    return found;
  };

  for (const { kind, inputs, outputs, padding, strides, activation } of operators) {
    const x = value(inputs[0]);
    /** @type {Value} */
    let y;
    if (kind === 'conv' || kind === 'depthwise-conv') {
      const kernel = tensors[inputs[1]];
      const bias = constantOf(tensors[inputs[2]]);
      y = graph.convolve(x, {
        weight: kind === 'conv' ? channelsFirst(kernel) : depthwiseChannelsFirst(kernel),
        bias,
        groups: kind === 'conv' ? 1 : x.channels,
        strides,
        padding: padding === 'same' ? 'same' : NO_PADDING,
      });
    } else if (kind === 'add') {
      y = graph.add(x, value(inputs[1]));
    } else if (kind === 'mean') {
      // The mean over space parts the feature extractor from the classifier.
      y = graph.averageOverSpace(graph.outputMap(x, 'features'));
      graph.outputVector(y, 'embedding');
      if (!withClassifier) break;
    } else if (kind === 'softmax') {
      graph.outputSoftmax(x, 'classes');
      break;
    } else {
      // Requantising is the identity in float, and the one reshape drops the 1 x 1 space that the softmax flattens.
      y = x;
    }
    values.set(outputs[0], activation === 'relu6' ? graph.clip(y, 0, 6) : y);
  }
  return graph;
}

/** @param {Tensor} tensor */
function constantOf({ constant }) {
  if (!constant) throw new Error('A convolution of the TensorFlow Lite file has no constant weights.');
  return constant;
}

/** (out, height, width, in) to (out, in, height, width). @param {Tensor} kernel @returns {Weight} */
function channelsFirst(kernel) {
  const [outputs, height, width, inputs] = kernel.shape;
  const from = constantOf(kernel);
  const data = new Float32Array(from.length);
  let to = 0;
  for (let o = 0; o < outputs; o++) {
    for (let i = 0; i < inputs; i++) {
      for (let p = 0; p < height * width; p++) data[to++] = from[(o * height * width + p) * inputs + i];
    }
  }
  return { data, shape: [outputs, inputs, height, width] };
}

/** (1, height, width, channels) to (channels, 1, height, width). @param {Tensor} kernel @returns {Weight} */
function depthwiseChannelsFirst(kernel) {
  const [, height, width, channels] = kernel.shape;
  const from = constantOf(kernel);
  const data = new Float32Array(from.length);
  let to = 0;
  for (let c = 0; c < channels; c++) {
    for (let p = 0; p < height * width; p++) data[to++] = from[p * channels + c];
  }
  return { data, shape: [channels, 1, height, width] };
}
