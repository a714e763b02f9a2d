// One direction in the space of the embeddings along which age grows, fitted without the person who is then placed on it.

/** @import { ClassifierParts, CoreService, Course, Model, TrainerSettings } from '../types.d.ts' */

import { orAbort } from './cancel.js';
import { defaultSettings } from './defaults.js';
import { unitRows } from './neighbourhood.js';

/** Ridge regression of age on the photographs' rows, whatever the classifier is: directions of different runs compare. */
const RIDGE = /** @satisfies {Omit<TrainerSettings, 'seed'>} */ ({
  ...defaultSettings,
  method: 'linear',
  loss: 'ridge',
  scaling: 'l2',
});

const NONE = new Int32Array(0);

/**
 * The age of each row by a ridge classifier, not rounded to a class.
 *
 * @param {ClassifierParts} parts
 * @param {Float32Array} units (rows, dimension) of length 1
 * @param {number[]} classValues
 * @returns {number[]}
 */
export function agesAlong({ dimension, layers, places }, units, classValues) {
  const [{ weight, bias } = { weight: new Float32Array(dimension), bias: new Float32Array(1) }] = layers;
  const last = classValues.length - 1;
  const [first = 0, end = 1] = [places[0], places[last]];
  const [youngest = 0, oldest = 0] = [classValues[0], classValues[last]];
  return Array.from({ length: units.length / dimension }, (_, row) => {
    let along = 0;
    for (let d = 0; d < dimension; d++) along += (units[row * dimension + d] ?? 0) * (weight[d] ?? 0);
    // The core's rows have a mean square of 1.
    const place = (bias[0] ?? 0) + along * Math.sqrt(dimension);
    return youngest + ((place - first) * (oldest - youngest)) / (end - first);
  });
}

/**
 * Places photographs of each of some persons along a direction that was fitted without that person.
 *
 * @param {CoreService} core
 * @param {{ model: Pick<Model, 'reference' | 'photographs'>, classValues: number[], persons: string[] }} request
 * @param {AbortSignal | undefined} signal
 * @returns {Promise<Map<string, Course['steps']>>} by person, in the order of the ages
 */
export async function followPersons(core, { model: { reference, photographs }, classValues, persons }, signal) {
  const dimension = reference.length / photographs.length;
  const labels = Int32Array.from(photographs, ({ classIndex }) => classIndex);
  const rowsWhere = (/** @type {(person: string) => boolean} */ test) =>
    photographs.flatMap(({ person }, row) => (test(person) ? [row] : []));
  const data = await core.loadTrainingData(reference, dimension, labels, classValues.length, classValues);
  try {
    const courses = persons.map(async (person) => {
      const trainRows = Int32Array.from(rowsWhere((other) => other !== person));
      const request = { data, trainRows, validationRows: NONE, testRows: NONE, predictRows: NONE, patience: 0 };
      const { classifier } = await core.trainClassifier({ ...request, ...RIDGE, seed: 0 }, { signal });
      const parts = await orAbort(core.readClassifier(classifier), signal);
      const rows = rowsWhere((other) => other === person);
      const ages = agesAlong(parts, unitRows(reference, dimension, rows), classValues);
      const steps = rows.map((row, index) => ({
        photograph: row,
        age: classValues[labels[row] ?? 0] ?? 0,
        placed: ages[index] ?? 0,
      }));
      return /** @type {const} */ ([person, steps.sort((a, b) => a.age - b.age)]);
    });
    return new Map(await Promise.all(courses));
  } finally {
    core.freeTrainingData(data).catch(() => {});
  }
}

/** Mean absolute error in years. @param {Course['steps']} steps */
export const meanYearsOff = (steps) =>
  steps.reduce((sum, { age, placed }) => sum + Math.abs(age - placed), 0) / steps.length;

/**
 * The mean absolute error of who takes everybody for as old as the mean of the others.
 *
 * @param {{ person: string, age: number }[]} photographs
 */
export function meanYearsOffByMean(photographs) {
  const total = photographs.reduce((sum, { age }) => sum + age, 0);
  /** @type {Map<string, { sum: number, count: number }>} */
  const own = new Map();
  for (const { person, age } of photographs) {
    const { sum, count } = own.get(person) ?? { sum: 0, count: 0 };
    own.set(person, { sum: sum + age, count: count + 1 });
  }
  const off = photographs.map(({ person, age }) => {
    const { sum, count } = own.get(person) ?? { sum: 0, count: 0 };
    return Math.abs(age - (total - sum) / (photographs.length - count));
  });
  return off.reduce((sum, one) => sum + one, 0) / off.length;
}
