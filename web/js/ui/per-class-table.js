/** @import {Interval} from '../types.d.ts' */
import { html, nothing } from 'lit';
import { decimal, whole } from './format.js';
import { intervalOf } from './interval.js';
import { RunElement } from './run-element.js';

/** Precision, recall, F1 and support of each class, with 95 % intervals. */
class PerClassTable extends RunElement {
  /** @override */
  render() {
    const { run } = this;
    if (!run) return nothing;
    return html`
      <table class="figures">
        <caption>Each class</caption>
        <thead>
          <tr>
            <th scope="col">Class</th><th scope="col">Precision</th><th scope="col">Recall</th><th scope="col">F1</th>
            <th scope="col">Support</th>
          </tr>
        </thead>
        <tbody>
          ${run.metrics.perClass.map(
            ({ precision, recall, f1, support }, index) => html`
              <tr>
                <th scope="row">${run.classNames[index]}</th>
                ${cell('class-precision', precision, run.intervals?.perClass[index]?.precision)}
                ${cell('class-recall', recall, run.intervals?.perClass[index]?.recall)}
                ${cell('class-f1', f1, run.intervals?.perClass[index]?.f1)}
                <td>${whole(support)}</td>
              </tr>`,
          )}
        </tbody>
      </table>`;
  }
}

const two = (/** @type {number} */ value) => decimal(value, 2);

/** @param {string} name @param {number} value @param {Interval | null | undefined} interval */
function cell(name, value, interval) {
  return html`<td>${two(value)} ${intervalOf(name, interval, two)}</td>`;
}

customElements.define('agelens-per-class-table', PerClassTable);
