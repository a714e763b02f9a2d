// What the albums' figures, and an album that was answered, look like in JSON and as text.

/** @import { AlbumAnswer, AlbumGuess, Run, SequenceEvaluation } from '../../web/js/types.d.ts' */

import { METHOD_TITLES, verdictSentence } from '../../web/js/ui/album-words.js';
import { formatTable, percent, range, snakeCased } from './format.mjs';
import { answersToJson } from './report.mjs';

/**
 * The value of `sequence` in `evaluate --sequence --json`.
 * @param {SequenceEvaluation} evaluation
 */
export const sequenceToJson = (evaluation) => snakeCased(evaluation);

/** @param {SequenceEvaluation} evaluation */
export function sequenceToText(evaluation) {
  const years = (/** @type {number} */ value) => value.toFixed(2);
  const signed = (/** @type {(value: number) => string} */ format) => (/** @type {number} */ value) =>
    `${value > 0 ? '+' : ''}${format(value)}`;
  const table = [
    ['photographs', 'method', 'subsets', 'accuracy', 'years off'],
    ...evaluation.rows.map((row) => [
      String(row.size),
      METHOD_TITLES[row.method],
      String(row.subsets),
      percent(row.accuracy) + range(row.accuracyInterval, percent),
      years(row.maeYears) + range(row.maeYearsInterval, years),
    ]),
  ];
  const differences = [
    ['photographs', 'accuracy', 'years off'],
    ...evaluation.differences.map(({ size, accuracy, maeYears }) => [
      size === null ? 'all' : String(size),
      signed(percent)(accuracy.value) + range(accuracy.interval, signed(percent)),
      signed(years)(maeYears.value) + range(maeYears.interval, signed(years)),
    ]),
  ];
  return [
    `Albums: every ordered subset of the photographs of each of ${evaluation.persons} persons, who was left out`,
    formatTable(table),
    'The album network less the order alone:',
    formatTable(differences),
    `${verdictSentence(evaluation)} Took ${evaluation.seconds.toFixed(0)} s.`,
  ].join('\n\n');
}

/**
 * The object of `classify --album --json`: each photograph by itself, and what the album says of it.
 *
 * @param {Run} run
 * @param {AlbumAnswer} album
 */
export function albumToJson(run, { method, photographs }) {
  const guess = (/** @type {AlbumGuess} */ { classIndex, expectedAge, probabilities }) => ({
    predicted: run.classNames[classIndex],
    expected_age: expectedAge,
    probabilities,
  });
  const { answers, ...about } = answersToJson(
    run,
    photographs.map(({ own }) => own),
    [],
  );
  return {
    ...about,
    method,
    answers: answers.map((answer, index) => {
      const photograph = photographs[index];
      return { ...answer, ...(photograph && { album: guess(photograph.album), ordered: guess(photograph.ordered) }) };
    }),
  };
}

/**
 * @param {Run} run
 * @param {AlbumAnswer} album
 */
export function albumToText({ classNames }, { method, photographs }) {
  const cells = (/** @type {number} */ classIndex, /** @type {number | null} */ age) => [
    classNames[classIndex] ?? '',
    age?.toFixed(1) ?? '',
  ];
  return formatTable([
    ['photo', 'by itself', 'expected age', `album (${METHOD_TITLES[method].toLowerCase()})`, 'expected age'],
    ...photographs.map(({ own, album }) => [
      own.path,
      ...cells(own.predictedIndex, own.expectedAge),
      ...cells(album.classIndex, album.expectedAge),
    ]),
  ]);
}
