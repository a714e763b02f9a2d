// What a heat map says, in words: where the odds of a class come from, and how far two ways of asking agree.
/** @import {ExplainedPart} from '../types.d.ts' */
import { strings } from '../strings.js';
import { decimal, percent } from './format.js';

const words = strings.why;

/** Beyond this a factor is no longer a number to compare with. */
const MOST_FACTOR = 1000;

/** From here on, and from there on, two rankings of places agree well, or in part. */
const WELL = 0.7;
const IN_PART = 0.4;

/** What a difference of log odds does to the odds: "× 1.8", "÷ 1.2". @param {number} value */
export function factor(value) {
  const times = Math.exp(Math.abs(value));
  const amount =
    times > MOST_FACTOR ? words.moreThan(MOST_FACTOR) : decimal(times, times < 1.1 ? 3 : times < 10 ? 2 : 0);
  return `${value < 0 ? '÷' : '×'} ${amount}`;
}

/** Where a place lies, in ninths of the square. @param {number} place @param {{height: number, width: number}} size */
export function whereIs(place, { height, width }) {
  const down = third(Math.floor(place / width), height);
  const right = third(place % width, width);
  return words.places[down][right];
}

/** @param {number} index @param {number} count */
const third = (index, count) => Math.min(2, Math.floor(((index + 0.5) / count) * 3));

/**
 * Where most speaks for a class and where against it.
 * @param {{values: Float32Array, height: number, width: number}} heat
 * @param {string} name of the class
 * @param {string} [of] what it lies in
 */
export function strongestSentence({ values, ...size }, name, of = '') {
  const most = Math.max(...values);
  const least = Math.min(...values);
  const at = (/** @type {number} */ value) => words.place(whereIs(values.indexOf(value), size), of, factor(value));
  const speaks = most > 0 ? words.strongestFor(name, at(most)) : words.nothingFor(name);
  return `${speaks} ${least < 0 ? words.strongestAgainst(at(least)) : words.nothingAgainst}`;
}

/** @param {ExplainedPart['onFace'][number] | undefined} onFace @param {string} name @param {string} [mean] */
export function onFaceSentence(onFace, name, mean = '') {
  if (!onFace) return '';
  const { share, area } = onFace;
  return `${mean}${words.onFace(percent(share, 0), name, percent(area, 0))}`;
}

/** @param {number | null | undefined} agreement */
export function agreementSentence(agreement) {
  if (agreement === null || agreement === undefined) return words.incomparable;
  const sentence = agreement >= WELL ? words.agreeWell : agreement >= IN_PART ? words.agreeInPart : words.hardlyAgree;
  return sentence(decimal(agreement, 2));
}
