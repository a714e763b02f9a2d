// One model: an ensemble of classifiers of different seeds, calibrated on predictions that no member made of what it was
// trained on. Everything learnt from data is learnt from the units given to train on.

/** @import { CoreService, EpochResult, LossName, Settings, TrainerSettings } from '../types.d.ts' */
/** @import { Unit } from './units.js' */

import { orAbort } from './cancel.js';
import { labelsOf, meanProbabilities, rowsOf, splitUnits } from './units.js';

/** Grouped folds inside the training fold whose predictions the temperature is fitted to. */
const CALIBRATION_FOLDS = 3;

/**
 * @typedef {object} Fitting
 * @property {CoreService} core
 * @property {number} data the embeddings' handle
 * @property {Omit<Settings, 'loss'>} settings
 * @property {LossName} loss what 'auto' stands for
 * @property {number} classCount
 * @property {AbortSignal | undefined} signal
 * @property {(fraction: number) => void} onPart called as training goes on: parts of one training, 1 when summed over it
 * @property {(result: EpochResult) => void} onEpoch of the first member on all training units
 */

/**
 * @typedef {object} Fitted
 * @property {Uint8Array[]} members
 * @property {number} temperature 1 where none was fitted
 * @property {Float32Array} probabilities (test units, classes)
 * @property {EpochResult[]} history of the first member
 */

/**
 * The seed of a member of the ensemble: the first one's is the settings' own.
 *
 * @param {number} seed
 * @param {number} member
 */
export const memberSeed = (seed, member) => (seed + Math.imul(member, 0x9e3779b1)) >>> 0;

/**
 * @param {Omit<Settings, 'loss'>} settings
 * @param {LossName} loss
 * @param {number} seed
 * @returns {TrainerSettings}
 */
function trainerSettings(settings, loss, seed) {
  const { method, scaling, hiddenUnits, activation, inputDropout, dropout, optimizer, momentum } = settings;
  const { learningRate, schedule, warmupEpochs, epochs, batchSize, l2, clipNorm } = settings;
  const { labelSmoothing, labelSpread, classWeights, neighbours } = settings;
  const network = { hiddenUnits, activation, inputDropout, dropout, optimizer, momentum, learningRate, batchSize };
  const steps = { schedule, warmupEpochs, epochs, l2, clipNorm };
  return { method, loss, scaling, ...network, ...steps, labelSmoothing, labelSpread, classWeights, neighbours, seed };
}

/**
 * How many trainings a fit is, to count progress by.
 *
 * @param {Pick<Settings, 'ensemble' | 'calibration'>} settings
 * @param {Unit[]} train
 */
export function countTrainings({ ensemble, calibration }, train) {
  return ensemble * (1 + (calibration === 'off' ? 0 : calibrationFolds(train)));
}

/**
 * Fewer where there are fewer groups; 0 where there is only one.
 * @param {Unit[]} train
 */
function calibrationFolds(train) {
  const groups = new Set(train.map(({ group }) => group)).size;
  return groups < 2 ? 0 : Math.min(CALIBRATION_FOLDS, groups);
}

/**
 * @param {Fitting} fitting
 * @param {Unit[]} train
 * @param {Unit[]} test may be empty
 * @returns {Promise<Fitted>}
 */
export async function fitModel(fitting, train, test) {
  const { core, classCount, signal } = fitting;
  const [ensemble, temperature] = await Promise.all([
    trainEnsemble(fitting, train, test, fitting.onEpoch),
    fitTemperature(fitting, train),
  ]);
  const probabilities =
    temperature === 1
      ? ensemble.probabilities
      : await orAbort(core.applyTemperature(ensemble.probabilities, classCount, temperature), signal);
  return { ...ensemble, probabilities, temperature };
}

/**
 * @param {Fitting} fitting
 * @param {Unit[]} train
 * @returns {Promise<number>}
 */
async function fitTemperature(fitting, train) {
  const { core, settings, classCount, signal } = fitting;
  const folds = calibrationFolds(train);
  if (settings.calibration === 'off' || folds === 0) return 1;
  const split = await splitUnits(core, train, { ...settings, protocol: 'grouped-k-fold', folds }, signal);
  const predicted = await Promise.all(
    split.map(async ({ train: inner, test }) => {
      const { probabilities } = await trainEnsemble(fitting, inner, test, () => {});
      return { test, probabilities };
    }),
  );
  const labels = labelsOf(predicted.flatMap(({ test }) => test));
  const pooled = Float32Array.from(predicted.flatMap(({ probabilities }) => [...probabilities]));
  return orAbort(core.fitTemperature(labels, pooled, classCount), signal);
}

/**
 * @param {Fitting} fitting
 * @param {Unit[]} train
 * @param {Unit[]} test
 * @param {(result: EpochResult) => void} onEpoch
 * @returns {Promise<Omit<Fitted, 'temperature'>>}
 */
async function trainEnsemble(fitting, train, test, onEpoch) {
  const { core, data, settings, loss, signal, onPart } = fitting;
  const { fitted, validation } = await splitValidation(fitting, train);
  const rows = {
    trainRows: rowsOf(fitted, 'trainRows'),
    validationRows: rowsOf(validation, 'testRows'),
    testRows: Int32Array.from(test, ({ testRows }) => testRows[0] ?? 0),
    predictRows: rowsOf(test, 'testRows'),
  };
  const results = await Promise.all(
    Array.from({ length: settings.ensemble }, async (_, member) => {
      let left = 1;
      const result = await orAbort(
        core.trainClassifier(
          {
            data,
            ...rows,
            patience: settings.patience,
            ...trainerSettings(settings, loss, memberSeed(settings.seed, member)),
          },
          {
            signal,
            onProgress: (epoch) => {
              if (signal?.aborted) return;
              left -= 1 / settings.epochs;
              onPart(1 / settings.epochs);
              if (member === 0) onEpoch(epoch);
            },
          },
        ),
        signal,
      );
      // Trainings may end before their last epoch.
      onPart(left);
      return result;
    }),
  );
  return {
    members: results.map(({ classifier }) => classifier),
    probabilities: meanProbabilities(
      results.map(({ probabilities }) => probabilities),
      test.map(({ testRows }) => testRows.length),
      fitting.classCount,
    ),
    history: results[0]?.history ?? [],
  };
}

/**
 * Keeps groups apart for early stopping, if it is asked for.
 *
 * @param {Fitting} fitting
 * @param {Unit[]} train
 * @returns {Promise<{ fitted: Unit[], validation: Unit[] }>}
 */
async function splitValidation({ core, settings, signal }, train) {
  if (settings.patience === 0) return { fitted: train, validation: [] };
  const how = { protocol: /** @type {const} */ ('holdout'), folds: 2, testFraction: settings.validationFraction };
  const [fold] = await splitUnits(core, train, { ...how, seed: settings.seed }, signal);
  if (!fold) throw new RangeError('a holdout without a fold');
  return { fitted: fold.train, validation: fold.test };
}
