// The files of a chart; loaded when one is asked for.
/** @import {Chart, Table} from './chart-frame.js' */
/** @import {Picture} from './chart-element.js' */
/** @import {Format} from './chart-save.js' */
import { plainText, writeCsv } from '../export/csv.js';
import { drawPaper } from './paper.js';

/** Of a PNG, for each unit of the SVG. */
const PIXELS = 2;

/**
 * @param {Chart} chart
 * @param {{ pictures: Picture[], key: Element | null }} drawn
 * @param {Format} format
 * @returns {Promise<Blob>}
 */
export async function chartFile(chart, { pictures, key }, format) {
  if (format === 'csv') return new Blob([tableCsv(chart.table)], { type: 'text/csv' });
  const paper = drawPaper(chart.caption, pictures, key);
  const svg = new Blob([paper.text], { type: 'image/svg+xml' });
  return format === 'svg' ? svg : rasterize(svg, paper.width, paper.height);
}

/** @param {Table} table */
function tableCsv({ columns, rows }) {
  const safe = (/** @type {string | number | null} */ value) =>
    typeof value === 'string' ? plainText(value) : value === null || !Number.isFinite(value) ? '' : value;
  return writeCsv(
    columns.map(({ title }) => plainText(title)),
    rows().map((row) => row.map(safe)),
  );
}

/** @param {Blob} svg @param {number} width @param {number} height */
async function rasterize(svg, width, height) {
  const address = URL.createObjectURL(svg);
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = width * PIXELS;
    canvas.height = height * PIXELS;
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await pngOf(canvas);
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** @param {HTMLCanvasElement} canvas @returns {Promise<Blob>} */
const pngOf = (canvas) =>
  new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('toBlob() made no picture, which may be too large'))),
      'image/png',
    );
  });
