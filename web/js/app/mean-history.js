/** @import { EpochResult } from '../types.d.ts' */

const FIELDS = /** @type {const} */ (['loss', 'accuracy', 'heldOutLoss', 'heldOutAccuracy']);

/**
 * The mean of the folds' histories, kept as sums: asking for it costs the same however many folds there are.
 */
export function createMeanHistory() {
  /**
   * For each epoch, of each field: the sum and the number of the values that are not null.
   * @type {{ sum: number, count: number }[][]}
   */
  const totals = [];

  /**
   * @param {EpochResult | undefined} result
   * @param {{ sum: number, count: number }[]} before
   */
  const plus = (result, before) =>
    before.map(({ sum, count }, index) => {
      const value = result?.[/** @type {typeof FIELDS[number]} */ (FIELDS[index])] ?? null;
      return value === null ? { sum, count } : { sum: sum + value, count: count + 1 };
    });
  const nothing = FIELDS.map(() => ({ sum: 0, count: 0 }));

  return {
    /** @param {EpochResult[]} history of a fold that is finished */
    add(history) {
      history.forEach((result, index) => {
        totals[index] = plus(result, totals[index] ?? nothing);
      });
    },

    /**
     * For each epoch the mean over the folds that have reached it.
     * @param {EpochResult[]} [unfinished] the history of the fold that is being trained
     * @returns {EpochResult[]}
     */
    mean(unfinished = []) {
      return Array.from({ length: Math.max(totals.length, unfinished.length) }, (_, index) => {
        const [loss, accuracy, heldOutLoss, heldOutAccuracy] = plus(unfinished[index], totals[index] ?? nothing).map(
          ({ sum, count }) => (count === 0 ? null : sum / count),
        );
        return {
          epoch: index + 1,
          loss: loss ?? 0,
          accuracy: accuracy ?? 0,
          heldOutLoss: heldOutLoss ?? null,
          heldOutAccuracy: heldOutAccuracy ?? null,
        };
      });
    },
  };
}
