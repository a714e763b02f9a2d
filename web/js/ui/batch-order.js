// In which order several photographs are listed.
/** @import {Answer, BatchItem} from '../types.d.ts' */
import { byNumber } from './by-number.js';

/** @typedef {'name' | 'class' | 'sure' | 'age' | 'unlike'} ColumnName */

/** @type {Record<Exclude<ColumnName, 'name'>, (answer: Answer) => number>} */
const KEYS = {
  class: ({ predictedIndex }) => predictedIndex,
  sure: ({ probabilities, predictedIndex }) => probabilities[predictedIndex] ?? 0,
  age: ({ expectedAge }) => expectedAge ?? 0,
  unlike: ({ familiarity }) => familiarity,
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
  if (by === 'name') return items.toSorted((a, b) => sign * byNumber(a.name, b.name));
  const keyOf = KEYS[by];
  return items.toSorted(({ answer: a }, { answer: b }) =>
    a && b ? sign * (keyOf(a) - keyOf(b)) : Number(!a) - Number(!b),
  );
}

/** Whether the answer in full is this row's: what is shown is a copy with its picture. @param {BatchItem} item @param {Answer | null} answer */
export const isShown = (item, answer) => answer !== null && item.answer?.probabilities === answer.probabilities;
