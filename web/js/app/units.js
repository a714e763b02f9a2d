/** @import { CoreService, ProtocolName, Settings, SplitRequest } from '../types.d.ts' */
/** @import { Embedded } from './embed-dataset.js' */

import { orAbort } from './cancel.js';

/**
 * What a protocol keeps whole: a photograph with its copies, or, under `seed`, one copy.
 *
 * @typedef {object} Unit
 * @property {number} sampleIndex
 * @property {number} copy that is tested: 0 but under `seed`
 * @property {number} classIndex
 * @property {number} group units of one group are never on both sides of a split; the person, but under `seed`
 * @property {number[]} trainRows rows of the embeddings to train on
 * @property {number[]} testRows rows whose predictions are averaged, that of the unit itself first
 */

/**
 * @param {Embedded} embedded may hold more copies than the settings ask for
 * @param {Pick<Settings, 'copies' | 'testCopies'>} settings
 * @param {ProtocolName} protocol
 * @returns {Unit[]} by sample, then copy
 */
export function makeUnits({ dataset, copies: embeddedCopies }, { copies, testCopies }, protocol) {
  const upTo = (/** @type {number} */ start, /** @type {number} */ count) =>
    Array.from({ length: count + 1 }, (_, copy) => start + copy);
  return dataset.samples.flatMap(({ classIndex, personIndex }, sampleIndex) => {
    const start = sampleIndex * (embeddedCopies + 1);
    if (protocol !== 'seed') {
      const rows = { trainRows: upTo(start, copies), testRows: upTo(start, testCopies) };
      return [{ sampleIndex, copy: 0, classIndex, group: personIndex, ...rows }];
    }
    return upTo(start, copies).map((row, copy) => ({
      sampleIndex,
      copy,
      classIndex,
      group: row,
      trainRows: [row],
      testRows: [row],
    }));
  });
}

/**
 * @param {Unit[]} units
 * @param {'trainRows' | 'testRows'} which
 * @returns {Int32Array}
 */
export function rowsOf(units, which) {
  return Int32Array.from(units.flatMap((unit) => unit[which]));
}

/**
 * @param {Unit[]} units
 * @returns {Int32Array} the class of each
 */
export const labelsOf = (units) => Int32Array.from(units, ({ classIndex }) => classIndex);

/**
 * Folds of units, groups kept whole.
 *
 * @param {Pick<CoreService, 'splitFolds'>} core
 * @param {Unit[]} units
 * @param {Pick<SplitRequest, 'protocol' | 'folds' | 'testFraction' | 'seed'>} how
 * @param {AbortSignal | undefined} signal
 * @returns {Promise<{ train: Unit[], test: Unit[] }[]>}
 */
export async function splitUnits(core, units, { protocol, folds, testFraction, seed }, signal) {
  const request = { protocol, labels: labelsOf(units), persons: groupsOf(units), copies: 0, folds, testFraction, seed };
  const split = await orAbort(core.splitFolds(request), signal);
  const pick = (/** @type {Int32Array} */ indices) =>
    Array.from(indices, (index) => /** @type {Unit} */ (units[index]));
  return split.map(({ trainRows, testRows }) => ({ train: pick(trainRows), test: pick(testRows) }));
}

/**
 * @param {Unit[]} units
 * @returns {Int32Array} the group of each
 */
export const groupsOf = (units) => Int32Array.from(units, ({ group }) => group);

/**
 * The mean over several classifiers and over several rows of each unit.
 *
 * @param {Float32Array[]} predictions of each classifier (rows, classes); the rows of a unit follow one another
 * @param {number[]} rowCounts of each unit
 * @param {number} classCount
 * @returns {Float32Array} (units, classes)
 */
export function meanProbabilities(predictions, rowCounts, classCount) {
  const mean = new Float32Array(rowCounts.length * classCount);
  let first = 0;
  rowCounts.forEach((rows, unit) => {
    for (let c = 0; c < classCount; c++) {
      let sum = 0;
      for (const probabilities of predictions) {
        for (let row = first; row < first + rows; row++) sum += probabilities[row * classCount + c] ?? 0;
      }
      mean[unit * classCount + c] = sum / (predictions.length * rows);
    }
    first += rows;
  });
  return mean;
}
