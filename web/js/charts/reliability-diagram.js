/** @import {ReliabilityBin} from '../types.d.ts' */
import { html } from 'lit';
import { ChartElement } from './chart-element.js';
import { percent } from './picture.js';
import { drawReliability, RELIABILITY } from './reliability-plot.js';

const TITLE = 'Reliability';

/** Whether the classifier is as sure as it is right, with a table that says the same. */
class ReliabilityDiagram extends ChartElement {
  /** @override */
  static properties = { bins: { attribute: false } };

  constructor() {
    super();
    /** @type {ReliabilityBin[]} */
    this.bins = [];
  }

  /** @override */
  drawAll() {
    this.fill(TITLE, (width) => drawReliability(this.bins, width));
  }

  /** @override */
  render() {
    return html`
      <figure class="curves">
        <figcaption>${RELIABILITY.title}</figcaption>
        <p class="hint">${RELIABILITY.hint}</p>
        <p class="curve-title">${RELIABILITY.axis}</p>
        <div data-chart=${TITLE}></div>
        <details>
          <summary>The diagram as a table</summary>
          <div class="scroll-list" tabindex="0" role="region" aria-label="Reliability as a table">
            <table class="figures">
              <thead>
                <tr>
                  <th scope="col">Says</th><th scope="col">Answers</th><th scope="col">Mean</th>
                  <th scope="col">Right</th>
                </tr>
              </thead>
              <tbody>${this.bins.map(row)}</tbody>
            </table>
          </div>
        </details>
      </figure>`;
  }
}

/** @param {ReliabilityBin} bin */
function row({ low, high, count, meanProbability, accuracy }) {
  return html`
    <tr>
      <th scope="row">${percent(low)} to ${percent(high)}</th><td>${count}</td>
      <td>${count > 0 ? percent(meanProbability) : '–'}</td><td>${count > 0 ? percent(accuracy) : '–'}</td>
    </tr>`;
}

customElements.define('agelens-reliability-diagram', ReliabilityDiagram);
