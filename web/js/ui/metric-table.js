/** @import {Interval} from '../types.d.ts' */
import { html, nothing } from 'lit';
import { decimal } from './format.js';
import { intervalOf } from './interval.js';
import { RunElement } from './run-element.js';

/** @typedef {{macro: Interval | null, weighted: Interval | null} | undefined} Ranges */

/** The figures for those who know them by name, each over its 95 % interval. */
class MetricTable extends RunElement {
  /** @override */
  render() {
    const { run } = this;
    if (!run) return nothing;
    const { metrics, intervals } = run;
    /** @type {[string, string, {macro: number, weighted: number}, Ranges][]} */
    const averages = [
      ['Precision', 'precision', metrics.precision, intervals?.precision],
      ['Recall', 'recall', metrics.recall, intervals?.recall],
      ['F1', 'f1', metrics.f1, intervals?.f1],
    ];
    /** @type {[string, string, number | null, Interval | null | undefined, string][]} */
    const single = [
      [
        'Quadratic weighted kappa',
        'kappa',
        metrics.quadraticWeightedKappa,
        intervals?.quadraticWeightedKappa,
        '1 is perfect, 0 is chance',
      ],
      ['Log loss', 'log-loss', metrics.logLoss, intervals?.logLoss, 'lower is better'],
      ['Calibration error (ECE)', 'ece', metrics.ece, intervals?.ece, '0: as sure as it is right'],
    ];
    return html`
      <table class="figures">
        <caption>Averages over classes</caption>
        <thead><tr><td></td><th scope="col">Macro</th><th scope="col">Weighted</th></tr></thead>
        <tbody>
          ${averages.map(
            ([title, name, { macro, weighted }, ranges]) => html`
              <tr>
                <th scope="row">${title}</th>
                ${cell(`macro-${name}`, macro, ranges?.macro)} ${cell(`weighted-${name}`, weighted, ranges?.weighted)}
              </tr>`,
          )}
        </tbody>
      </table>
      <table class="figures">
        <caption>How good and how sure</caption>
        <tbody>
          ${single.map(([title, name, value, interval, hint]) =>
            value === null
              ? nothing
              : html`
                <tr>
                  <th scope="row">${title} <span class="hint">${hint}</span></th>
                  ${cell(name, value, interval)}
                </tr>`,
          )}
        </tbody>
      </table>`;
  }
}

/** @param {string} name @param {number} value @param {Interval | null | undefined} interval */
function cell(name, value, interval) {
  return html`
    <td>
      <span data-metric=${name} data-value=${value}>${decimal(value)}</span>
      ${intervalOf(name, interval, (end) => decimal(end, 2))}
    </td>`;
}

customElements.define('agelens-metric-table', MetricTable);
