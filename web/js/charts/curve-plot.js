import * as Plot from '@observablehq/plot';
import { strings } from '../strings.js';
import { FRAME, named } from './picture.js';

const words = strings.charts.history;

/** @typedef {keyof typeof words.series} Series */

/**
 * One line chart over epochs. Points that are no finite number are left out; with none at all the axes are drawn alone.
 * @param {{
 *   title: string, width: number, epochs: number, top: number, percent: boolean,
 *   series: {name: Series, points: {epoch: number, value: number}[]}[],
 * }} chart `top` is the least upper end of the vertical axis.
 * @param {Document} [within]
 * @returns {SVGSVGElement | HTMLElement}
 */
export function drawCurves({ title, width, epochs, top, percent, series }, within = document) {
  const drawn = series.map(({ name, points }) => ({
    name,
    points: points.filter(({ epoch, value }) => Number.isFinite(epoch) && Number.isFinite(value)),
  }));
  const values = drawn.flatMap(({ points }) => points.map(({ value }) => value));
  const last = Math.max(
    2,
    Number.isFinite(epochs) ? epochs : 2,
    ...drawn.flatMap(({ points }) => points.map(({ epoch }) => epoch)),
  );
  const picture = Plot.plot({
    ...FRAME,
    document: within,
    width: Math.max(160, width),
    x: {
      domain: [1, last],
      label: words.axis,
      ticks: Math.min(last - 1, 6),
      tickFormat: (/** @type {number} */ epoch) => (Number.isInteger(epoch) ? `${epoch}` : ''),
    },
    y: { domain: [0, Math.max(top, ...values)], label: null, ticks: 4, ...(percent ? { tickFormat: '.0%' } : {}) },
    marks: [
      Plot.gridY({ strokeOpacity: 0.12 }),
      Plot.ruleY([0], { strokeOpacity: 0.4 }),
      ...drawn.map(({ name, points }) => Plot.lineY(points, { x: 'epoch', y: 'value', ...STROKES[name] })),
      ...drawn.map(({ name, points }) =>
        Plot.dot(points.slice(-1), { x: 'epoch', y: 'value', r: 3, fill: STROKES[name].stroke }),
      ),
    ],
  });
  return named(picture, `${title}. ${drawn.map(describe(percent)).join(' ')}`);
}

/** @type {Record<Series, {stroke: string, strokeWidth: number, strokeDasharray?: string}>} */
const STROKES = {
  training: { stroke: 'var(--ink-soft)', strokeWidth: 1.5, strokeDasharray: '4 3' },
  'held-out': { stroke: 'var(--accent)', strokeWidth: 2.25 },
};

/** @param {boolean} percent */
function describe(percent) {
  const text = (/** @type {number} */ value) => (percent ? `${(value * 100).toFixed(0)}%` : value.toFixed(3));
  return (/** @type {{name: Series, points: {epoch: number, value: number}[]}} */ { name, points }) => {
    const [first, last] = [points[0], points[points.length - 1]];
    if (!first || !last) return words.none(words.series[name]);
    const [start, end] = [first, last].map(({ epoch, value }) => ({ epoch, text: text(value) }));
    return words.course(words.series[name], start, end);
  };
}
