/** @import {Table} from './chart-frame.js' */
import { html, LitElement, nothing } from 'lit';

/** What a chart says, in figures: folded, and only then made. */
class ChartTable extends LitElement {
  /** @override */
  static properties = { table: { attribute: false }, isOpen: { state: true } };

  constructor() {
    super();
    /** @type {Table | null} */
    this.table = null;
    this.isOpen = false;
  }

  /** @override */
  createRenderRoot() {
    return this;
  }

  /** @override */
  render() {
    const { table } = this;
    if (!table?.summary) return nothing;
    const toggled = (/** @type {Event} */ { target }) => {
      this.isOpen = /** @type {HTMLDetailsElement} */ (target).open;
    };
    return html`
      <details @toggle=${toggled}>
        <summary>${table.summary}</summary>
        ${this.isOpen ? written(table) : nothing}
      </details>`;
  }
}

/** @param {Table} table */
function written({ label, columns, rows }) {
  return html`
    <div class="scroll-list" tabindex="0" role="region" aria-label=${label}>
      <table class="figures">
        <thead><tr>${columns.map(({ title }) => html`<th scope="col">${title}</th>`)}</tr></thead>
        <tbody>
          ${rows().map(
            ([first, ...others]) => html`
              <tr>
                <th scope="row">${cell(columns[0], first)}</th>
                ${others.map((value, index) => html`<td>${cell(columns[index + 1], value)}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
}

/** @param {Table['columns'][number] | undefined} column @param {string | number | null | undefined} value */
function cell(column, value) {
  if (value == null || (typeof value === 'number' && !Number.isFinite(value))) return '–';
  return column?.write?.(/** @type {never} */ (value)) ?? `${value}`;
}

customElements.define('agelens-chart-table', ChartTable);
