// What every chart has: a caption, what its lines mean, the same in a table, and a way to save all of it.
/** @import {ChartElement} from './chart-element.js' */
import { html, nothing } from 'lit';
import './chart-save.js';
import './chart-table.js';

/**
 * @typedef {object} Table
 * @property {string | null} summary of the fold that it is in; null: it is elsewhere on the page, and only saved from here
 * @property {string} label for a screen reader
 * @property {{ title: string, write?: (value: never) => string }[]} columns `write` puts a value as people read it
 * @property {() => (string | number | null)[][]} rows in full precision, as they are saved
 *
 * @typedef {object} Chart
 * @property {string} name in the middle of a sentence: "learning curves"
 * @property {string} file what a saved file is called, without its ending: "learning-curves"
 * @property {string} caption
 * @property {Table} table
 */

/**
 * @param {ChartElement} host its pictures are saved
 * @param {Chart & { intro?: unknown, key?: unknown, body: unknown }} chart `body` has the `[data-chart]` places; `key` is a
 *   `.key` of `[data-series]`, each an svg and words
 */
export function chartFrame(host, { intro, key, body, ...chart }) {
  return html`
    <figure class="curves">
      <figcaption>${chart.caption} ${key ?? nothing}</figcaption>
      ${intro ?? nothing} ${body}
      <agelens-chart-table .table=${chart.table}></agelens-chart-table>
      <agelens-chart-save .chart=${chart} .pictures=${() => host.pictures}
        .key=${() => host.querySelector('.key')}></agelens-chart-save>
    </figure>`;
}
