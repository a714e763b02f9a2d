/** @import {EpochResult} from '../types.d.ts' */
import { html } from 'lit';
import { strings } from '../strings.js';
import { ChartElement } from './chart-element.js';
import { chartFrame } from './chart-frame.js';
import { drawHistory, HISTORY_CHARTS } from './history-plot.js';

const words = strings.charts.history;

const SERIES = /** @type {const} */ (['held-out', 'training']);

/** Plot takes tens of milliseconds for a chart on a slow machine, and nobody reads a curve that changes faster. */
const DRAW_EVERY_MS = 250;

/** Log loss and accuracy over epochs, on training copies and on held-out photographs, with a table that says the same. */
class LearningCurves extends ChartElement {
  /** @override */
  static properties = { history: { attribute: false }, epochs: { attribute: false } };

  constructor() {
    super();
    /** @type {EpochResult[]} */
    this.history = [];
    this.epochs = 1;
    this.drawEveryMs = DRAW_EVERY_MS;
  }

  /** @override */
  drawAll() {
    for (const chart of HISTORY_CHARTS) {
      const { history, epochs } = this;
      this.fill(chart.name, (width) => drawHistory(chart, history, epochs, width), chart.title);
    }
  }

  /** @override */
  render() {
    return chartFrame(this, {
      ...words,
      key: html`
        <span class="key">
          ${SERIES.map(
            (name) => html`
              <span data-series=${name}>
                <svg viewBox="0 0 22 4" aria-hidden="true"><line x2="22" y1="2" y2="2"></line></svg> ${words.series[name]}
              </span>`,
          )}
        </span>`,
      body: html`
        <div class="curve-pair">
          ${HISTORY_CHARTS.map(
            ({ name, title }) => html`<div><p class="curve-title">${title}</p><div data-chart=${name}></div></div>`,
          )}
        </div>`,
      table: this.#table(this.history),
    });
  }

  /** @param {EpochResult[]} history */
  #table(history) {
    const [epoch, ...figures] = words.columns;
    return {
      ...words.table,
      columns: [{ title: epoch ?? '' }, ...figures.map((title) => ({ title, write: three }))],
      rows: () =>
        history.map((result) => [
          result.epoch,
          ...[result.loss, result.heldOutLoss, result.accuracy, result.heldOutAccuracy],
        ]),
    };
  }
}

/** @param {number} value */
const three = (value) => value.toFixed(3);

customElements.define('agelens-learning-curves', LearningCurves);
