/** @param {number[]} values at least one */
export function median(values) {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}

/**
 * The middle of the quotients of two series taken in turns: what slows the machine down slows both.
 * @param {number[]} numerators
 * @param {number[]} denominators as many
 */
export function medianRatio(numerators, denominators) {
  return median(numerators.map((value, i) => value / denominators[i]));
}
