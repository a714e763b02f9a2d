// The same protocol over every backbone and crop, and over the likeliest pairs of them.

/** @import { BackboneComparison, BackboneRow, Context, CropName, Dataset, DeviceChoice, Interval, Manifest, Progress, Run, Settings } from '../types.d.ts' */
/** @import { Services } from './pipeline.js' */
/** @import { Seeing } from './embed-dataset.js' */

import { orAbort } from './cancel.js';
import { checkSettings, chooseLoss, chooseProtocol } from './defaults.js';
import { embedDataset } from './embed-dataset.js';
import { BATCH_SIZE } from './embedder.js';
import { AgelensError } from './errors.js';
import { evaluate } from './evaluate.js';
import { findSeeing, joinNames, networksOf } from './find-backbone.js';
import { withTrainingData } from './pipeline.js';
import { createTimeLeft } from './time-left.js';

/** Pairs are made of this many of the best. */
const BEST_PAIRED = 3;

/** What part of a run's time is embedding, for its progress; the rest is evaluation. */
const EMBED_SHARE = 0.8;

/** @typedef {Pick<Run, 'metrics' | 'intervals'>} Judged */

/**
 * @param {Services} services
 * @param {{ dataset: Dataset, settings: Settings, manifest: Manifest, choice: DeviceChoice, seeds: number[] }} request
 * @param {Context<Progress>} [context]
 * @returns {Promise<BackboneComparison>}
 */
export async function compareBackbones(services, { dataset, settings, manifest, choice, seeds }, context = {}) {
  checkSettings(settings);
  const protocol = chooseProtocol(settings, dataset);
  const startedMs = performance.now();
  /** @type {CropName[]} */
  const crops = manifest.faceDetector ? ['face', 'whole'] : ['whole'];
  const singles = crops.flatMap((crop) => manifest.backbones.map(({ name }) => ({ backbone: name, crop })));
  const pairCount = (BEST_PAIRED * (BEST_PAIRED - 1)) / 2;
  const total = (singles.length + pairCount) * seeds.length;
  const secondsLeft = createTimeLeft(total);
  if (dataset.features) {
    throw new AgelensError('no-photographs', 'Backbones are compared on photographs, and only features are here.');
  }
  let finished = 0;

  /**
   * @param {Settings} tried
   * @param {Seeing} seeing
   * @returns {Promise<Judged>}
   */
  async function judge(tried, seeing) {
    const tell = (/** @type {number} */ part) => {
      const done = finished + part;
      context.onProgress?.({ stage: 'compare', done, total, secondsLeft: secondsLeft(done) });
    };
    const inner = {
      signal: context.signal,
      onProgress: (/** @type {Progress} */ { stage, done, total: all }) => {
        const share = all > 0 ? done / all : 0;
        if (stage === 'embed') tell(EMBED_SHARE * share);
        if (stage === 'evaluate') tell(EMBED_SHARE + (1 - EMBED_SHARE) * share);
      },
    };
    tell(0);
    const embedded = await embedDataset(services, { dataset, settings: tried, ...seeing }, inner);
    const loss = chooseLoss(tried, embedded.dataset);
    const judged = await withTrainingData(services.core, embedded, context.signal, (data) =>
      evaluate({ core: services.core, data, embedded, settings: tried, protocol, loss }, inner),
    );
    finished += 1;
    return judged;
  }

  /**
   * @param {{ backbone: string, crop: CropName }} what
   * @returns {Promise<BackboneRow>}
   */
  async function measure(what) {
    const seeing = findSeeing(manifest, what);
    await services.embedder.open(networksOf(seeing), choice, { signal: context.signal });
    const msPerImage = await timeOf(services, seeing, context.signal);
    const judged = [];
    for (const seed of seeds) judged.push(await judge({ ...settings, ...what, seed }, seeing));
    return {
      ...what,
      title: seeing.backbones.map(({ title }) => title).join(' + '),
      embeddingSize: seeing.backbones.reduce((sum, { embeddingSize }) => sum + embeddingSize, 0),
      bytes: networksOf(seeing).reduce((sum, { bytes }) => sum + bytes, 0),
      msPerImage,
      ...summaryOf(judged),
    };
  }

  /** @type {BackboneRow[]} */
  const rows = [];
  for (const single of singles) rows.push(await measure(single));
  rows.sort(byFigures);
  /** @type {BackboneRow[]} */
  const pairs = [];
  for (const pair of pairsOf(rows)) pairs.push(await measure(pair));
  return {
    protocol,
    seeds,
    rows: [...rows, ...pairs].sort(byFigures),
    device: services.embedder.device(),
    seconds: (performance.now() - startedMs) / 1000,
  };
}

/**
 * Of the best backbones, each in the crop of the best row.
 *
 * @param {BackboneRow[]} sorted the best first
 */
function pairsOf(sorted) {
  const crop = sorted[0]?.crop ?? 'whole';
  const best = sorted.filter((row) => row.crop === crop).slice(0, BEST_PAIRED);
  return best.flatMap((first, index) =>
    best.slice(index + 1).map((second) => ({ backbone: joinNames([first.backbone, second.backbone]), crop })),
  );
}

/** The more accurate first, of equals the nearer, then the smaller. @param {BackboneRow} a @param {BackboneRow} b */
const byFigures = (a, b) =>
  b.accuracy.mean - a.accuracy.mean ||
  (a.maeYears?.mean ?? 0) - (b.maeYears?.mean ?? 0) ||
  a.embeddingSize - b.embeddingSize;

/** @param {Judged[]} judged by the seeds */
function summaryOf(judged) {
  const over = (/** @type {(one: Judged) => number | null} */ figure) => {
    const values = judged.map(figure).filter((value) => value !== null);
    return values.length < judged.length ? null : spreadOf(values);
  };
  const intervals = judged.map((one) => one.intervals?.accuracy ?? null);
  return {
    accuracy: /** @type {BackboneRow['accuracy']} */ (over(({ metrics }) => metrics.accuracy)),
    accuracyInterval: meanInterval(intervals),
    withinOne: over(({ metrics }) => metrics.withinOne),
    maeYears: over(({ metrics }) => metrics.maeYears),
  };
}

/** @param {number[]} values */
function spreadOf(values) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, low: Math.min(...values), high: Math.max(...values), values };
}

/**
 * The seeds' intervals, averaged: what persons, not seeds, leave open.
 * @param {(Interval | null)[]} intervals
 * @returns {Interval | null}
 */
function meanInterval(intervals) {
  let low = 0;
  let high = 0;
  for (const interval of intervals) {
    if (!interval) return null;
    low += interval.low / intervals.length;
    high += interval.high / intervals.length;
  }
  return { low, high };
}

/**
 * Milliseconds an image, of full batches on everything that the device has; of joined backbones the sum. Finding the face
 * is not in it.
 *
 * @param {Pick<Services, 'embedder'>} services
 * @param {Seeing} seeing
 * @param {AbortSignal | undefined} signal
 */
async function timeOf({ embedder }, { backbones }, signal) {
  const batches = embedder.device()?.threads ?? 1;
  let milliseconds = 0;
  for (const { sha256, inputSize } of backbones) {
    const runAll = async () => {
      const startedMs = performance.now();
      const runs = Array.from({ length: batches }, () =>
        embedder.run(sha256, new Float32Array(BATCH_SIZE * 3 * inputSize * inputSize), BATCH_SIZE),
      );
      await orAbort(Promise.all(runs), signal);
      return (performance.now() - startedMs) / (BATCH_SIZE * batches);
    };
    // The first time a network also finds its memory and compiles.
    await runAll();
    milliseconds += await runAll();
  }
  return milliseconds;
}
