// The figures for those who know them by name.
/** @import {Interval, Run} from '../types.d.ts' */
import { strings } from '../strings.js';

const { figures } = strings.results;

/** @typedef {{macro: Interval | null, weighted: Interval | null} | undefined} Ranges */

/** @param {Run} run @returns {{title: string, name: string, value: {macro: number, weighted: number}, ranges: Ranges}[]} */
export function averageRows({ metrics, intervals }) {
  return [
    { title: figures.precision, name: 'precision', value: metrics.precision, ranges: intervals?.precision },
    { title: figures.recall, name: 'recall', value: metrics.recall, ranges: intervals?.recall },
    { title: figures.f1, name: 'f1', value: metrics.f1, ranges: intervals?.f1 },
  ];
}

/**
 * Those that there are.
 * @param {Run} run
 * @returns {{title: string, name: string, value: number, interval: Interval | null | undefined, hint: string}[]}
 */
export function singleRows({ metrics, intervals }) {
  const { quadraticWeightedKappa: kappa } = metrics;
  const ofOrder = {
    title: figures.kappa,
    name: 'kappa',
    interval: intervals?.quadraticWeightedKappa,
    hint: figures.kappaHint,
  };
  return [
    ...(kappa === null ? [] : [{ ...ofOrder, value: kappa }]),
    {
      title: figures.logLoss,
      name: 'log-loss',
      value: metrics.logLoss,
      interval: intervals?.logLoss,
      hint: figures.logLossHint,
    },
    {
      title: figures.ece,
      name: 'ece',
      value: metrics.ece,
      interval: intervals?.ece,
      hint: figures.eceHint,
    },
  ];
}
