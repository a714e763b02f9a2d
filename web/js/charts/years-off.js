/** @import {YearsBin} from './years-off-plot.js' */
import { html, nothing } from 'lit';
import { strings } from '../strings.js';
import { ChartElement } from './chart-element.js';
import { chartFrame } from './chart-frame.js';
import { drawYearsOff, offTitle } from './years-off-plot.js';

const NAME = 'years-off';
const words = strings.results.yearsChart;

/** How many answers are how many years off, with a table that says the same. */
class YearsOff extends ChartElement {
  /** @override */
  static properties = { bins: { attribute: false }, sentences: { attribute: false } };

  constructor() {
    super();
    /** @type {YearsBin[]} */
    this.bins = [];
    /** @type {string[]} */
    this.sentences = [];
  }

  /** @override */
  drawAll() {
    this.fill(NAME, (width) => drawYearsOff(this.bins, width));
  }

  /** @override */
  render() {
    const { bins, sentences } = this;
    if (bins.length === 0) return nothing;
    return chartFrame(this, {
      ...words,
      intro: html`<p class="hint" data-years-off>${sentences.join(' ')}</p>`,
      body: html`<div data-chart=${NAME}></div>`,
      table: {
        ...words.table,
        columns: [{ title: words.off, write: offTitle }, { title: words.answers }],
        rows: () => bins.map(({ years, count }) => [years, count]),
      },
    });
  }
}

customElements.define('agelens-years-off', YearsOff);
