// How good albums are: each person left out once, and every ordered subset of their photographs answered in three ways.

/** @import { Context, CoreService, Dataset, Difference, Progress, ProtocolName, Run, SequenceEvaluation, SequenceMethod, SequenceRow } from '../types.d.ts' */
/** @import { Embedded } from './embed-dataset.js' */

import { personsOf, predictAlbums, trainMembers, whyNoAlbum } from './album.js';
import { ALBUM_MEMBERS, albumSettings } from './album-settings.js';
import { orAbort } from './cancel.js';
import { AgelensError } from './errors.js';
import { createTrainingProgress, indexOfLargest, RESAMPLES } from './evaluate.js';
import { lookAhead } from './look-ahead.js';
import { withTrainingData } from './pipeline.js';
import { orderedSubsets } from './subsets.js';

/** Photographs of a subset. */
const SIZES = [2, 3, 4];

/** Of one person and size; where there are more, so many of them are taken evenly. Seven photographs have 35. */
const MOST_SUBSETS = 500;

/** @type {SequenceMethod[]} */
const METHODS = ['single', 'ordered', 'gru'];

/**
 * Photographs of subsets and what each method called them.
 *
 * @typedef {object} Answered
 * @property {number} size
 * @property {number} person
 * @property {number} sample
 * @property {number} classIndex
 * @property {Record<SequenceMethod, number>} said
 */

/**
 * Why albums of these photographs cannot be measured, or null.
 *
 * @param {Dataset} dataset
 * @param {ProtocolName} protocol
 */
export function whyNoSequence(dataset, protocol) {
  if (protocol === 'leave-one-person-out') return whyNoAlbum(dataset);
  return 'Albums are measured with one person left out at a time; choose the protocol leave-one-person-out.';
}

/**
 * The answers to single photographs are those of the run, which did not know the person either.
 *
 * @param {{ core: CoreService }} services
 * @param {{ embedded: Embedded, run: Run }} request the run, under leave-one-person-out, and its embeddings
 * @param {Context<Progress>} [context]
 * @returns {Promise<SequenceEvaluation>}
 */
export async function evaluateSequence({ core }, { embedded, run }, context = {}) {
  const { signal } = context;
  const { dataset } = embedded;
  const reason = whyNoSequence(dataset, run.protocol);
  if (reason) throw new AgelensError('no-album', reason);
  const startedMs = performance.now();
  const { samples } = dataset;
  const persons = personsOf(samples);
  const settings = albumSettings(run.settings, run.loss);
  const classCount = dataset.classNames.length;
  const ownAnswers = new Map(run.predictions.map(({ path, probabilities }) => [path, probabilities]));
  const onPart = createTrainingProgress('album', persons.length, context);

  const answered = await withTrainingData(core, embedded, signal, async (data) => {
    const task = { core, data, embedded, settings, copies: run.settings.copies, members: ALBUM_MEMBERS };
    const leaveOut = async (/** @type {typeof persons[number]} */ out) => {
      const others = persons.filter((person) => person !== out);
      const members = await trainMembers(task, others, (part) => onPart(part / ALBUM_MEMBERS), signal);
      const subsets = SIZES.flatMap((size) => orderedSubsets(out.photographs.length, size, MOST_SUBSETS)).map(
        (subset) => subset.map((place) => out.photographs[place] ?? 0),
      );
      const all = subsets.flat();
      const lengths = Int32Array.from(subsets, ({ length }) => length);
      const copies = Array.from({ length: run.settings.testCopies + 1 }, (_, copy) => gather(embedded, all, copy));
      const own = all.map((index) => ownAnswers.get(samples[index]?.path ?? '') ?? []);
      const decode = async (/** @type {Float32Array} */ probabilities) =>
        (await orAbort(core.decodeOrdered(probabilities, lengths, classCount), signal)).classes;
      const ordered = await decode(Float32Array.from(own.flat()));
      const gru = await decode(await predictAlbums(core, { members }, copies, lengths, signal));
      const sizes = subsets.flatMap(({ length }) => Array(length).fill(length));
      return all.map((sample, index) => ({
        size: sizes[index] ?? 0,
        person: out.person,
        sample,
        classIndex: samples[sample]?.classIndex ?? -1,
        said: { single: indexOfLargest(own[index] ?? []), ordered: ordered[index] ?? -1, gru: gru[index] ?? -1 },
      }));
    };
    /** @type {Answered[]} */
    const collected = [];
    for await (const ofPerson of lookAhead(persons, core.parallel, leaveOut)) collected.push(...ofPerson);
    return collected;
  });

  const figures = { core, run, signal };
  const rows = [];
  const differences = [];
  for (const size of SIZES) {
    const ofSize = answered.filter((answer) => answer.size === size);
    if (ofSize.length === 0) continue;
    for (const method of METHODS) rows.push(await measure(figures, ofSize, size, method));
    differences.push(await compare(figures, ofSize, size));
  }
  const overall = await compare(figures, answered, null);
  return {
    persons: persons.length,
    rows,
    differences: [...differences, overall],
    verdict: verdictOf(overall.accuracy),
    settings,
    members: ALBUM_MEMBERS,
    seconds: (performance.now() - startedMs) / 1000,
  };
}

/**
 * @param {Embedded} embedded
 * @param {number[]} photographs indices of samples
 * @param {number} copy
 */
function gather({ dataset, embeddings, copies }, photographs, copy) {
  const size = embeddings.length / (dataset.samples.length * (copies + 1));
  const rows = new Float32Array(photographs.length * size);
  photographs.forEach((sample, index) => {
    const start = (sample * (copies + 1) + copy) * size;
    rows.set(embeddings.subarray(start, start + size), index * size);
  });
  return rows;
}

/** @typedef {{ core: CoreService, run: Run, signal: AbortSignal | undefined }} Figures */

/** What was said, as probabilities of 0 and 1: accuracy and years look at nothing else. */
function certainties(
  /** @type {Answered[]} */ answered,
  /** @type {SequenceMethod} */ method,
  /** @type {number} */ count,
) {
  const rows = new Float32Array(answered.length * count);
  answered.forEach(({ said }, index) => {
    rows[index * count + said[method]] = 1;
  });
  return rows;
}

/** @param {Figures} figures @param {Answered[]} answered */
function requestOf({ run }, answered) {
  return {
    labels: Int32Array.from(answered, ({ classIndex }) => classIndex),
    // All subsets of a person are one unit of the bootstrap.
    persons: Int32Array.from(answered, ({ person }) => person),
    classCount: run.classNames.length,
    classValues: run.classValues,
    seed: run.settings.seed,
    resamples: RESAMPLES,
  };
}

/**
 * @param {Figures} figures
 * @param {Answered[]} answered
 * @param {number} size
 * @param {SequenceMethod} method
 * @returns {Promise<SequenceRow>}
 */
async function measure(figures, answered, size, method) {
  const { core, run, signal } = figures;
  const probabilities = certainties(answered, method, run.classNames.length);
  const { metrics, intervals } = await orAbort(core.assess({ ...requestOf(figures, answered), probabilities }), signal);
  return {
    size,
    method,
    subsets: answered.length / size,
    count: answered.length,
    accuracy: metrics.accuracy,
    accuracyInterval: intervals?.accuracy ?? null,
    maeYears: metrics.maeYears ?? 0,
    maeYearsInterval: intervals?.maeYears ?? null,
  };
}

/**
 * The network beside the order alone.
 *
 * @param {Figures} figures
 * @param {Answered[]} answered
 * @param {number | null} size
 */
async function compare(figures, answered, size) {
  const { core, run, signal } = figures;
  const first = certainties(answered, 'ordered', run.classNames.length);
  const second = certainties(answered, 'gru', run.classNames.length);
  const { accuracy, maeYears } = await orAbort(
    core.compareRuns({ ...requestOf(figures, answered), first, second }),
    signal,
  );
  return { size, accuracy, maeYears: maeYears ?? { value: 0, interval: null } };
}

/** @param {Difference} accuracy @returns {SequenceEvaluation['verdict']} */
function verdictOf({ interval }) {
  if (interval && interval.low > 0) return 'better';
  if (interval && interval.high < 0) return 'worse';
  return 'no clear difference';
}
