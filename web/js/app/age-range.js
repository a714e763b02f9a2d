// How far the true age may lie from an expected age, by the errors of a run's own tests.

/** @import { AgeRange, Run } from '../types.d.ts' */

import { expectedAgeOf } from './answer.js';

/** That the range is to cover. */
const RANGE_SHARE = 0.8;

/** Of fewer, the quantile is one photograph's accident, or one person's. */
const LEAST_PHOTOGRAPHS = 20;
const LEAST_PERSONS = 5;

/**
 * Within how many years of the expected age the true one was, for `RANGE_SHARE` of the tested photographs: the
 * ceil((n + 1) share)-th smallest absolute error, as split-conformal prediction takes it (Vovk, Gammerman and Shafer 2005;
 * Lei, G'Sell, Rinaldo, Tibshirani and Wasserman 2018). The errors are of the folds' classifiers, pooled, and photographs of a
 * person are alike, so the share is what the tests showed, not a guarantee. null where classes are no numbers, where too
 * little was tested, and where persons who were tested were trained on too.
 *
 * @param {Pick<Run, 'classValues' | 'predictions' | 'protocol' | 'personsRecur'>} run
 * @returns {Omit<AgeRange, 'low' | 'high'> | null} `share` as it was met by these photographs
 */
export function yearsOfRange({ classValues, predictions, protocol, personsRecur }) {
  const photographs = predictions.length;
  const persons = new Set(predictions.map(({ person }) => person)).size;
  if (!classValues || protocol === 'seed' || photographs < LEAST_PHOTOGRAPHS || persons < LEAST_PERSONS) return null;
  const errors = predictions.map(({ classIndex, probabilities }) =>
    Math.abs((expectedAgeOf(classValues, probabilities) ?? Number.NaN) - (classValues[classIndex] ?? Number.NaN)),
  );
  if (!errors.every(Number.isFinite)) return null;
  const years = errors.sort((a, b) => a - b)[Math.ceil((photographs + 1) * RANGE_SHARE) - 1];
  if (years === undefined) return null;
  return {
    years,
    share: errors.filter((error) => error <= years).length / photographs,
    photographs,
    persons: personsRecur ? persons : null,
  };
}

/** Asked for every photograph, of a run that is never changed. @type {WeakMap<object, ReturnType<typeof yearsOfRange>>} */
const known = new WeakMap();

/** @param {Parameters<typeof yearsOfRange>[0]} run */
function knownYears(run) {
  if (!known.has(run)) known.set(run, yearsOfRange(run));
  return known.get(run) ?? null;
}

/**
 * The range around one expected age; an age is not below 0 where no class is.
 *
 * @param {Pick<Run, 'classValues' | 'predictions' | 'protocol' | 'personsRecur'>} run
 * @param {number | null} expectedAge
 * @returns {AgeRange | null}
 */
export function ageRangeOf(run, expectedAge) {
  const within = expectedAge === null ? null : knownYears(run);
  if (!within || expectedAge === null) return null;
  const least = run.classValues?.every((value) => value >= 0) ? 0 : Number.NEGATIVE_INFINITY;
  return { low: Math.max(least, expectedAge - within.years), high: expectedAge + within.years, ...within };
}
