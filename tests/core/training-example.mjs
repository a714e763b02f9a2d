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

/** @type {Omit<TrainRequest, 'data'>} */
export const trainSettings = {
  trainRows: Int32Array.from({ length: 48 }, (_, row) => row),
  testRows: Int32Array.from({ length: 12 }, (_, row) => 48 + row),
  epochs: 12,
  learningRate: 0.01,
  batchSize: 16,
  hiddenUnits: [16, 8],
  dropout: 0.3,
  seed: 7,
};
