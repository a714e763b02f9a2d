/** @import {CoveragePoint} from '../types.d.ts' */
import * as Plot from '@observablehq/plot';
import { HALO, named, percent, SHARE_AXIS, SHARES_FRAME } from './picture.js';

export const COVERAGE = {
  title: 'What if it answered only when it is sure?',
  axis: 'Share of the answers that was right',
};

/** The page says “not sure” below this. */
const SURE = 0.5;

/**
 * Accuracy among the answers over the share that is answered, as the least sureness asked for falls.
 * @param {CoveragePoint[]} points
 * @param {number} width
 * @param {Document} [within]
 */
export function drawCoverage(points, width, within = document) {
  // Where the page itself stops answering; thresholds descend.
  const own = points.filter(({ threshold }) => threshold >= SURE).slice(-1);
  const position = { x: 'coverage', y: 'accuracy' };
  const picture = Plot.plot({
    ...SHARES_FRAME,
    document: within,
    width: Math.max(160, width),
    x: { ...SHARE_AXIS, label: 'share that is answered' },
    y: { ...SHARE_AXIS, label: null },
    marks: [
      Plot.gridY({ strokeOpacity: 0.12 }),
      Plot.ruleY([0], { strokeOpacity: 0.4 }),
      Plot.line(points, { ...position, stroke: 'var(--accent)', strokeWidth: 2.25 }),
      Plot.dot(points.slice(-1), { ...position, r: 3, fill: 'var(--accent)' }),
      Plot.dot(own, { ...position, r: 5, fill: 'var(--accent)' }),
      Plot.text(own, { ...position, text: () => `at least ${percent(SURE)} sure`, dy: 18, ...HALO }),
    ],
  });
  return named(picture, `Coverage curve. ${describe(points)}`);
}

/** @param {CoveragePoint[]} points */
function describe(points) {
  const [first, last] = [points[0], points[points.length - 1]];
  if (!first || !last) return 'No predictions.';
  return (
    `Answering the surest ${percent(first.coverage)} it is right in ${percent(first.accuracy)} of them, ` +
    `answering all in ${percent(last.accuracy)}.`
  );
}
