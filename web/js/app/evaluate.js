/** @import { Assessment, Context, CoreService, DuplicateGroup, EpochResult, LossName, Model, Prediction, Progress, ProtocolName, Sample, Settings, Stage } from '../types.d.ts' */
/** @import { Embedded } from './embed-dataset.js' */
/** @import { Unit } from './units.js' */

import { orAbort } from './cancel.js';
import { cautionsOf } from './cautions.js';
import { countTrainings, fitModel } from './fit.js';
import { lookAhead } from './look-ahead.js';
import { createMeanHistory } from './mean-history.js';
import { createTimeLeft } from './time-left.js';
import { groupsOf, labelsOf, makeUnits, splitUnits } from './units.js';

/** Of the bootstrap behind the intervals. */
export const RESAMPLES = 2000;

/** Epochs of the linear method come every few milliseconds, more often than a page can show. */
const REPORT_EVERY_MS = 50;

/** More photographs than this are thinned evenly to tell what is unfamiliar: distances grow with their square. */
const LARGEST_REFERENCE = 2000;

/**
 * @typedef {object} Task
 * @property {CoreService} core
 * @property {number} data the embeddings' handle
 * @property {Embedded} embedded
 * @property {Settings} settings
 * @property {ProtocolName} protocol
 * @property {LossName} loss
 * @property {DuplicateGroup[] | undefined} [lookAlikes] photographs that are the same picture
 */

/**
 * @typedef {Assessment & { folds: number, predictions: Prediction[], history: EpochResult[], cautions: string[] }} Evaluation
 */

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
 * Tells how far a stage is, in what it counts, parts of one included.
 *
 * @param {Stage} stage
 * @param {number} total
 * @param {Context<Progress>} context
 * @param {() => EpochResult[]} [historyOf] what has been learnt so far; asked for only when it is told
 * @returns {(part: number) => void} to be called as parts of the total are done
 */
export function createTrainingProgress(stage, total, { signal, onProgress }, historyOf) {
  const secondsLeft = createTimeLeft(total);
  let done = 0;
  let toldAt = Number.NEGATIVE_INFINITY;
  const report = () => {
    const now = performance.now();
    const isComplete = done > total - 1e-6;
    if (!isComplete && now - toldAt < REPORT_EVERY_MS) return;
    toldAt = now;
    const shown = isComplete ? total : done;
    const history = historyOf && { history: historyOf() };
    onProgress?.({ stage, done: shown, total, secondsLeft: secondsLeft(shown), ...history });
  };
  report();
  return (part) => {
    if (signal?.aborted) return;
    done += part;
    report();
  };
}

/**
 * Fits a model for each fold and pools what they predict for the units they did not see. Folds are worked on side by
 * side; the result does not depend on how many.
 *
 * @param {Task} task
 * @param {Context<Progress>} context
 * @returns {Promise<Evaluation>}
 */
export async function evaluate(task, context) {
  const { core, data, embedded, settings, protocol, loss } = task;
  const { signal } = context;
  const { samples, classNames, classValues, personNames } = embedded.dataset;
  const units = makeUnits(embedded, settings, protocol);
  const folds = await splitUnits(core, units, { ...settings, protocol }, signal);

  const live = createMeanHistory();
  const onPart = createTrainingProgress('evaluate', folds.length, context, live.mean);
  const onEpoch = (/** @type {EpochResult} */ result) => live.add([result]);
  const fitting = {
    core,
    data,
    settings,
    loss,
    classCount: classNames.length,
    signal,
    onEpoch,
  };

  // Summed in the order of the folds: live figures come in the order in which workers finish, which differs.
  const history = createMeanHistory();
  /** @type {{ unit: Unit, fold: number, probabilities: Float32Array }[]} */
  const tested = [];
  const fitFold = async (/** @type {typeof folds[number]} */ { train, test }) => {
    const trainings = countTrainings(settings, train);
    const ofFold = (/** @type {number} */ part) => onPart(part / trainings);
    return { test, fitted: await fitModel({ ...fitting, onPart: ofFold }, train, test) };
  };
  let fold = 0;
  for await (const { test, fitted } of lookAhead(folds, core.parallel, fitFold)) {
    history.add(fitted.history);
    test.forEach((unit, index) => {
      const start = index * classNames.length;
      tested.push({ unit, fold, probabilities: fitted.probabilities.subarray(start, start + classNames.length) });
    });
    fold += 1;
  }

  tested.sort((a, b) => a.unit.sampleIndex - b.unit.sampleIndex || a.unit.copy - b.unit.copy);
  const predictions = tested.map(({ unit: { sampleIndex, copy }, fold, probabilities }) => {
    const { path, person, classIndex } = sampleAt(samples, sampleIndex);
    return {
      path,
      person,
      copy,
      fold,
      classIndex,
      predictedIndex: indexOfLargest(probabilities),
      probabilities: [...probabilities],
    };
  });
  const assessment = await orAbort(
    core.assess({
      labels: labelsOf(tested.map(({ unit }) => unit)),
      persons: Int32Array.from(tested, ({ unit }) => samples[unit.sampleIndex]?.personIndex ?? 0),
      probabilities: Float32Array.from(predictions.flatMap(({ probabilities }) => probabilities)),
      classCount: classNames.length,
      classValues,
      seed: settings.seed,
      resamples: RESAMPLES,
    }),
    signal,
  );
  const { dataset } = embedded;
  const persons = personNames.length;
  const cautions = cautionsOf({ dataset, protocol, folds, persons, settings, lookAlikes: task.lookAlikes });
  return { ...assessment, folds: folds.length, predictions, history: history.mean(), cautions };
}

/** @param {Sample[]} samples @param {number} index */
function sampleAt(samples, index) {
  const sample = samples[index];
  if (!sample) throw new RangeError(`there is no sample ${index}`);
  return sample;
}

/**
 * What the model that is kept is trained on: everything, as a photograph to be classified comes with its own copies,
 * whatever protocol the evaluation followed.
 *
 * @param {Pick<Task, 'embedded' | 'settings'>} task
 */
export const unitsToKeep = ({ embedded, settings }) => makeUnits(embedded, settings, 'leave-one-person-out');

/**
 * Trains the model that is kept: on everything, nothing held out.
 *
 * @param {Task} task
 * @param {Unit[]} units as unitsToKeep gives them
 * @param {{ signal?: AbortSignal | undefined, onPart: (fraction: number) => void }} context parts of one training
 * @returns {Promise<Model>}
 */
export async function trainOnAll({ core, data, embedded, settings, loss }, units, { signal, onPart }) {
  const { samples, classNames } = embedded.dataset;
  const fitting = { core, data, settings, loss, classCount: classNames.length, signal, onPart, onEpoch: () => {} };
  const { members, temperature } = await fitModel(fitting, units, []);

  const step = Math.ceil(samples.length / LARGEST_REFERENCE);
  const kept = units.filter((_, index) => index % step === 0);
  const rows = embedded.dataset.samples.length * (embedded.copies + 1);
  const dimension = embedded.embeddings.length / rows;
  const reference = new Float32Array(kept.length * dimension);
  kept.forEach(({ testRows: [row = 0] }, index) => {
    reference.set(embedded.embeddings.subarray(row * dimension, (row + 1) * dimension), index * dimension);
  });
  const distances = await orAbort(core.leaveOutDistances(reference, dimension, groupsOf(kept)), signal);
  const photographs = kept.map(({ sampleIndex }) => {
    const { path, person, classIndex } = sampleAt(samples, sampleIndex);
    return { path, person, classIndex };
  });
  return { members, temperature, reference, distances, photographs };
}
