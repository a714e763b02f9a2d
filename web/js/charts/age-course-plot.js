import * as Plot from '@observablehq/plot';
import { strings } from '../strings.js';
import { FRAME, named } from './picture.js';

/** Ages of a photograph: by itself, and by the album. @typedef {{ name: string, own: number, album: number }} AgePoint */

/**
 * Ages along an album: squares and dashes for each photograph by itself, dots and a line for the album.
 * @param {{ points: AgePoint[], albumTitle: string, width: number }} chart
 * @param {Document} [within]
 */
export function drawAgeCourse({ points, albumTitle, width }, within = document) {
  const placed = points.map((point, index) => ({ ...point, place: index + 1 }));
  const own = { x: 'place', y: 'own', stroke: 'var(--ink-soft)' };
  const album = { x: 'place', y: 'album', stroke: 'var(--accent)' };
  const ages = points.flatMap((point) => [point.own, point.album]).filter(Number.isFinite);
  const picture = Plot.plot({
    ...FRAME,
    height: 260,
    document: within,
    width: Math.max(160, width),
    x: {
      domain: [0.75, points.length + 0.25],
      label: strings.album.axis,
      ticks: Math.min(points.length, 10),
      tickFormat: (/** @type {number} */ place) => (Number.isInteger(place) ? `${place}` : ''),
    },
    // Half a decade of room, so that no mark is cut.
    y: { domain: [Math.min(...ages) - 5, Math.max(...ages) + 5], label: null, ticks: 5, tickFormat: 'd' },
    marks: [
      Plot.gridY({ strokeOpacity: 0.12 }),
      Plot.line(placed, { ...own, strokeWidth: 1.5, strokeDasharray: '4 3' }),
      Plot.dot(placed, { ...own, symbol: 'square', r: 4, fill: 'var(--surface)', strokeWidth: 1.5 }),
      Plot.line(placed, { ...album, strokeWidth: 2.25 }),
      Plot.dot(placed, { ...album, r: 4, fill: 'var(--accent)' }),
    ],
  });
  return named(picture, describe(points, albumTitle));
}

/** @param {AgePoint[]} points @param {string} albumTitle */
function describe(points, albumTitle) {
  const list = (/** @type {'own' | 'album'} */ which) => points.map((point) => point[which].toFixed(0)).join(', ');
  return strings.album.chart(list('own'), albumTitle, list('album'));
}
