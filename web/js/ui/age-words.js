/** @import {AgeRange} from '../types.d.ts' */
import { strings } from '../strings.js';
import { decimal } from './format.js';

/** Where a range around an expected age comes from; begins small. @param {AgeRange} range */
export function rangeSentence({ years, photographs, persons }) {
  return strings.classify.rangeSource(decimal(years, 1), photographs, persons);
}
