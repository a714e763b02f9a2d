// How the page speaks of albums.
/** @import {AlbumAnswer, Dataset, SequenceEvaluation, SequenceMethod, Trained} from '../types.d.ts' */
import { isTrainedOn } from './trained-on.js';

/** @type {Record<SequenceMethod, string>} */
export const METHOD_TITLES = {
  single: 'Each by itself',
  ordered: 'Put in order',
  gru: 'Album network',
};

export const ALBUM =
  'Several photographs of one person, in the order in which they were taken: each gets an age that heeds the others. ' +
  'Ages never fall along the album.';

export const UNTRAINED =
  "Until the album is trained, the photographs' own answers are only put in order. Training takes the persons of your " +
  'folder, and measures first whether it is worth it.';

export const UNMEASURED =
  'Nobody has measured how good this album network is; training it here does. It takes the persons of your folder.';

/**
 * Why the album cannot be trained now; null where it can.
 * @param {Trained} trained
 * @param {Dataset | null} dataset
 */
export function whyNotTrain(trained, dataset) {
  const { run } = trained;
  if (!run.classValues)
    return 'The album needs classes that are ages: folders named by numbers, such as 20, 30 and 40.';
  if (!run.personsRecur) {
    return (
      'The album is learnt from persons who were photographed at several ages, and no file names recur in the class ' +
      'folders: name the photographs of a person the same in each.'
    );
  }
  if (run.protocol !== 'leave-one-person-out') {
    return 'The album is measured with one person left out at a time: train by that protocol first.';
  }
  if (!dataset || !isTrainedOn(trained, dataset)) {
    return 'Training the album needs the photographs that the classifier was trained on: choose their folder, or train again.';
  }
  return null;
}

/** '' where none of the photographs was trained on. @param {AlbumAnswer} said */
export function flatteredSentence({ photographs }) {
  const trainedOn = photographs.filter(({ own }) => own.likeness.nearest.some(({ same }) => same)).length;
  if (trainedOn === 0) return '';
  const which =
    trainedOn === photographs.length
      ? 'All of these photographs were'
      : `${trainedOn} of these photographs ${trainedOn === 1 ? 'was' : 'were'}`;
  return `${which} trained on, so the ages look better than they would of somebody new.`;
}

/** @param {number} share of 1 */
const points = (share) => (100 * Math.abs(share)).toFixed(1);

/** Whether the network is worth its trouble. @param {Pick<SequenceEvaluation, 'verdict' | 'differences' | 'persons'>} evaluation */
export function verdictSentence({ verdict, differences, persons }) {
  const { value, interval } = differences.find(({ size }) => size === null)?.accuracy ?? { value: 0, interval: null };
  const ends = interval && [interval.low, interval.high].map((end) => `${end < 0 ? '−' : '+'}${points(end)}`);
  const difference =
    `${points(value)} points ${value < 0 ? 'fewer' : 'more'} photographs right in a hundred than putting the ` +
    `answers in order alone${ends ? ` (95% interval ${ends.join(' to ')})` : ''}`;
  if (verdict === 'better') return `The album network is better than the order alone: ${difference}.`;
  if (verdict === 'worse') return `The album network is worse than the order alone: ${difference}.`;
  return (
    `The album network is not clearly better than the order alone: ${difference}. With ${persons} persons that may be ` +
    'chance.'
  );
}
