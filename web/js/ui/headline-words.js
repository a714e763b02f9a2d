// The figure to read first, as it would be said to somebody who knows no figures.
/** @import {Run} from '../types.d.ts' */
import { strings } from '../strings.js';
import { percent } from './format.js';

const { results } = strings;
const OF = 10;

/** "Of 10 photographs of people it has never seen, it puts about 8 in the right age group (between …)." @param {Run} run */
export function plainSentence({ protocol, metrics, intervals, classValues, persons, samples }) {
  const ages = classValues !== null;
  const often = oftenOf(metrics.accuracy);
  if (protocol === 'seed') return results.ofTenCopies(often, ages);
  const personsKnown = persons < samples;
  const [low, high] = [intervals?.accuracy?.low, intervals?.accuracy?.high].map((share) =>
    Math.round((share ?? 0) * OF),
  );
  const otherwise = intervals?.accuracy ? results.otherwise(low, high, personsKnown) : '';
  return results.ofTen(often, ages, personsKnown, otherwise);
}

/** @param {number} share */
function oftenOf(share) {
  const { often } = results;
  if (share === 0) return often.none;
  if (share === 1) return often.all;
  const times = Math.round(share * OF);
  if (times === 0) return often.hardlyAny;
  return times === OF ? often.nearlyAll : often.about(times);
}

/** What a random split would have shown, and why that means less; '' where it was not measured. @param {Run} run */
export function optimisticSentence({ optimistic }) {
  return optimistic ? `${results.optimistic}: ${percent(optimistic.accuracy)}. ${results.optimisticHint}` : '';
}
