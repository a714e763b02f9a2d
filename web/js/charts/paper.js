// A chart as an SVG file that stands alone: the page's styles written into it, light whatever the page is, for paper.
/** @import {Picture} from './chart-element.js' */

const SVG = 'http://www.w3.org/2000/svg';

const PAD = 20;
const GAP = 28;
/** Of one picture; of each of several side by side. */
const WIDTH_ALONE = 640;
const WIDTH_BESIDE = 440;

/** What an element takes over from its parent unless it says otherwise; the rest of the page's styles say nothing in a chart. */
const INHERITED = [
  ...['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-opacity', 'stroke-dasharray', 'stroke-linecap'],
  ...['stroke-linejoin', 'paint-order', 'font-family', 'font-size', 'font-weight', 'text-anchor', 'visibility'],
];

/**
 * @param {string} caption
 * @param {Picture[]} pictures
 * @param {Element | null} key `[data-series]` of an svg and words
 * @returns {{ text: string, width: number, height: number }}
 */
export function drawPaper(caption, pictures, key) {
  const paper = document.createElement('div');
  paper.className = 'paper';
  paper.dataset.chart = '';
  paper.setAttribute('aria-hidden', 'true');
  document.body.append(paper);
  try {
    return compose(paper, caption, pictures, key);
  } finally {
    paper.remove();
  }
}

/** @param {HTMLElement} paper @param {string} caption @param {Picture[]} pictures @param {Element | null} key */
function compose(paper, caption, pictures, key) {
  const each = pictures.length > 1 ? WIDTH_BESIDE : WIDTH_ALONE;
  const drawn = pictures.map(({ draw }) => draw(each));
  paper.append(...drawn);
  const legend = key ? /** @type {Element} */ (key.cloneNode(true)) : null;
  if (legend) paper.append(legend);

  const ink = getComputedStyle(paper).color;
  const soft = { fill: ink, 'fill-opacity': '0.75', 'font-size': '12' };
  const sheet = element('svg', { 'font-family': 'system-ui, sans-serif' });
  sheet.append(element('title', {}, caption));
  sheet.append(element('rect', { width: '100%', height: '100%', fill: '#ffffff' }));
  let top = PAD + 16;
  sheet.append(element('text', { x: PAD, y: top, fill: ink, 'font-size': '16', 'font-weight': '600' }, caption));
  top += 14;
  const width = 2 * PAD + pictures.length * (each + GAP) - GAP;
  let across = PAD;
  const series = [...(legend?.querySelectorAll('[data-series]') ?? [])];
  for (const one of series) {
    const wide = one.getBoundingClientRect().width;
    if (across > PAD && across + wide > width - PAD) {
      across = PAD;
      top += 20;
    }
    const mark = one.querySelector('svg');
    if (mark) {
      const { width, height } = mark.getBoundingClientRect();
      sheet.append(placed(mark, across, top + 9 - height / 2, width, height));
      sheet.append(element('text', { x: across + width + 8, y: top + 13, ...soft }, wordsOf(one)));
    }
    across += wide + 24;
  }
  if (series.length > 0) top += 26;
  if (pictures.some(({ heading }) => heading)) {
    pictures.forEach(({ heading }, index) => {
      sheet.append(element('text', { x: PAD + index * (each + GAP), y: top + 12, ...soft }, heading ?? ''));
    });
    top += 20;
  }
  const tallest = drawn.map((picture, index) => {
    const height = Number(picture.getAttribute('height'));
    sheet.append(placed(picture, PAD + index * (each + GAP), top, each, height));
    return height;
  });
  const height = Math.ceil(top + Math.max(0, ...tallest) + PAD / 2);
  for (const [name, value] of Object.entries({ width, height, viewBox: `0 0 ${width} ${height}` })) {
    sheet.setAttribute(name, `${value}`);
  }
  return {
    text: `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(sheet)}\n`,
    width,
    height,
  };
}

/** A picture with its styles written out, at a place of the sheet. @param {Element} picture @param {number} x @param {number} y @param {number} width @param {number} height */
function placed(picture, x, y, width, height) {
  const copy = /** @type {Element} */ (picture.cloneNode(true));
  writeStyles(picture, copy, null);
  for (const [name, value] of Object.entries({ x, y, width, height, overflow: 'visible' })) {
    copy.setAttribute(name, `${value}`);
  }
  return copy;
}

/**
 * @param {Element} shown
 * @param {Element} copy
 * @param {CSSStyleDeclaration | null} outer of the shown one's parent
 */
function writeStyles(shown, copy, outer) {
  const style = getComputedStyle(shown);
  for (const name of INHERITED) {
    const value = style.getPropertyValue(name);
    if (value === '' || value === outer?.getPropertyValue(name)) copy.removeAttribute(name);
    else copy.setAttribute(name, value);
  }
  if (style.opacity !== '1') copy.setAttribute('opacity', style.opacity);
  for (const name of ['class', 'style', 'aria-hidden']) copy.removeAttribute(name);
  [...shown.children].forEach((child, index) => {
    const same = copy.children[index];
    if (same) writeStyles(child, same, style);
  });
}

/** @param {Element} series */
const wordsOf = (series) => (series.textContent ?? '').replace(/\s+/g, ' ').trim();

/** @param {string} name @param {Record<string, string | number>} attributes @param {string} [text] */
function element(name, attributes, text) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, `${value}`);
  if (text !== undefined) made.textContent = text;
  return made;
}
