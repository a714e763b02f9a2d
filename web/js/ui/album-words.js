// How the page speaks of albums.
/** @import {AlbumAnswer, Dataset, SequenceEvaluation, SequenceMethod, Trained} from '../types.d.ts' */
import { strings } from '../strings.js';
import { isTrainedOn } from './trained-on.js';

const words = strings.album;

/** @type {Record<SequenceMethod, string>} */
export const METHOD_TITLES = words.methods;

/**
 * Why the album cannot be trained now; null where it can.
 * @param {Trained} trained
 * @param {Dataset | null} dataset
 */
export function whyNotTrain(trained, dataset) {
  const { run } = trained;
  if (!run.classValues) return words.needsAges;
  if (!run.personsRecur) return words.needsPersons;
  if (run.protocol !== 'leave-one-person-out') return words.needsProtocol;
  if (!dataset || !isTrainedOn(trained, dataset)) return words.needsPhotographs;
  return null;
}

/** '' where none of the photographs was trained on. @param {AlbumAnswer} said */
export function flatteredSentence({ photographs }) {
  const trainedOn = photographs.filter(({ own }) => own.likeness.nearest.some(({ same }) => same)).length;
  if (trainedOn === 0) return '';
  return words.flattered(trainedOn, photographs.length);
}

/** @param {number} share of 1 */
const points = (share) => (100 * Math.abs(share)).toFixed(1);

/** Whether the network is worth its trouble. @param {Pick<SequenceEvaluation, 'verdict' | 'differences' | 'persons'>} evaluation */
export function verdictSentence({ verdict, differences, persons }) {
  const { value, interval } = differences.find(({ size }) => size === null)?.accuracy ?? { value: 0, interval: null };
  const ends = interval && [interval.low, interval.high].map((end) => `${end < 0 ? '−' : '+'}${points(end)}`);
  const difference = words.difference(points(value), value < 0, ends && /** @type {[string, string]} */ (ends));
  if (verdict === 'better') return words.better(difference);
  return verdict === 'worse' ? words.worse(difference) : words.unclear(difference, persons);
}
