// An album of one person, answered, and the measure of what reads it.
/** @import {AlbumAnswer, AlbumState, Answer, Dataset, SequenceEvaluation, Trained} from '../../../web/js/types.d.ts' */

const METHODS = /** @type {const} */ (['single', 'ordered', 'gru']);

/** @type {SequenceEvaluation} */
const evaluation = {
  persons: 10,
  rows: [2, 3, 4].flatMap((size) =>
    METHODS.map((method, better) => {
      const accuracy = 0.75 + 0.02 * size * better;
      const maeYears = 2.5 - 0.3 * better;
      return {
        size,
        method,
        subsets: [210, 350, 350][size - 2],
        count: [420, 1050, 1400][size - 2],
        accuracy,
        accuracyInterval: { low: accuracy - 0.08, high: accuracy + 0.07 },
        maeYears,
        maeYearsInterval: { low: maeYears - 0.7, high: maeYears + 0.8 },
      };
    }),
  ),
  differences: [
    {
      size: null,
      accuracy: { value: 0.031, interval: { low: -0.012, high: 0.07 } },
      maeYears: { value: -0.3, interval: { low: -0.7, high: 0.1 } },
    },
  ],
  verdict: 'no clear difference',
  settings: /** @type {any} */ ({}),
  members: 3,
  seconds: 40,
};

/**
 * A person at three ages; of the second photograph by itself the age is too high.
 * @param {Dataset} dataset
 * @param {Trained} trained
 * @param {Answer} answer
 * @returns {{ trained: Trained, album: AlbumState }}
 */
export function albumOf(dataset, { run, model }, answer) {
  const photographs = [3, 23, 43].map((index, id) => ({
    id: id + 1,
    entry: { ...dataset.samples[index].entry, path: `year ${1990 + id * 20}.jpg` },
  }));
  const guess = (/** @type {number} */ classIndex) => ({
    classIndex,
    probabilities: answer.probabilities,
    expectedAge: 20.4 + 10 * classIndex,
  });
  /** @type {AlbumAnswer} */
  const said = {
    method: 'gru',
    photographs: photographs.map(({ entry }, index) => {
      const predictedIndex = [0, 5, 4][index];
      const likeness = { nearest: index === 0 ? answer.likeness.nearest : [], another: null };
      const own = { ...answer, likeness, path: entry.path, predictedIndex, expectedAge: 20.4 + 10 * predictedIndex };
      return { own: { ...own, sure: index !== 1 }, album: guess([0, 2, 4][index]), ordered: guess([0, 4, 4][index]) };
    }),
  };
  const read = { ...model, album: { members: [new Uint8Array(8)], evaluation } };
  return { trained: { run, model: read }, album: { photographs, answer: { by: read, said } } };
}
