// How the page and the command line say whom a photograph is like.
/** @import {Answer, LikePhotograph, TrainedPhotograph} from '../types.d.ts' */
import { strings } from '../strings.js';
import { whole } from './format.js';

const words = strings.likeness;

/** @typedef {Pick<Answer, 'classNames' | 'expectedAge' | 'likeness'>} Likened */

/** "ada at 40"; a photograph whose person is unknown is called by its path. @param {TrainedPhotograph} photograph @param {Likened} answer */
export function likeName({ path, person, classIndex }, { classNames, expectedAge }) {
  return person === path ? words.path(path) : words.person(person, classNames[classIndex], expectedAge !== null);
}

/**
 * The class that most of the photographs have; of equally many the nearest's.
 * @param {LikePhotograph[]} photographs
 */
function commonest(photographs) {
  const counts = new Map();
  for (const { classIndex } of photographs) counts.set(classIndex, (counts.get(classIndex) ?? 0) + 1);
  const [classIndex, count] = [...counts].reduce((best, next) => (next[1] > best[1] ? next : best));
  return { classIndex, count };
}

/** '' where nothing is known of what was trained on. @param {Likened} answer */
export function likenessSentence(answer) {
  const { nearest, another } = answer.likeness;
  const others = nearest.filter(({ same }) => !same);
  const sentences = [];
  if (others.length < nearest.length) sentences.push(words.trainedOn);
  const [first] = others;
  if (first) {
    const isBesideItself = others.length < nearest.length;
    sentences.push(words.most(likeName(first, answer), shareOf(others, answer), isBesideItself));
    if (another && another.path !== first.path) sentences.push(words.another(likeName(another, answer)));
  }
  return sentences.join(' ');
}

/** @param {LikePhotograph[]} others @param {Likened} answer */
function shareOf(others, { classNames }) {
  const { classIndex, count } = commonest(others);
  if (count < 2) return '';
  return words.share(whole(others.length), whole(count), classNames[classIndex]);
}
