// What every heat map on the page has beside it: a scale of its colours, and its numbers as a table.
/** @import {ClassMaps} from '../types.d.ts' */
import { html } from 'lit';
import { ref } from 'lit/directives/ref.js';
import { drawScale } from '../charts/heat.js';
import { strings } from '../strings.js';
import { factor } from './heat-words.js';

/** @param {ClassMaps} maps @param {number} index of the class */
export function heatOf({ values, height, width }, index) {
  return { values: values.subarray(index * height * width, (index + 1) * height * width), height, width };
}

/** @param {number} most what the full colours stand for @param {number} opacity @param {string} name of the class */
export function heatScale(most, opacity, name) {
  const draw = (/** @type {Element | undefined} */ canvas) => {
    if (canvas) drawScale(/** @type {HTMLCanvasElement} */ (canvas), opacity);
  };
  return html`
    <div class="heat-scale">
      <span>${strings.why.against(name)}<br />${strings.why.odds(factor(-most))}</span>
      <canvas width="256" height="1" role="img" ${ref(draw)}
        aria-label=${strings.why.scale(name, factor(-most), factor(most))}></canvas>
      <span>${strings.why.for(name)}<br />${strings.why.odds(factor(most))}</span>
    </div>`;
}

/** @param {{values: Float32Array, height: number, width: number}} heat @param {string} caption */
export function heatTable({ values, height, width }, caption) {
  const row = (/** @type {number} */ index) => Array.from(values.subarray(index * width, (index + 1) * width));
  return html`
    <div class="scroll-wide" tabindex="0" role="region" aria-label=${caption}>
      <table class="figures heat-table">
        <caption>${caption}</caption>
        <thead>
          <tr><th scope="col">${strings.why.row}</th>${row(0).map((_, column) => html`<th scope="col">${column + 1}</th>`)}</tr>
        </thead>
        <tbody>
          ${Array.from(
            { length: height },
            (_, index) => html`
              <tr><th scope="row">${index + 1}</th>${row(index).map((value) => html`<td data-value=${value}>${factor(value)}</td>`)}</tr>`,
          )}
        </tbody>
      </table>
    </div>`;
}
