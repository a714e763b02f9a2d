/** @import {CoveragePoint} from '../types.d.ts' */
import { html } from 'lit';
import { strings } from '../strings.js';
import { ChartElement } from './chart-element.js';
import { chartFrame } from './chart-frame.js';
import { drawCoverage } from './coverage-plot.js';
import { percent } from './picture.js';

const NAME = 'coverage';
const words = strings.charts.coverage;

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
    this.fill(NAME, (width) => drawCoverage(this.points, width), words.axis);
  }

  /** @override */
  render() {
    const { points } = this;
    const inYears = points.some(({ maeYears }) => maeYears !== null);
    const [sure = '', answered = '', right = '', years = ''] = words.columns;
    return chartFrame(this, {
      ...words,
      intro: html`<p class="hint" data-coverage>${this.sentence}</p>`,
      body: html`<p class="curve-title">${words.axis}</p><div data-chart=${NAME}></div>`,
      table: {
        ...words.table,
        columns: [
          ...[sure, answered, right].map((title) => ({ title, write: percent })),
          ...(inYears ? [{ title: years, write: one }] : []),
        ],
        rows: () =>
          points.map(({ threshold, coverage, accuracy, maeYears }) => [
            ...[threshold, coverage, accuracy],
            ...(inYears ? [maeYears] : []),
          ]),
      },
    });
  }
}

/** @param {number} value */
const one = (value) => value.toFixed(1);

customElements.define('agelens-coverage-curve', CoverageCurve);
