/** @import { TrainRequest } from '../../web/js/types.d.ts' */

/**
 * Numbers in [-1, 1) that are the same on every machine.
 *
 * @param {number} count
 */
function makeNoise(count) {
  let state = 1;
  return Float32Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return state / 2 ** 31;
  });
}

const [rows, dimension, classCount] = [60, 20, 3];
const labels = Int32Array.from({ length: rows }, (_, row) => row % classCount);
const embeddings = makeNoise(rows * dimension);
for (let row = 0; row < rows; ++row) embeddings[row * dimension + labels[row]] += 3;

/** Three classes that a dense network can tell apart, with noise. */
export const example = { embeddings, dimension, labels, classCount };

/**
 * The arguments of loadTrainingData.
 * @type {[Float32Array, number, Int32Array, number, number[]]}
 */
export const exampleArguments = [embeddings, dimension, labels, classCount, [20, 30, 40]];

/** @type {Omit<TrainRequest, 'data'>} */
export const trainSettings = {
  method: 'network',
  loss: 'softmax',
  scaling: 'standard',
  activation: 'relu',
  inputDropout: 0,
  optimizer: 'adam',
  momentum: 0.9,
  schedule: 'constant',
  warmupEpochs: 0,
  l2: 0,
  clipNorm: 0,
  labelSmoothing: 0,
  labelSpread: 0.5,
  classWeights: 'off',
  neighbours: 5,
  patience: 0,
  validationRows: new Int32Array(0),
  trainRows: Int32Array.from({ length: 48 }, (_, row) => row),
  testRows: Int32Array.from({ length: 12 }, (_, row) => 48 + row),
  predictRows: Int32Array.from({ length: 12 }, (_, row) => 48 + row),
  epochs: 12,
  learningRate: 0.01,
  batchSize: 16,
  hiddenUnits: [16, 8],
  dropout: 0.3,
  seed: 7,
};
