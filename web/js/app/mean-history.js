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
   * @param {EpochResult} result
   * @param {{ sum: number, count: number }[]} before
   */
  const plus = (result, before) =>
    before.map(({ sum, count }, index) => {
      const value = result[/** @type {typeof FIELDS[number]} */ (FIELDS[index])];
      return value == null ? { sum, count } : { sum: sum + value, count: count + 1 };
    });
  const nothing = FIELDS.map(() => ({ sum: 0, count: 0 }));

  return {
    /** @param {EpochResult[]} history of a fold, or a part of it */
    add(history) {
      for (const result of history) totals[result.epoch - 1] = plus(result, totals[result.epoch - 1] ?? nothing);
    },

    /**
     * For each epoch the mean over the folds that have reached it.
     * @returns {EpochResult[]}
     */
    mean() {
      return Array.from(totals, (total = nothing, index) => {
        const [loss, accuracy, heldOutLoss, heldOutAccuracy] = total.map(({ sum, count }) =>
          count === 0 ? null : sum / count,
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
