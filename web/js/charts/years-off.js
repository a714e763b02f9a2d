/** @import {YearsBin} from './years-off-plot.js' */
import { html, nothing } from 'lit';
import { strings } from '../strings.js';
import { ChartElement } from './chart-element.js';
import { drawYearsOff, offTitle } from './years-off-plot.js';

const TITLE = 'Years off';

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
    this.fill(TITLE, (width) => drawYearsOff(this.bins, width));
  }

  /** @override */
  render() {
    const words = strings.results.yearsChart;
    if (this.bins.length === 0) return nothing;
    return html`
      <figure class="curves">
        <figcaption>${words.title}</figcaption>
        <p class="hint" data-years-off>${this.sentences.join(' ')}</p>
        <div data-chart=${TITLE}></div>
        <details>
          <summary>${words.asTable}</summary>
          <div class="scroll-list" tabindex="0" role="region" aria-label=${words.tableLabel}>
            <table class="figures">
              <thead><tr><th scope="col">${words.off}</th><th scope="col">${words.answers}</th></tr></thead>
              <tbody>
                ${this.bins.map(
                  ({ years, count }) => html`<tr><th scope="row">${offTitle(years)}</th><td>${count}</td></tr>`,
                )}
              </tbody>
            </table>
          </div>
        </details>
      </figure>`;
  }
}

customElements.define('agelens-years-off', YearsOff);
