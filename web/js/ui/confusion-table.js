/** @import {Run} from '../types.d.ts' */
/** @import {Behind} from './behind-run.js' */
import { html, nothing } from 'lit';
import { strings } from '../strings.js';
import { percent, whole } from './format.js';
import { nextCell } from './matrix-keys.js';
import './photo-answers.js';
import { heatClass, sharesOf } from './row-heat.js';
import { RunElement } from './run-element.js';
import { testedCount } from './words.js';

const words = strings.results.confusion;

/** @typedef {{ row: number, column: number }} Cell */

/**
 * Which class is taken for which. The heat of a cell is its share of its row. A cell is a button that opens the photographs
 * behind it; Tab reaches one of them, the arrow keys the others.
 */
class ConfusionTable extends RunElement {
  /** @override */
  static properties = {
    behind: { attribute: false },
    disabled: { type: Boolean },
    at: { state: true },
    open: { state: true },
  };

  constructor() {
    super();
    /** @type {Map<string, Behind> | null} */
    this.behind = null;
    this.disabled = false;
    /** @type {Cell | null} Where Tab comes to; the first cell that holds something, unless the keyboard was elsewhere. */
    this.at = null;
    /** @type {Cell | null} */
    this.open = null;
  }

  /** @override @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (!changed.has('run')) return;
    this.open = null;
    this.at = null;
    (this.run?.metrics.confusion ?? []).forEach((cells, row) => {
      const column = cells.findIndex((count) => count > 0);
      if (column >= 0) this.at ??= { row, column };
    });
  }

  /** @override */
  render() {
    const { run } = this;
    if (!run) return nothing;
    const { classNames } = run;
    return html`
      <figure class="confusion" aria-labelledby="confusion-caption">
        <figcaption id="confusion-caption">${words.title} <span class="hint">${words.hint}</span></figcaption>
        <div class="scroll-wide">
          <table role="grid" aria-label=${words.label} @keydown=${this.#key}>
            <thead>
              <tr>
                <th scope="col"><span class="axis">${words.corner[0]}<br />${words.corner[1]}</span></th>
                ${classNames.map((name) => html`<th scope="col">${name}</th>`)}
              </tr>
            </thead>
            <tbody>${run.metrics.confusion.map((cells, row) => this.#row(run, cells, row))}</tbody>
          </table>
        </div>
        <agelens-confusion-save .run=${run}></agelens-confusion-save>
        ${this.#photographs(run)}
      </figure>`;
  }

  /** @param {Run} run @param {number[]} cells @param {number} row */
  #row(run, cells, row) {
    const { classNames, protocol } = run;
    const shares = sharesOf(cells);
    return html`
      <tr>
        <th scope="row">${classNames[row]}</th>
        ${cells.map((count, column) => {
          const share = shares[column] ?? 0;
          const heat = heatClass(share);
          const right = row === column;
          if (count === 0) return html`<td class=${heat} ?data-right=${right}>${whole(count)}</td>`;
          const cell = { row, column };
          return html`
            <td class=${heat} ?data-right=${right}>
              <button type="button" data-cell="${row} ${column}" tabindex=${isSame(cell, this.at) ? 0 : -1}
                aria-label=${words.cell(testedCount(count, protocol), classNames[row], classNames[column])}
                aria-expanded=${isSame(cell, this.open)} title=${words.share(percent(share, 0), classNames[row])}
                @click=${() => this.#press(cell)}>${whole(count)}</button>
            </td>`;
        })}
      </tr>`;
  }

  /** @param {Cell} cell */
  #press(cell) {
    this.at = cell;
    this.open = isSame(cell, this.open) ? null : cell;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const { run, at } = this;
    if (!run || !at) return;
    if (event.key === 'Escape' && this.open) {
      this.open = null;
      return;
    }
    const next = nextCell(run.metrics.confusion, at, event.key);
    if (!next) return;
    event.preventDefault();
    this.at = next;
    this.#focus(next);
  }

  /** @param {Cell} cell */
  #focus({ row, column }) {
    /** @type {HTMLElement | null} */ (this.querySelector(`[data-cell="${row} ${column}"]`))?.focus();
  }

  /** @param {Run} run */
  #photographs(run) {
    const { open } = this;
    if (!open) return nothing;
    const { classNames, predictions, protocol } = run;
    const shown = predictions.filter(
      ({ classIndex, predictedIndex }) => classIndex === open.row && predictedIndex === open.column,
    );
    const close = () => {
      this.open = null;
      this.#focus(open);
    };
    return html`
      <section class="behind-cell" aria-labelledby="behind-cell-title" @keydown=${(
        /** @type {KeyboardEvent} */ { key },
      ) => key === 'Escape' && close()}>
        <div class="behind-head">
          <h3 id="behind-cell-title">
            ${words.cell(testedCount(shown.length, protocol), classNames[open.row], classNames[open.column])}
          </h3>
          <button type="button" class="small" @click=${close}>${words.close}</button>
        </div>
        <agelens-photo-answers .run=${run} .predictions=${shown} .behind=${this.behind}
          .disabled=${this.disabled}></agelens-photo-answers>
      </section>`;
  }
}

/** @param {Cell} cell @param {Cell | null} other */
const isSame = ({ row, column }, other) => row === other?.row && column === other.column;

customElements.define('agelens-confusion-table', ConfusionTable);
