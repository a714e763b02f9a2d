import { html, nothing } from 'lit';
import '../charts/chart-save.js';
import { drawConfusion } from '../charts/confusion-plot.js';
import { strings } from '../strings.js';
import { RunElement } from './run-element.js';

const words = strings.charts.confusion;

/** Saves the confusion matrix of a run, as a picture and as a table. Emits `chart-saved` {name, blob}. */
class ConfusionSave extends RunElement {
  /** @override */
  render() {
    const { run } = this;
    if (!run) return nothing;
    const { classNames, metrics } = run;
    const { confusion } = metrics;
    const table = {
      summary: null,
      label: words.caption,
      columns: [words.corner, ...classNames].map((title) => ({ title })),
      rows: () => confusion.map((row, truth) => [classNames[truth] ?? '', ...row]),
    };
    const draw = (/** @type {number} */ width) =>
      drawConfusion({ name: words.caption, classNames, confusion, axes: words.axes, width });
    return html`
      <agelens-chart-save .chart=${{ ...words, table }}
        .pictures=${() => [{ title: '', draw, heading: null }]}></agelens-chart-save>`;
  }
}

customElements.define('agelens-confusion-save', ConfusionSave);
