// The heat of a cell of a confusion matrix: its share of its row.

/** Of css/results.css. */
const STEPS = 10;

/** The share of its row that each cell holds. @param {number[]} cells @returns {number[]} */
export function sharesOf(cells) {
  const total = cells.reduce((sum, count) => sum + count, 0);
  return cells.map((count) => (total > 0 ? count / total : 0));
}

/** The style of a cell. @param {number} share */
export const heatClass = (share) => `heat-${Math.round(share * STEPS)}`;
