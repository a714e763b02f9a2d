// Rebuilds two of face-api's networks as Graphs. Its packages hold weights only; what is done with them stands in its
// code: faceRecognitionNet/ (dlib's ResNet), and ageGenderNet/ over xception/.

import { Graph } from './graph.mjs';
import { foldedConvolution, fullyConnected } from './tensorflow-kernel.mjs';
import { readTfjsWeights } from './tfjs-weights.mjs';
import { NO_PADDING } from './windows.mjs';

/**
 * @import {Value} from './graph.mjs'
 * @import {Entry} from './tfjs-weights.mjs'
 */

const INFINITY = Number.POSITIVE_INFINITY;

/**
 * dlib's ResNet: the embedding is a linear map of the features' mean over space.
 * @param {{name: string, inputSize: number}} backbone
 * @param {{weights: Entry[]}[]} manifest
 * @param {Uint8Array} weightBytes
 */
export function graphFromRecognition({ name, inputSize }, manifest, weightBytes) {
  const weightOf = weightsByName(name, manifest, weightBytes);
  const graph = new Graph(name, { name: 'images', channels: 3, height: inputSize, width: inputSize });
  /** A convolution and dlib's affine layer after it: scale * (conv + bias) + shift. */
  const convolve = (/** @type {Value} */ x, /** @type {string} */ prefix, /** @type {boolean} */ down) => {
    const scale = weightOf(`${prefix}/scale/weights`).data;
    const shift = weightOf(`${prefix}/scale/biases`).data;
    const bias = weightOf(`${prefix}/conv/bias`).data;
    return graph.convolve(
      x,
      foldedConvolution(weightOf(`${prefix}/conv/filters`), {
        scale,
        shift: Array.from(shift, (value, o) => value + bias[o] * scale[o]),
        strides: down ? [2, 2] : [1, 1],
        padding: down ? NO_PADDING : 'same',
      }),
    );
  };
  const relu = (/** @type {Value} */ x) => graph.clip(x, 0, INFINITY);

  let x = relu(convolve(graph.input, 'conv32_down', true));
  x = graph.pool('MaxPool', x, { kernel: [3, 3], strides: [2, 2], padding: NO_PADDING });
  for (const block of RESNET_BLOCKS) {
    const down = block.includes('down');
    const y = convolve(relu(convolve(x, `${block}/conv1`, down)), `${block}/conv2`, false);
    const beside = down ? graph.pool('AveragePool', x, { kernel: [2, 2], strides: [2, 2], padding: NO_PADDING }) : x;
    // Halving an even size makes the pooled side one larger than the convolved one, and a wider block has more channels
    // than its input: zeros fill both up, as dlib's add_prev does.
    const size = { channels: y.channels, height: beside.height, width: beside.width };
    x = relu(graph.add(graph.extend(beside, size), graph.extend(y, size)));
  }
  const mean = graph.averageOverSpace(graph.outputMap(x, 'features'));
  graph.outputVector(graph.convolve(mean, fullyConnected(weightOf('fc'))), 'embedding');
  return graph;
}

const RESNET_BLOCKS = [
  ...['conv32_1', 'conv32_2', 'conv32_3'],
  ...['conv64_down', 'conv64_1', 'conv64_2', 'conv64_3'],
  ...['conv128_down', 'conv128_1', 'conv128_2'],
  ...['conv256_down', 'conv256_1', 'conv256_2', 'conv256_down_out'],
];

/**
 * The small Xception that estimates age and gender; the embedding is what both are read from.
 * @param {{name: string, inputSize: number}} backbone
 * @param {{weights: Entry[]}[]} manifest
 * @param {Uint8Array} weightBytes
 * @param {{withClassifier?: boolean}} [options]  also write its own estimate, in years, as the output `age`
 */
export function graphFromAge({ name, inputSize }, manifest, weightBytes, { withClassifier = false } = {}) {
  const weightOf = weightsByName(name, manifest, weightBytes);
  const graph = new Graph(name, { name: 'images', channels: 3, height: inputSize, width: inputSize });
  const relu = (/** @type {Value} */ x) => graph.clip(x, 0, INFINITY);
  const convolve = (/** @type {Value} */ x, /** @type {string} */ prefix) =>
    graph.convolve(
      x,
      foldedConvolution(weightOf(`${prefix}/filters`), { shift: weightOf(`${prefix}/bias`).data, strides: [2, 2] }),
    );
  const separable = (/** @type {Value} */ x, /** @type {string} */ prefix) => {
    const each = graph.convolve(x, foldedConvolution(weightOf(`${prefix}/depthwise_filter`), { depthwise: true }));
    const shift = weightOf(`${prefix}/bias`).data;
    return graph.convolve(each, foldedConvolution(weightOf(`${prefix}/pointwise_filter`), { shift }));
  };
  const reduce = (/** @type {Value} */ x, /** @type {string} */ prefix, /** @type {Value} */ activated) => {
    const y = separable(relu(separable(activated, `${prefix}/separable_conv0`)), `${prefix}/separable_conv1`);
    const pooled = graph.pool('MaxPool', y, { kernel: [3, 3], strides: [2, 2], padding: 'same' });
    return graph.add(pooled, convolve(x, `${prefix}/expansion_conv`));
  };

  const first = relu(convolve(graph.input, 'entry_flow/conv_in'));
  let x = reduce(first, 'entry_flow/reduction_block_0', first);
  x = reduce(x, 'entry_flow/reduction_block_1', relu(x));
  for (const block of ['middle_flow/main_block_0', 'middle_flow/main_block_1']) {
    const y = [0, 1, 2].reduce((y, i) => separable(relu(y), `${block}/separable_conv${i}`), x);
    x = graph.add(y, x);
  }
  x = reduce(x, 'exit_flow/reduction_block', relu(x));
  x = relu(separable(x, 'exit_flow/separable_conv'));
  const mean = graph.averageOverSpace(graph.outputMap(x, 'features'));
  graph.outputVector(mean, 'embedding');
  if (withClassifier) {
    const age = graph.convolve(mean, fullyConnected(weightOf('fc/age/weights'), weightOf('fc/age/bias').data));
    graph.outputVector(age, 'age');
  }
  return graph;
}

/** @param {string} network @param {{weights: Entry[]}[]} manifest @param {Uint8Array} bytes */
function weightsByName(network, manifest, bytes) {
  const weights = readTfjsWeights(manifest, bytes, network);
  return (/** @type {string} */ name) => {
    const weight = weights.get(name);
    if (!weight) throw new Error(`${network}: the file has no weight ${name}.`);
    return weight;
  };
}
