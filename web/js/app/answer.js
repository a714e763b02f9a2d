// What probabilities say besides the likeliest class.

/** A likelier answer than all others together is one the page calls sure. */
const SURE_FROM = 0.5;

/** @param {number[]} probabilities */
export const isSure = (probabilities) => Math.max(...probabilities) >= SURE_FROM;

/**
 * The probability-weighted mean of the classes' numbers; null where they have none.
 * @param {number[] | null} classValues
 * @param {number[]} probabilities
 */
export function expectedAgeOf(classValues, probabilities) {
  return classValues?.reduce((sum, value, index) => sum + value * (probabilities[index] ?? 0), 0) ?? null;
}
