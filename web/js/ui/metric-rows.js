// The figures for those who know them by name.
/** @import {Interval, Run} from '../types.d.ts' */

/** @typedef {{macro: Interval | null, weighted: Interval | null} | undefined} Ranges */

/** @param {Run} run @returns {{title: string, name: string, value: {macro: number, weighted: number}, ranges: Ranges}[]} */
export function averageRows({ metrics, intervals }) {
  return [
    { title: 'Precision', name: 'precision', value: metrics.precision, ranges: intervals?.precision },
    { title: 'Recall', name: 'recall', value: metrics.recall, ranges: intervals?.recall },
    { title: 'F1', name: 'f1', value: metrics.f1, ranges: intervals?.f1 },
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
    title: 'Quadratic weighted kappa',
    name: 'kappa',
    interval: intervals?.quadraticWeightedKappa,
    hint: '1 is perfect, 0 is chance',
  };
  return [
    ...(kappa === null ? [] : [{ ...ofOrder, value: kappa }]),
    {
      title: 'Log loss',
      name: 'log-loss',
      value: metrics.logLoss,
      interval: intervals?.logLoss,
      hint: 'lower is better',
    },
    {
      title: 'Calibration error (ECE)',
      name: 'ece',
      value: metrics.ece,
      interval: intervals?.ece,
      hint: '0: as sure as it is right',
    },
  ];
}
