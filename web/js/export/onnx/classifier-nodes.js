// A trained classifier as ONNX nodes: what wasm/core/nn does, in operators that mean the same in every operator set from
// 11 on. Everything is float32, so that every runtime and device can run it; probabilities that would be differences of
// nearly equal numbers are computed from logarithms instead.

/** @import { ClassifierParts } from '../../types.d.ts' */
/** @import { GraphBuilder } from './graph-builder.js' */

/** Below any embedding's length, and above 0, by which nothing can be divided. */
const SHORTEST = 1e-20;

/** As wasm/core/nn/activation.cpp has them. */
const GELU_SCALE = 0.7978845608028654;
const GELU_CUBIC = 0.044715;

/** A difference of thresholds after which nothing is left between them. */
const FAR = 100;

/**
 * @param {GraphBuilder} graph
 * @param {string} embedding [n, dimension]
 * @param {ClassifierParts} parts
 * @returns {string} probabilities [n, classCount]
 */
export function addClassifier(graph, embedding, parts) {
  const x = addScaling(graph, embedding, parts);
  if (parts.layers.length === 0) return addVote(graph, x, parts);
  const outputs = parts.layers.reduce((values, { weight, bias }, index) => {
    const input = index === 0 ? values : addActivation(graph, values, parts.activation);
    const shape = [weight.length / bias.length, bias.length];
    return graph.add('Gemm', [input, graph.floats(weight, shape), graph.floats(bias)]);
  }, x);
  return addProbabilities(graph, outputs, parts);
}

/**
 * Rows of a root mean square of 1; a row of zeros stays one.
 *
 * @param {GraphBuilder} graph
 * @param {string} x [n, dimension]
 * @param {number} dimension
 */
export function addUnitMeanSquare(graph, x, dimension) {
  const evenly = graph.floats(new Float32Array(dimension).fill(1 / dimension), [dimension, 1]);
  const meanSquare = graph.add('MatMul', [graph.add('Mul', [x, x]), evenly]);
  const length = graph.add('Max', [graph.add('Sqrt', [meanSquare]), graph.scalar(SHORTEST)]);
  return graph.add('Div', [x, length]);
}

/** @param {GraphBuilder} graph @param {string} x @param {ClassifierParts} parts */
function addScaling(graph, x, { scaling, mean, inverseDeviation, dimension }) {
  if (scaling === 'raw') return x;
  if (scaling === 'l2') return addUnitMeanSquare(graph, x, dimension);
  return graph.add('Mul', [graph.add('Sub', [x, graph.floats(mean)]), graph.floats(inverseDeviation)]);
}

/** @param {GraphBuilder} graph @param {string} x @param {ClassifierParts['activation']} activation */
function addActivation(graph, x, activation) {
  if (activation === 'relu') return graph.add('Relu', [x]);
  const cube = graph.add('Mul', [graph.add('Mul', [x, x]), x]);
  const sum = graph.add('Add', [x, graph.add('Mul', [cube, graph.scalar(GELU_CUBIC)])]);
  const tanh = graph.add('Tanh', [graph.add('Mul', [sum, graph.scalar(GELU_SCALE)])]);
  const share = graph.add('Mul', [graph.add('Add', [tanh, graph.scalar(1)]), graph.scalar(0.5)]);
  return graph.add('Mul', [x, share]);
}

/** @param {GraphBuilder} graph @param {string} outputs of the last layer @param {ClassifierParts} parts */
function addProbabilities(graph, outputs, { loss, classCount, places }) {
  if (loss === 'cumulative-link') return addCumulativeLink(graph, outputs, classCount);
  if (loss === 'corn') return addThresholds(graph, outputs, classCount, (threshold, c) => c > threshold);
  if (loss !== 'ridge') return graph.add('Softmax', [outputs], { axis: 1 });
  const distance = graph.add('Sub', [outputs, graph.floats(places)]);
  const scores = graph.add('Mul', [graph.add('Mul', [distance, distance]), graph.scalar(-0.5)]);
  return graph.add('Softmax', [scores], { axis: 1 });
}

/**
 * For every class the product of the probabilities of being above the thresholds that `isAbove` says, and of not being
 * above its own: log s(x) = -softplus(-x) and log(1 - s(x)) = -softplus(x), with s the logistic function.
 *
 * @param {GraphBuilder} graph
 * @param {string} x [n, classCount - 1], logits of the thresholds
 * @param {number} classCount
 * @param {(threshold: number, c: number) => boolean} isAbove
 */
function addThresholds(graph, x, classCount, isAbove) {
  const thresholds = classCount - 1;
  const above = graph.add('Softplus', [graph.add('Neg', [x])]);
  const below = graph.add('Softplus', [x]);
  const counted = graph.floats(
    matrix(2 * thresholds, classCount, (row, c) =>
      (row < thresholds ? isAbove(row, c) : c === row - thresholds) ? -1 : 0,
    ),
    [2 * thresholds, classCount],
  );
  const logs = graph.add('MatMul', [graph.add('Concat', [above, below], { axis: 1 }), counted]);
  return graph.add('Exp', [logs]);
}

/**
 * P(y = c) = s(a) - s(b) with a and b the logits of the thresholds below and above the class, each no larger than the one
 * before. That is s(a) (1 - s(b)) (1 - e^(b - a)).
 *
 * @param {GraphBuilder} graph
 * @param {string} logits [n, classCount - 1]
 * @param {number} classCount
 */
function addCumulativeLink(graph, logits, classCount) {
  const thresholds = classCount - 1;
  // The least of all up to each: the largest of the negated ones in a window that ends there.
  const rows = graph.add('Reshape', [graph.add('Neg', [logits]), graph.integers([-1, 1, thresholds])]);
  const window = { kernel_shape: [thresholds], pads: [thresholds - 1, 0], strides: [1] };
  const largest = graph.add('Flatten', [graph.add('MaxPool', [rows], window)], { axis: 1 });
  const falling = graph.add('Neg', [largest]);

  const products = addThresholds(graph, falling, classCount, (threshold, c) => threshold === c - 1);
  const isOuter = (/** @type {number} */ c) => c === 0 || c === thresholds;
  const differences = matrix(thresholds, classCount, (threshold, c) => {
    if (isOuter(c)) return 0;
    return Number(threshold === c) - Number(threshold === c - 1);
  });
  const outer = Array.from({ length: classCount }, (_, c) => (isOuter(c) ? -FAR : 0));
  const gaps = graph.add('Gemm', [falling, graph.floats(differences, [thresholds, classCount]), graph.floats(outer)]);
  const between = graph.add('Sub', [graph.scalar(1), graph.add('Exp', [gaps])]);
  return graph.add('Mul', [products, between]);
}

/**
 * Each of the nearest points has one vote, and one more is shared by all classes.
 *
 * @param {GraphBuilder} graph
 * @param {string} x [n, dimension]
 * @param {ClassifierParts} parts
 */
function addVote(graph, x, { neighbours: { count, points, labels }, dimension, classCount }) {
  const voters = Math.min(count, labels.length);
  const vote = 1 / (voters + 1);
  const halfSquares = Float32Array.from(labels, (_, point) => {
    const row = points.subarray(point * dimension, (point + 1) * dimension);
    return row.reduce((sum, value) => sum + value * value, 0) / 2;
  });
  // Less half of the squared distance, but for x's own share, which is the same for all points.
  const products = graph.add('Gemm', [x, graph.floats(points, [labels.length, dimension])], { transB: 1 });
  const nearness = graph.add('Sub', [products, graph.floats(halfSquares)]);
  const [, nearest = ''] = graph.addWithOutputs(
    'TopK',
    [nearness, graph.integers([voters])],
    { axis: 1, largest: 1, sorted: 1 },
    [`${nearness}/values`, `${nearness}/indices`],
  );
  const votes = matrix(labels.length, classCount, (point, c) => (labels[point] === c ? vote : 0));
  const given = graph.add('Gather', [graph.floats(votes, [labels.length, classCount]), nearest], { axis: 0 });
  const ones = graph.floats(new Float32Array(voters).fill(1), [1, voters]);
  const sums = graph.add('Flatten', [graph.add('MatMul', [ones, given])], { axis: 1 });
  return graph.add('Add', [sums, graph.scalar(vote / classCount)]);
}

/**
 * @param {number} rows
 * @param {number} columns
 * @param {(row: number, column: number) => number} value
 */
const matrix = (rows, columns, value) =>
  Float32Array.from({ length: rows * columns }, (_, index) => value(Math.floor(index / columns), index % columns));
