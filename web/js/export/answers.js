/** @import { BatchItem, Run } from '../types.d.ts' */

import { plainText, writeCsv } from './csv.js';

const WORDS = { true: 'yes', false: 'no' };

/** @param {boolean} value */
const yesOrNo = (value) => WORDS[`${value}`];

/**
 * A record for each photograph that was classified; one that could not be has only its name and why.
 *
 * @param {BatchItem[]} items
 * @param {Pick<Run, 'classNames'>} run
 * @returns {Uint8Array}
 */
export function writeAnswers(items, { classNames }) {
  const header = [
    ...['name', 'predicted', 'sure', 'unlike_training', 'familiarity'],
    ...classNames.map((name) => `probability ${name}`),
    ...['expected_age', 'expected_age_low', 'expected_age_high', 'problem'],
  ];
  const blank = header.slice(2).map(() => '');
  const records = items.map(({ name, answer, problem }) => {
    if (!answer) return [plainText(name), ...blank, plainText(problem ?? '')];
    return [
      plainText(name),
      plainText(classNames[answer.predictedIndex] ?? ''),
      yesOrNo(answer.sure),
      yesOrNo(answer.unfamiliar),
      answer.familiarity,
      ...answer.probabilities,
      answer.expectedAge ?? '',
      answer.ageRange?.low ?? '',
      answer.ageRange?.high ?? '',
      '',
    ];
  });
  return new TextEncoder().encode(writeCsv(header, records));
}
