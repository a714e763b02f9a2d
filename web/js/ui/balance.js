// How many photographs each class has, and what that means, without an element.
/** @import {Dataset} from '../types.d.ts' */
import { strings } from '../strings.js';
import { whole } from './format.js';

const words = strings.photographs;

/** Largest class over smallest: below this they are as good as equal. */
const NEARLY = 1.5;
/** A class of fewer photographs is known by few answers: one more that is right moves its figure by a twentieth or more. */
const FEW = 20;

/**
 * @typedef {object} ClassCount
 * @property {string} name
 * @property {number} photographs
 * @property {number} persons
 */

/** In the order of the classes. @param {Dataset} dataset @returns {ClassCount[]} */
export function countClasses({ classNames, samples }) {
  const persons = classNames.map(() => new Set());
  const photographs = classNames.map(() => 0);
  for (const { classIndex, personIndex } of samples) {
    photographs[classIndex] += 1;
    persons[classIndex].add(personIndex);
  }
  return classNames.map((name, index) => ({ name, photographs: photographs[index], persons: persons[index].size }));
}

/** @param {ClassCount[]} classes @param {boolean} features instead of photographs */
export function balanceSentence(classes, features = false) {
  if (classes.length < 2) return classes.length === 0 ? words.noClass : words.oneClass;
  const bySize = classes.toSorted((a, b) => a.photographs - b.photographs);
  const smallest = bySize[0];
  const largest = /** @type {ClassCount} */ (bySize.at(-1));
  const [least, most] = [smallest.photographs, largest.photographs];
  if (least === most) return words.balanced(least, features);
  if (most < least * NEARLY) return words.nearlyBalanced(whole(least), whole(most), features);
  const sizes = words.unequal(smallest.name, least, largest.name, whole(most), features);
  return `${sizes} ${least < FEW ? words.smallAreRough : words.largeDecide}`;
}
