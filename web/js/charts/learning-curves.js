/** @import {EpochResult} from '../types.d.ts' */
import { html, nothing } from 'lit';
import { ChartElement } from './chart-element.js';
import { drawHistory, HISTORY_CHARTS, HISTORY_TITLE } from './history-plot.js';

/** Log loss and accuracy over epochs, on training copies and on held-out photographs, with a table that says the same. */
class LearningCurves extends ChartElement {
  /** @override */
  static properties = { history: { attribute: false }, epochs: { attribute: false }, tableOpen: { state: true } };

  constructor() {
    super();
    /** @type {EpochResult[]} */
    this.history = [];
    this.epochs = 1;
    this.tableOpen = false;
  }

  /** @override */
  drawAll() {
    for (const chart of HISTORY_CHARTS) {
      this.fill(chart.title, (width) => drawHistory(chart, this.history, this.epochs, width));
    }
  }

  /** @override */
  render() {
    return html`
      <figure class="curves">
        <figcaption>
          ${HISTORY_TITLE}
          <span class="key">
            ${['held out', 'training'].map(
              (name) => html`
                <span data-series=${name}>
                  <svg viewBox="0 0 22 4" aria-hidden="true"><line x2="22" y1="2" y2="2"></line></svg> ${name}
                </span>`,
            )}
          </span>
        </figcaption>
        <div class="curve-pair">
          ${HISTORY_CHARTS.map(
            ({ title }) => html`<div><p class="curve-title">${title}</p><div data-chart=${title}></div></div>`,
          )}
        </div>
        <details @toggle=${(/** @type {Event} */ { target }) => {
          this.tableOpen = /** @type {HTMLDetailsElement} */ (target).open;
        }}>
          <summary>The curves as a table</summary>
          ${this.tableOpen ? this.#table() : nothing}
        </details>
      </figure>`;
  }

  #table() {
    const text = (/** @type {number | null} */ value) =>
      value !== null && Number.isFinite(value) ? value.toFixed(3) : '–';
    return html`
      <div class="scroll-list" tabindex="0" role="region" aria-label="Learning curves as a table">
        <table class="figures">
          <thead>
            <tr>
              <th scope="col">Epoch</th><th scope="col">Log loss, training</th><th scope="col">Log loss, held out</th>
              <th scope="col">Accuracy, training</th><th scope="col">Accuracy, held out</th>
            </tr>
          </thead>
          <tbody>
            ${this.history.map(
              (result) => html`
                <tr>
                  <th scope="row">${result.epoch}</th><td>${text(result.loss)}</td><td>${text(result.heldOutLoss)}</td>
                  <td>${text(result.accuracy)}</td><td>${text(result.heldOutAccuracy)}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>`;
  }
}

customElements.define('agelens-learning-curves', LearningCurves);
