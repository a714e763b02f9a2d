/** @import {EpochResult} from '../types.d.ts' */
import { strings } from '../strings.js';
import { drawCurves } from './curve-plot.js';

const words = strings.charts.history;

/**
 * @typedef {{
 *   name: 'loss' | 'accuracy', title: string, top: number, percent: boolean, heldOut: 'heldOutLoss' | 'heldOutAccuracy',
 * }} HistoryChart
 * @type {HistoryChart[]}
 */
export const HISTORY_CHARTS = [
  { name: 'loss', title: words.curves.loss, top: 0.5, percent: false, heldOut: 'heldOutLoss' },
  { name: 'accuracy', title: words.curves.accuracy, top: 1, percent: true, heldOut: 'heldOutAccuracy' },
];

/**
 * @param {HistoryChart} chart
 * @param {EpochResult[]} history
 * @param {number} epochs
 * @param {number} width
 * @param {Document} [within]
 */
export function drawHistory({ name, title, top, percent, heldOut }, history, epochs, width, within = document) {
  const points = (/** @type {(result: EpochResult) => number | null} */ pick) =>
    history.map((result) => ({ epoch: result.epoch, value: pick(result) ?? Number.NaN }));
  return drawCurves(
    {
      title: words.over(title),
      width,
      epochs,
      top,
      percent,
      series: [
        { name: 'training', points: points((result) => result[name]) },
        { name: 'held-out', points: points((result) => result[heldOut]) },
      ],
    },
    within,
  );
}
