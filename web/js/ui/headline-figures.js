// The figures to read first, in words.
/** @import {Interval, Run} from '../types.d.ts' */
import { strings } from '../strings.js';
import { decimal, percent } from './format.js';
import { accuracySentence } from './words.js';

/**
 * @typedef {{
 *   metric: string, value: number, interval: Interval | null | undefined, format: (value: number) => string,
 *   rough?: (value: number) => string, name: string, hint: string,
 * }} Figure `rough` is how the ends of the interval are written.
 */

const yearsOf = (/** @type {number} */ years) => decimal(years, 1);
const rough = (/** @type {number} */ share) => percent(share, 0);

/** The leading one first. @param {Run} run @returns {Figure[]} */
export function headlineFigures(run) {
  const { metrics, intervals } = run;
  const commonest = Math.max(0, ...metrics.perClass.map(({ support }) => support)) / metrics.count;
  return [
    {
      metric: 'accuracy',
      value: metrics.accuracy,
      interval: intervals?.accuracy,
      format: percent,
      rough,
      name: accuracySentence(run),
      hint: strings.results.commonest(percent(commonest)),
    },
    ...others(run),
  ];
}

/** @param {Run} run @returns {Figure[]} */
function others({ metrics: { withinOne, maeYears, f1 }, intervals }) {
  if (withinOne === null || maeYears === null) {
    return [
      {
        metric: 'headline-f1',
        value: f1.macro,
        interval: intervals?.f1.macro,
        format: percent,
        rough,
        name: strings.results.macroF1,
        hint: strings.results.macroF1Hint,
      },
    ];
  }
  return [
    {
      metric: 'within-one',
      value: withinOne,
      interval: intervals?.withinOne,
      format: percent,
      rough,
      name: strings.results.withinOne,
      hint: strings.results.withinOneHint,
    },
    {
      metric: 'mae-years',
      value: maeYears,
      interval: intervals?.maeYears,
      format: yearsOf,
      name: strings.results.yearsOff,
      hint: strings.results.yearsOffHint,
    },
  ];
}
