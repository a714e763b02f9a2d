/** @import {EpochResult} from '../types.d.ts' */
import { drawCurves } from './curve-plot.js';

/**
 * @typedef {{
 *   title: string, top: number, percent: boolean,
 *   training: 'loss' | 'accuracy', heldOut: 'heldOutLoss' | 'heldOutAccuracy',
 * }} HistoryChart
 * @type {HistoryChart[]}
 */
export const HISTORY_CHARTS = [
  { title: 'Log loss', top: 0.5, percent: false, training: 'loss', heldOut: 'heldOutLoss' },
  { title: 'Accuracy', top: 1, percent: true, training: 'accuracy', heldOut: 'heldOutAccuracy' },
];

export const HISTORY_TITLE = 'Learning curves, mean over the folds';

/**
 * @param {HistoryChart} chart
 * @param {EpochResult[]} history
 * @param {number} epochs
 * @param {number} width
 * @param {Document} [within]
 */
export function drawHistory({ title, top, percent, training, heldOut }, history, epochs, width, within = document) {
  const points = (/** @type {(result: EpochResult) => number | null} */ pick) =>
    history.map((result) => ({ epoch: result.epoch, value: pick(result) ?? Number.NaN }));
  return drawCurves(
    {
      title: `${title} over epochs`,
      width,
      epochs,
      top,
      percent,
      series: [
        { name: 'training', points: points((result) => result[training]) },
        { name: 'held out', points: points((result) => result[heldOut]) },
      ],
    },
    within,
  );
}
