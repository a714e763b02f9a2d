/** @import { Run } from '../types.d.ts' */

import { expectedAgeOf, isSure } from '../app/answer.js';
import { plainText, writeCsv } from './csv.js';

/**
 * A record for each photograph of the evaluation (for each copy under the `seed` protocol), as it was answered by the
 * classifier of the fold that it was left out of. Folds count from 1.
 *
 * @param {Run} run
 * @returns {Uint8Array}
 */
export function writePredictions({ classNames, classValues, predictions }) {
  const names = classNames.map(plainText);
  const header = [
    ...['path', 'person', 'copy', 'class', 'predicted'],
    ...classNames.map((name) => `probability ${name}`),
    ...['expected_age', 'sure', 'fold'],
  ];
  const records = predictions.map(({ path, person, copy, fold, classIndex, predictedIndex, probabilities }) => [
    plainText(path),
    plainText(person),
    copy,
    names[classIndex] ?? '',
    names[predictedIndex] ?? '',
    ...probabilities,
    expectedAgeOf(classValues, probabilities) ?? '',
    isSure(probabilities) ? 'yes' : 'no',
    fold + 1,
  ]);
  return new TextEncoder().encode(writeCsv(header, records));
}
