/** @import {PersonMetrics, Run} from '../types.d.ts' */
/** @import {Behind} from './behind-run.js' */
import { html, nothing } from 'lit';
import { strings } from '../strings.js';
import { bar } from './bar.js';
import { decimal, percent, whole } from './format.js';
import './photo-answers.js';
import { RunElement } from './run-element.js';
import { personsAreKnown, personsWorstFirst } from './run-order.js';

const SHOWN_AT_ONCE = 12;
const words = strings.results.persons;

/**
 * How well each person was judged, the worst first: whom the average hides. A person's photographs open below the row. Nothing
 * where persons are not known.
 */
class PersonTable extends RunElement {
  /** @override */
  static properties = {
    behind: { attribute: false },
    disabled: { type: Boolean },
    unfolded: { state: true },
    person: { state: true },
  };

  constructor() {
    super();
    /** @type {Map<string, Behind> | null} */
    this.behind = null;
    this.disabled = false;
    this.unfolded = false;
    /** @type {number | null} Whose photographs are shown, an index. */
    this.person = null;
  }

  /** @override @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('run')) this.person = null;
  }

  /** @override */
  render() {
    const { run } = this;
    if (!run || !personsAreKnown(run)) return nothing;
    if (run.perPerson.length <= SHOWN_AT_ONCE) return this.#table(run);
    return html`
      <details class="persons" @toggle=${(/** @type {Event} */ { target, currentTarget }) => {
        if (target === currentTarget) this.unfolded = /** @type {HTMLDetailsElement} */ (target).open;
      }}>
        <summary>${words.folded(run.perPerson.length)}</summary>
        ${this.unfolded ? this.#table(run) : nothing}
      </details>`;
  }

  /** @param {Run} run */
  #table(run) {
    const inYears = run.perPerson.some(({ maeYears }) => maeYears !== null);
    return html`
      <table class="figures person-table">
        <caption>${words.title}</caption>
        <thead>
          <tr>
            <th scope="col">${words.person}</th>
            <th scope="col">${words.photographs}</th>
            <th scope="col">${words.accuracy}</th>
            ${inYears ? html`<th scope="col">${words.yearsOff}</th>` : nothing}
          </tr>
        </thead>
        <tbody>${personsWorstFirst(run).map((metrics) => this.#row(run, metrics, inYears))}</tbody>
      </table>`;
  }

  /** @param {Run} run @param {PersonMetrics} metrics @param {boolean} inYears */
  #row(run, { personIndex, count: tested, accuracy, maeYears }, inYears) {
    const name = run.personNames[personIndex] ?? words.nameless(personIndex);
    const isOpen = this.person === personIndex;
    const press = () => {
      this.person = isOpen ? null : personIndex;
    };
    return html`
      <tr data-person=${personIndex}>
        <th scope="row">
          <button type="button" class="term" aria-expanded=${isOpen} title=${words.show(name)} @click=${press}>${name}</button>
        </th>
        <td>${whole(tested)}</td>
        <td data-value=${accuracy}>${percent(accuracy, 0)} ${bar(accuracy)}</td>
        ${inYears ? html`<td>${decimal(maeYears ?? Number.NaN, 1)}</td>` : nothing}
      </tr>
      ${isOpen ? this.#photographs(run, name, inYears ? 4 : 3) : nothing}`;
  }

  /** @param {Run} run @param {string} name @param {number} columns */
  #photographs(run, name, columns) {
    const shown = run.predictions.filter(({ person }) => person === name);
    return html`
      <tr class="person-photographs">
        <td colspan=${columns}>
          <agelens-photo-answers .run=${run} .predictions=${shown} .behind=${this.behind}
            .disabled=${this.disabled}></agelens-photo-answers>
        </td>
      </tr>`;
  }
}

customElements.define('agelens-person-table', PersonTable);
