/** @import {Interval} from '../types.d.ts' */
import { html, nothing } from 'lit';
import { strings } from '../strings.js';
import { figureHelp } from './figure-help.js';
import { decimal } from './format.js';
import { intervalOf } from './interval.js';
import { averageRows, singleRows } from './metric-rows.js';
import { RunElement } from './run-element.js';

/** The figures for those who know them by name, each over its 95 % interval. */
class MetricTable extends RunElement {
  /** @override */
  render() {
    const { run } = this;
    if (!run) return nothing;
    const { figures } = strings.results;
    return html`
      <table class="figures">
        <caption>${figures.averages}</caption>
        <thead><tr><td></td><th scope="col">${figures.macro}</th><th scope="col">${figures.weighted}</th></tr></thead>
        <tbody>
          ${averageRows(run).map(
            ({ title, name, value: { macro, weighted }, ranges }) => html`
              <tr>
                <th scope="row">${title} ${figureHelp(name, title)}</th>
                ${cell(`macro-${name}`, macro, ranges?.macro)} ${cell(`weighted-${name}`, weighted, ranges?.weighted)}
              </tr>`,
          )}
        </tbody>
      </table>
      <table class="figures">
        <caption>${figures.single}</caption>
        <tbody>
          ${singleRows(run).map(
            ({ title, name, value, interval, hint }) => html`
              <tr>
                <th scope="row">${title} ${figureHelp(name, title)} <span class="hint">${hint}</span></th>
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
