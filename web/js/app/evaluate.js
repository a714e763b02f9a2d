/** @import { Context, CoreService, EpochResult, Metrics, Prediction, Progress, ProtocolName, Settings } from '../types.d.ts' */
/** @import { Embedded } from './embed-dataset.js' */

import { orAbort } from './cancel.js';
import { createMeanHistory } from './mean-history.js';
import { createTimeLeft } from './time-left.js';

/**
 * @typedef {object} Evaluation
 * @property {number} folds
 * @property {Metrics} metrics
 * @property {Prediction[]} predictions in the order of the samples
 * @property {EpochResult[]} history mean over the folds
 */

/** @param {Settings} settings */
const trainSettings = ({ epochs, learningRate, batchSize, hiddenUnits, dropout, seed }) => ({
  epochs,
  learningRate,
  batchSize,
  hiddenUnits,
  dropout,
  seed,
});

/**
 * @param {ArrayLike<number>} values not empty
 * @returns {number} the index of the largest value, the first where several are equal
 */
export function indexOfLargest(values) {
  let best = 0;
  for (let index = 1; index < values.length; index++) {
    if (/** @type {number} */ (values[index]) > /** @type {number} */ (values[best])) best = index;
  }
  return best;
}

/**
 * Trains one classifier for each fold and pools what they predict for the rows they did not see. Progress is counted in
 * folds, parts of one included.
 *
 * @param {CoreService} core
 * @param {number} data the embeddings' handle
 * @param {{ embedded: Embedded, settings: Settings, protocol: ProtocolName }} request
 * @param {Context<Progress>} context
 * @returns {Promise<Evaluation>}
 */
export async function evaluate(core, data, { embedded, settings, protocol }, { signal, onProgress }) {
  const { samples, classNames, classValues } = embedded.dataset;
  const { copies } = embedded;
  const folds = await orAbort(
    core.splitFolds({
      protocol,
      labels: Int32Array.from(samples, ({ classIndex }) => classIndex),
      persons: Int32Array.from(samples, ({ personIndex }) => personIndex),
      copies,
      folds: settings.folds,
      testFraction: settings.testFraction,
      seed: settings.seed,
    }),
    signal,
  );

  const total = folds.length;
  const secondsLeft = createTimeLeft(total);
  const meanHistory = createMeanHistory();
  let foldsDone = 0;
  /** @type {{ row: number, probabilities: Float32Array }[]} */
  const tested = [];
  for (const { trainRows, testRows } of folds) {
    /** @type {EpochResult[]} */
    const history = [];
    const result = await orAbort(
      core.trainClassifier(
        { data, trainRows, testRows, ...trainSettings(settings) },
        {
          signal,
          onProgress: (epoch) => {
            if (signal?.aborted) return;
            history.push(epoch);
            const done = foldsDone + history.length / settings.epochs;
            const left = secondsLeft(done);
            onProgress?.({ stage: 'evaluate', done, total, secondsLeft: left, history: meanHistory.mean(history) });
          },
        },
      ),
      signal,
    );
    foldsDone += 1;
    meanHistory.add(result.history);
    testRows.forEach((row, index) => {
      const start = index * classNames.length;
      tested.push({ row, probabilities: result.probabilities.subarray(start, start + classNames.length) });
    });
  }

  tested.sort((a, b) => a.row - b.row);
  const predictions = tested.map(({ row, probabilities }) => {
    const sample = samples[Math.floor(row / (copies + 1))];
    if (!sample) throw new RangeError(`row ${row} is of no sample`);
    return {
      path: sample.path,
      person: sample.person,
      copy: row % (copies + 1),
      classIndex: sample.classIndex,
      predictedIndex: indexOfLargest(probabilities),
      probabilities: [...probabilities],
    };
  });
  const pooled = Float32Array.from(predictions.flatMap(({ probabilities }) => probabilities));
  const labels = Int32Array.from(predictions, ({ classIndex }) => classIndex);
  const metrics = await orAbort(core.computeMetrics(labels, pooled, classNames.length, classValues), signal);
  return { folds: folds.length, metrics, predictions, history: meanHistory.mean() };
}

/**
 * Trains the classifier that is kept: on every row, nothing held out.
 *
 * @param {CoreService} core
 * @param {number} data
 * @param {{ rows: number, settings: Settings }} request
 * @param {Context<Progress>} context
 * @returns {Promise<Uint8Array>}
 */
export async function trainOnAll(core, data, { rows, settings }, { signal, onProgress }) {
  const total = settings.epochs;
  const secondsLeft = createTimeLeft(total);
  let done = 0;
  const { classifier } = await orAbort(
    core.trainClassifier(
      {
        data,
        trainRows: Int32Array.from({ length: rows }, (_, row) => row),
        testRows: new Int32Array(0),
        ...trainSettings(settings),
      },
      {
        signal,
        onProgress: () => {
          if (signal?.aborted) return;
          done += 1;
          onProgress?.({ stage: 'train', done, total, secondsLeft: secondsLeft(done) });
        },
      },
    ),
    signal,
  );
  return classifier;
}
