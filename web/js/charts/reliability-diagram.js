/** @import {ReliabilityBin} from '../types.d.ts' */
import { html } from 'lit';
import { strings } from '../strings.js';
import { ChartElement } from './chart-element.js';
import { chartFrame } from './chart-frame.js';
import { percent } from './picture.js';
import { drawReliability } from './reliability-plot.js';

const NAME = 'reliability';
const words = strings.charts.reliability;

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
    this.fill(NAME, (width) => drawReliability(this.bins, width), words.axis);
  }

  /** @override */
  render() {
    const { bins } = this;
    return chartFrame(this, {
      ...words,
      intro: html`<p class="hint">${words.hint}</p>`,
      body: html`<p class="curve-title">${words.axis}</p><div data-chart=${NAME}></div>`,
      table: {
        ...words.table,
        columns: [
          { title: words.columns[0], write: percent },
          { title: words.columns[1], write: percent },
          { title: words.columns[2] },
          { title: words.columns[3], write: percent },
          { title: words.columns[4], write: percent },
        ],
        rows: () =>
          bins.map(({ low, high, count, meanProbability, accuracy }) => [
            ...[low, high, count],
            ...(count > 0 ? [meanProbability, accuracy] : [null, null]),
          ]),
      },
    });
  }
}

customElements.define('agelens-reliability-diagram', ReliabilityDiagram);
