/** @import {Run} from '../types.d.ts' */
import { html, nothing } from 'lit';
import { count, decimal, percent, whole } from './format.js';
import { RunElement } from './run-element.js';
import { personsAreKnown, personsWorstFirst } from './run-order.js';

const SHOWN_AT_ONCE = 12;

/** How well each person was judged, the worst first: whom the average hides. Nothing where persons are not known. */
class PersonTable extends RunElement {
  /** @override */
  static properties = { open: { state: true } };

  constructor() {
    super();
    this.open = false;
  }

  /** @override */
  render() {
    const { run } = this;
    if (!run || !personsAreKnown(run)) return nothing;
    if (run.perPerson.length <= SHOWN_AT_ONCE) return table(run);
    return html`
      <details class="persons" @toggle=${(/** @type {Event} */ { target }) => {
        this.open = /** @type {HTMLDetailsElement} */ (target).open;
      }}>
        <summary>Each of ${count(run.perPerson.length, 'person', 'persons')}, the worst first</summary>
        ${
          this.open
            ? html`<div class="scroll-list" tabindex="0" role="region" aria-label="Each person">${table(run)}</div>`
            : nothing
        }
      </details>`;
  }
}

/** @param {Run} run */
function table(run) {
  const { perPerson, personNames } = run;
  const inYears = perPerson.some(({ maeYears }) => maeYears !== null);
  return html`
    <table class="figures person-table">
      <caption>Each person, the worst first</caption>
      <thead>
        <tr>
          <th scope="col">Person</th><th scope="col">Photographs</th><th scope="col">Accuracy</th>
          ${inYears ? html`<th scope="col">Mean years off</th>` : nothing}
        </tr>
      </thead>
      <tbody>
        ${personsWorstFirst(run).map(
          ({ personIndex, count, accuracy, maeYears }) => html`
            <tr data-person=${personIndex}>
              <th scope="row">${personNames[personIndex] ?? `person ${personIndex + 1}`}</th>
              <td>${whole(count)}</td>
              <td data-value=${accuracy}>${percent(accuracy, 0)}</td>
              ${inYears ? html`<td>${decimal(maeYears ?? Number.NaN, 1)}</td>` : nothing}
            </tr>`,
        )}
      </tbody>
    </table>`;
}

customElements.define('agelens-person-table', PersonTable);
