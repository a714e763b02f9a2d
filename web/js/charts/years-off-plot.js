import * as Plot from '@observablehq/plot';
import { strings } from '../strings.js';
import { FRAME, named } from './picture.js';

/** @typedef {{ years: number, count: number }} YearsBin */

const words = strings.results.yearsChart;

/** "10 years too old" @param {number} years */
export function offTitle(years) {
  if (years === 0) return words.right;
  return years > 0 ? words.old(years) : words.young(-years);
}

/**
 * A bar for each number of years off; right answers stand in the middle, in the accent.
 * @param {YearsBin[]} bins ascending
 * @param {number} width
 * @param {Document} [within]
 */
export function drawYearsOff(bins, width, within = document) {
  const filled = bins.filter(({ count }) => count > 0);
  const signed = (/** @type {number} */ years) => `${years > 0 ? '+' : years < 0 ? '−' : ''}${Math.abs(years)}`;
  const picture = Plot.plot({
    ...FRAME,
    height: 220,
    marginTop: 22,
    marginBottom: 40,
    document: within,
    width: Math.max(160, width),
    x: {
      domain: bins.map(({ years }) => years),
      label: words.axis,
      padding: bins.length < 6 ? 0.5 : 0.15,
      tickFormat: signed,
      tickSize: 0,
      ticks: tickValues(bins, width),
    },
    y: { label: null, ticks: 4, tickFormat: 'd', grid: false },
    marks: [
      Plot.gridY({ strokeOpacity: 0.12, ticks: 4 }),
      Plot.barY(filled, {
        x: 'years',
        y: 'count',
        fill: ({ years }) => (years === 0 ? 'var(--accent)' : 'var(--ink-soft)'),
      }),
      Plot.text(filled, { x: 'years', y: 'count', text: ({ count }) => `${count}`, dy: -7, fill: 'var(--ink)' }),
      Plot.ruleY([0], { strokeOpacity: 0.4 }),
    ],
  });
  return named(
    picture,
    `${words.histogram} ${filled.map(({ years, count }) => `${offTitle(years)}: ${count}.`).join(' ')}`,
  );
}

/** Few enough to be read, the right answers among them. @param {YearsBin[]} bins @param {number} width */
function tickValues(bins, width) {
  const middle = (bins.length - 1) / 2;
  const every = Math.max(1, Math.ceil((bins.length * 34) / Math.max(160, width)));
  return bins.filter((_, index) => (index - middle) % every === 0).map(({ years }) => years);
}
