// What of a run is worth looking at, the worst first.
/** @import {Prediction, Run} from '../types.d.ts' */

/** @param {Run} run */
export const personsAreKnown = ({ persons, samples, perPerson }) => persons < samples && perPerson.length > 0;

/** @param {Run} run */
export function personsWorstFirst({ perPerson }) {
  return [...perPerson].sort(
    (a, b) => a.accuracy - b.accuracy || (b.maeYears ?? 0) - (a.maeYears ?? 0) || a.personIndex - b.personIndex,
  );
}

/** @param {Pick<Prediction, 'classIndex' | 'predictedIndex'>} prediction */
export const isRight = ({ classIndex, predictedIndex }) => classIndex === predictedIndex;

/** @param {Prediction[]} predictions */
const wrongOf = (predictions) => predictions.filter((prediction) => !isRight(prediction));

/** @param {Run} run */
export function wrongWorstFirst({ predictions, classValues }) {
  const wrong = wrongOf(predictions);
  if (!classValues) return wrong;
  /** @param {Prediction} prediction */
  const yearsOff = ({ classIndex, predictedIndex }) => Math.abs(classValues[classIndex] - classValues[predictedIndex]);
  return wrong.sort((a, b) => yearsOff(b) - yearsOff(a));
}

/** The wrong ones, that of which it was the surest first. @param {Run} run */
export function mistakesSurestFirst({ predictions }) {
  /** @param {Prediction} prediction */
  const sureness = ({ probabilities, predictedIndex }) => probabilities[predictedIndex] ?? 0;
  return wrongOf(predictions).sort((a, b) => sureness(b) - sureness(a));
}
