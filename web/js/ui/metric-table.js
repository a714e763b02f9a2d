/** @import {Metrics} from '../types.d.ts' */
import { html, nothing } from 'lit';
import { decimal } from './format.js';
import { LightElement } from './light-element.js';

/** The figures for those who know them by name. */
class MetricTable extends LightElement {
  /** @override */
  static properties = { metrics: { attribute: false } };

  constructor() {
    super();
    /** @type {Metrics | null} */
    this.metrics = null;
  }

  /** @override */
  render() {
    const { metrics } = this;
    if (!metrics) return nothing;
    /** @type {[string, string, {macro: number, weighted: number}][]} */
    const averages = [
      ['Precision', 'precision', metrics.precision],
      ['Recall', 'recall', metrics.recall],
      ['F1', 'f1', metrics.f1],
    ];
    /** @type {[string, string, number | null, string][]} */
    const single = [
      ['Quadratic weighted kappa', 'kappa', metrics.quadraticWeightedKappa, '1 is perfect, 0 is chance'],
      ['Log loss', 'log-loss', metrics.logLoss, 'lower is better'],
      ['Calibration error (ECE)', 'ece', metrics.ece, '0: as sure as it is right'],
    ];
    return html`
      <table class="figures">
        <caption>Averages over classes</caption>
        <thead><tr><td></td><th scope="col">Macro</th><th scope="col">Weighted</th></tr></thead>
        <tbody>
          ${averages.map(
            ([title, name, { macro, weighted }]) => html`
              <tr>
                <th scope="row">${title}</th>
                <td data-metric="macro-${name}" data-value=${macro}>${decimal(macro)}</td>
                <td data-metric="weighted-${name}" data-value=${weighted}>${decimal(weighted)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
      <table class="figures">
        <caption>How good and how sure</caption>
        <tbody>
          ${single.map(([title, name, value, hint]) =>
            value === null
              ? nothing
              : html`
                <tr>
                  <th scope="row">${title} <span class="hint">${hint}</span></th>
                  <td data-metric=${name} data-value=${value}>${decimal(value)}</td>
                </tr>`,
          )}
        </tbody>
      </table>`;
  }
}

customElements.define('agelens-metric-table', MetricTable);
