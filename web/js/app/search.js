// A small search for good settings that does not fool itself: settings are chosen by inner folds and judged by outer
// ones, and no person is on both sides of any of them.

/** @import { Context, CoreService, Dataset, DeviceChoice, LossName, Progress, SearchReport, SearchRow, Settings } from '../types.d.ts' */
/** @import { Embedded, Seeing } from './embed-dataset.js' */
/** @import { Services } from './pipeline.js' */
/** @import { Unit } from './units.js' */

import { orAbort } from './cancel.js';
import { checkSettings, chooseLoss } from './defaults.js';
import { AgelensError } from './errors.js';
import { createTrainingProgress, RESAMPLES } from './evaluate.js';
import { fitModel } from './fit.js';
import { obtainEmbeddings } from './obtain-embeddings.js';
import { withTrainingData } from './pipeline.js';
import { makeUnits, splitUnits } from './units.js';

const OUTER_FOLDS = 5;
const INNER_FOLDS = 3;

/** @typedef {SearchRow['settings']} Candidate */

/**
 * What is tried: every method and loss that suits the classes, then one thing at a time changed about the likeliest, the
 * settings as they are included.
 *
 * @param {Settings} settings
 * @param {LossName} loss
 * @param {boolean} isOrdinal
 * @returns {Candidate[]} the settings as they are first, each once
 */
export function makeCandidates(settings, loss, isOrdinal) {
  const { method, hiddenUnits, dropout, l2, copies, testCopies, scaling } = settings;
  /** @type {Candidate} */
  const current = { method, loss, hiddenUnits, dropout, l2, copies, testCopies, scaling };
  const ordered = isOrdinal ? 'cumulative-link' : 'softmax';
  /** @type {Candidate} */
  const linear = { ...current, method: 'linear', loss: ordered };
  /** @type {Candidate} */
  const network = { ...current, method: 'network', loss: ordered, hiddenUnits: [128], dropout: 0.5 };
  const fewer = Math.floor(copies / 2);
  /** @type {Settings['scaling']} */
  const otherScaling = scaling === 'l2' ? 'standard' : 'l2';
  /** @type {LossName[]} */
  const otherLosses = isOrdinal ? ['softmax', 'corn', 'label-distribution', 'ridge'] : [];
  const all = [
    current,
    linear,
    ...otherLosses.map((other) => ({ ...linear, loss: other })),
    { ...linear, l2: 0.1 },
    { ...linear, l2: 0.001 },
    { ...linear, scaling: otherScaling },
    { ...linear, copies: fewer, testCopies: Math.min(fewer, testCopies) },
    { ...linear, testCopies: 0 },
    network,
    { ...network, hiddenUnits: [256, 128] },
    { ...network, dropout: 0.2 },
  ];
  const seen = new Set();
  return all.filter((candidate) => {
    const key = JSON.stringify(candidate);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/**
 * @typedef {object} Trial
 * @property {CoreService} core
 * @property {number} data
 * @property {Embedded} embedded
 * @property {Settings} settings
 * @property {AbortSignal | undefined} signal
 * @property {(fraction: number) => void} onPart
 */

/**
 * Grouped folds of photographs: the indices of their samples.
 *
 * @param {Trial} trial
 * @param {Unit[]} units
 * @param {number} folds
 */
async function splitSamples({ core, settings, signal }, units, folds) {
  const split = await splitUnits(core, units, { ...settings, protocol: 'grouped-k-fold', folds }, signal);
  const samplesOf = (/** @type {Unit[]} */ part) => part.map(({ sampleIndex }) => sampleIndex);
  return split.map(({ train, test }) => ({ train: samplesOf(train), test: samplesOf(test) }));
}

/**
 * What a candidate, trained on some samples, says of others.
 *
 * @param {Trial} trial
 * @param {Candidate} candidate
 * @param {number[]} train sample indices
 * @param {number[]} test
 */
async function predict({ core, data, embedded, settings, signal, onPart }, candidate, train, test) {
  const tried = { ...settings, ...candidate, calibration: /** @type {const} */ ('off') };
  // One unit a sample, in their order.
  const units = makeUnits(embedded, tried, 'grouped-k-fold');
  const unitsOf = (/** @type {number[]} */ samples) => samples.map((index) => /** @type {Unit} */ (units[index]));
  const classCount = embedded.dataset.classNames.length;
  const { loss } = candidate;
  const fitting = { core, data, settings: tried, loss, classCount, signal, onPart, onEpoch: () => {} };
  const { probabilities } = await fitModel(fitting, unitsOf(train), unitsOf(test));
  return probabilities;
}

/**
 * Probabilities of some samples, in the order of the samples.
 *
 * @param {{ samples: number[], probabilities: Float32Array }[]} parts
 * @param {number} classCount
 */
function pool(parts, classCount) {
  const rows = parts
    .flatMap(({ samples, probabilities }) =>
      samples.map((sample, index) => ({
        sample,
        row: probabilities.subarray(index * classCount, (index + 1) * classCount),
      })),
    )
    .sort((a, b) => a.sample - b.sample);
  return {
    samples: rows.map(({ sample }) => sample),
    probabilities: Float32Array.from(rows.flatMap(({ row }) => [...row])),
  };
}

/**
 * What every judgement of predictions asks for.
 *
 * @param {Trial} trial
 * @param {number[]} indices of the samples that were predicted
 * @param {number} resamples
 */
function judged({ embedded, settings }, indices, resamples) {
  const { samples, classNames, classValues } = embedded.dataset;
  const labels = Int32Array.from(indices, (index) => samples[index]?.classIndex ?? 0);
  const persons = Int32Array.from(indices, (index) => samples[index]?.personIndex ?? 0);
  return { labels, persons, classCount: classNames.length, classValues, seed: settings.seed, resamples };
}

/**
 * @param {Trial} trial
 * @param {ReturnType<typeof pool>} pooled
 * @param {number} resamples
 */
function assess(trial, { samples, probabilities }, resamples) {
  return orAbort(trial.core.assess({ ...judged(trial, samples, resamples), probabilities }), trial.signal);
}

/**
 * The less, the better: years off where classes are ordinal, else the log loss.
 * @param {{ maeYears: number | null, logLoss: number }} figures
 */
const criterion = ({ maeYears, logLoss }) => maeYears ?? logLoss;

/**
 * Index of the smallest, the first of equals.
 * @param {number[]} values
 */
const indexOfSmallest = (values) => values.indexOf(Math.min(...values));

/**
 * @param {Trial} trial
 * @param {Candidate[]} candidates
 * @param {number[]} samples to choose by
 * @returns {Promise<number>} index of the candidate that the inner folds find best
 */
async function chooseInside(trial, candidates, samples) {
  const classCount = trial.embedded.dataset.classNames.length;
  const units = makeUnits(trial.embedded, trial.settings, 'grouped-k-fold');
  const chosenFrom = units.filter(({ sampleIndex }) => samples.includes(sampleIndex));
  const folds = await splitSamples(trial, chosenFrom, INNER_FOLDS);
  const scores = await Promise.all(
    candidates.map(async (candidate) => {
      const parts = await Promise.all(
        folds.map(async ({ train, test }) => ({
          samples: test,
          probabilities: await predict(trial, candidate, train, test),
        })),
      );
      const { metrics } = await assess(trial, pool(parts, classCount), 0);
      return criterion(metrics);
    }),
  );
  return indexOfSmallest(scores);
}

/**
 * @param {Services} services
 * @param {{ dataset: Dataset, settings: Settings, choice: DeviceChoice } & Seeing} request
 * @param {Context<Progress>} [context]
 * @returns {Promise<SearchReport>}
 */
export async function findSettings(services, { dataset, settings, choice, ...seeing }, context = {}) {
  checkSettings(settings);
  const needed = OUTER_FOLDS + 1;
  if (dataset.personNames.length < needed) {
    throw new AgelensError(
      'too-few-persons',
      `Trying settings honestly needs photographs of at least ${needed} persons; there are ` +
        `${dataset.personNames.length}. Add photographs.`,
    );
  }
  const startedMs = performance.now();
  const request = { dataset, settings, choice, ...seeing };
  const { embedded } = await obtainEmbeddings(services, request, context);
  return withTrainingData(services.core, embedded, context.signal, (data) =>
    search({ core: services.core, data, embedded, settings }, startedMs, context),
  );
}

/**
 * @param {Pick<Trial, 'core' | 'data' | 'embedded' | 'settings'>} base
 * @param {number} startedMs
 * @param {Context<Progress>} context
 * @returns {Promise<SearchReport>}
 */
async function search(base, startedMs, context) {
  const { core, embedded, settings } = base;
  const { classNames, classValues } = embedded.dataset;
  const candidates = makeCandidates(settings, chooseLoss(settings, embedded.dataset), classValues !== null);
  const trainings = candidates.length * OUTER_FOLDS * (1 + INNER_FOLDS) * settings.ensemble;
  const onPart = createTrainingProgress('search', trainings, context);
  const trial = { ...base, signal: context.signal, onPart };
  const units = makeUnits(embedded, settings, 'grouped-k-fold');
  const folds = await splitSamples(trial, units, OUTER_FOLDS);

  /** @type {{ chosen: number, samples: number[], predictions: Float32Array[] }[]} */
  const outer = [];
  for (const { train, test } of folds) {
    const [chosen, predictions] = await Promise.all([
      chooseInside(trial, candidates, train),
      Promise.all(candidates.map((candidate) => predict(trial, candidate, train, test))),
    ]);
    outer.push({ chosen, samples: test, predictions });
  }

  const pooledOf = (/** @type {(fold: typeof outer[number]) => number} */ candidateOf) =>
    pool(
      outer.map((fold) => ({
        samples: fold.samples,
        probabilities: /** @type {Float32Array} */ (fold.predictions[candidateOf(fold)]),
      })),
      classNames.length,
    );
  const tried = await Promise.all(
    candidates.map(async (candidate, index) => {
      const pooled = pooledOf(() => index);
      const { metrics, intervals } = await assess(trial, pooled, RESAMPLES);
      return { candidate, index, pooled, metrics, intervals };
    }),
  );
  tried.sort((a, b) => criterion(a.metrics) - criterion(b.metrics) || a.index - b.index);
  const best = /** @type {typeof tried[number]} */ (tried[0]);
  const rows = await Promise.all(
    tried.map(async ({ candidate, index, pooled, metrics, intervals }) => {
      const { maeYears, logLoss } = await orAbort(
        core.compareRuns({
          ...judged(trial, best.pooled.samples, RESAMPLES),
          first: best.pooled.probabilities,
          second: pooled.probabilities,
        }),
        context.signal,
      );
      const { interval } = maeYears ?? logLoss;
      return {
        settings: candidate,
        accuracy: metrics.accuracy,
        accuracyInterval: intervals?.accuracy ?? null,
        maeYears: metrics.maeYears,
        logLoss: metrics.logLoss,
        chosenBy: outer.filter(({ chosen }) => chosen === index).length,
        tied: interval === null || interval.low <= 0,
      };
    }),
  );
  const { metrics, intervals } = await assess(
    trial,
    pooledOf(({ chosen }) => chosen),
    RESAMPLES,
  );
  return {
    rows,
    outerFolds: folds.length,
    innerFolds: INNER_FOLDS,
    nested: { metrics, intervals },
    seconds: (performance.now() - startedMs) / 1000,
  };
}
