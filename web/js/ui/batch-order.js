// In which order several photographs are listed.
/** @import {Answer, BatchItem} from '../types.d.ts' */

/** @typedef {'name' | 'class' | 'sure' | 'age' | 'unlike'} ColumnName */

/** @type {Record<ColumnName, (item: BatchItem & { answer: Answer }) => string | number>} */
const KEYS = {
  name: ({ name }) => name,
  class: ({ answer }) => answer.predictedIndex,
  sure: ({ answer }) => answer.probabilities[answer.predictedIndex] ?? 0,
  age: ({ answer }) => answer.expectedAge ?? 0,
  unlike: ({ answer }) => answer.familiarity,
};

/** Ages have a column where classes are ages. @param {BatchItem[]} items @returns {ColumnName[]} */
export function columnsOf(items) {
  const answered = items.find(({ answer }) => answer)?.answer;
  return ['name', 'class', 'sure', ...(answered && answered.expectedAge === null ? [] : ['age']), 'unlike'].map(
    (name) => /** @type {ColumnName} */ (name),
  );
}

/**
 * What has no answer stands last, except among names.
 * @param {BatchItem[]} items
 * @param {ColumnName | null} by null: as they came
 * @param {boolean} descending
 */
export function sortedItems(items, by, descending) {
  if (!by) return items;
  const sign = descending ? -1 : 1;
  return [...items].sort((a, b) => {
    if (by === 'name') return sign * a.name.localeCompare(b.name, 'en', { numeric: true });
    const [left, right] = [keyOf(a, by), keyOf(b, by)];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return sign * (Number(left) - Number(right));
  });
}

/** @param {BatchItem} item @param {ColumnName} by */
const keyOf = (item, by) => (item.answer ? KEYS[by]({ ...item, answer: item.answer }) : null);

/** Whether the answer in full is this row's: what is shown is a copy with its picture. @param {BatchItem} item @param {Answer | null} answer */
export const isShown = (item, answer) => answer !== null && item.answer?.probabilities === answer.probabilities;
