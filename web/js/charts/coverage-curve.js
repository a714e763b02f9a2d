/** @import {CoveragePoint} from '../types.d.ts' */
import { html, nothing } from 'lit';
import { ChartElement } from './chart-element.js';
import { COVERAGE, drawCoverage } from './coverage-plot.js';
import { percent } from './picture.js';

const TITLE = 'Coverage';

/** What is gained by leaving doubtful photographs unanswered, with a table that says the same. */
class CoverageCurve extends ChartElement {
  /** @override */
  static properties = { points: { attribute: false }, sentence: { attribute: false } };

  constructor() {
    super();
    /** @type {CoveragePoint[]} */
    this.points = [];
    this.sentence = '';
  }

  /** @override */
  drawAll() {
    this.fill(TITLE, (width) => drawCoverage(this.points, width));
  }

  /** @override */
  render() {
    const inYears = this.points.some(({ maeYears }) => maeYears !== null);
    return html`
      <figure class="curves">
        <figcaption>${COVERAGE.title}</figcaption>
        <p class="hint" data-coverage>${this.sentence}</p>
        <p class="curve-title">${COVERAGE.axis}</p>
        <div data-chart=${TITLE}></div>
        <details>
          <summary>The curve as a table</summary>
          <div class="scroll-list" tabindex="0" role="region" aria-label="Coverage as a table">
            <table class="figures">
              <thead>
                <tr>
                  <th scope="col">At least this sure</th><th scope="col">Answered</th><th scope="col">Right</th>
                  ${inYears ? html`<th scope="col">Years off</th>` : nothing}
                </tr>
              </thead>
              <tbody>${this.points.map((point) => row(point, inYears))}</tbody>
            </table>
          </div>
        </details>
      </figure>`;
  }
}

/** @param {CoveragePoint} point @param {boolean} inYears */
function row({ threshold, coverage, accuracy, maeYears }, inYears) {
  return html`
    <tr>
      <th scope="row">${percent(threshold)}</th><td>${percent(coverage)}</td><td>${percent(accuracy)}</td>
      ${inYears ? html`<td>${maeYears?.toFixed(1) ?? '–'}</td>` : nothing}
    </tr>`;
}

customElements.define('agelens-coverage-curve', CoverageCurve);
