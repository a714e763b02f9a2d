/** @import {SearchReport, SearchRow, Settings} from '../types.d.ts' */
import { html, nothing } from 'lit';
import { strings } from '../strings.js';
import { decimal, percent } from './format.js';
import { intervalOf } from './interval.js';
import { LightElement } from './light-element.js';
import { combinationSentence, nestedSentence, SEARCH } from './method-words.js';

const words = strings.search;

/** Good settings, found by trying. Emits `search-requested`, and `setting-changed` {patch} for settings to use. */
class Search extends LightElement {
  /** @override */
  static properties = {
    report: { attribute: false },
    settings: { attribute: false },
    unseen: { attribute: false },
    disabled: { attribute: false },
  };

  constructor() {
    super();
    /** @type {SearchReport | null} */
    this.report = null;
    /** @type {Settings | null} */
    this.settings = null;
    /** What is never seen while choosing: persons, or photographs where persons are not known. */
    this.unseen = /** @type {'persons' | 'photographs'} */ ('persons');
    this.disabled = false;
  }

  /** @override */
  render() {
    return html`
      <div class="search">
        <h3 id="search-title" tabindex="-1">${words.find}</h3>
        <p class="hint">${SEARCH}</p>
        <p class="search-action">
          <button type="button" ?disabled=${this.disabled} @click=${() => this.emit('search-requested')}>
            ${this.report ? words.again : words.find}
          </button>
        </p>
        ${this.report ? this.#report(this.report) : nothing}
      </div>`;
  }

  /** @param {SearchReport} report */
  #report(report) {
    const inYears = report.rows.some(({ maeYears }) => maeYears !== null);
    const { accuracy } = report.nested.metrics;
    return html`
      <p class="nested" data-metric="nested-accuracy" data-value=${accuracy}>${nestedSentence(report, this.unseen)}</p>
      <table class="figures search-table" aria-labelledby="search-title">
        <thead>
          <tr>
            <th scope="col">${words.settings}</th><th scope="col">${words.accuracy}</th>
            ${inYears ? html`<th scope="col">${words.yearsOff}</th>` : nothing}
            <th scope="col">${words.logLoss}</th><th scope="col">${words.chosenBy}</th>
            <th scope="col"><span class="visually-hidden">${words.use}</span></th>
          </tr>
        </thead>
        <tbody>${report.rows.map((row, index) => this.#row(row, index, inYears, report.outerFolds))}</tbody>
      </table>`;
  }

  /** @param {SearchRow} row @param {number} index @param {boolean} inYears @param {number} outerFolds */
  #row(row, index, inYears, outerFolds) {
    const title = combinationSentence(row.settings);
    const inUse = this.#inUse(row.settings);
    return html`
      <tr data-search-row=${index} ?data-tied=${row.tied}>
        <th scope="row">
          ${title}
          ${index > 0 && row.tied ? html`<span class="hint">${words.tied}</span>` : nothing}
        </th>
        <td data-label=${words.accuracy}>
          ${percent(row.accuracy)}
          ${intervalOf('search-accuracy', row.accuracyInterval, (share) => percent(share, 0))}
        </td>
        ${inYears ? html`<td data-label=${words.yearsOff}>${decimal(row.maeYears ?? Number.NaN, 1)}</td>` : nothing}
        <td data-label=${words.logLoss}>${decimal(row.logLoss, 2)}</td>
        <td data-label=${words.chosenBy}>${words.ofFolds(row.chosenBy, outerFolds)}</td>
        <td>
          <button type="button" ?disabled=${this.disabled} aria-pressed=${inUse} aria-label="${inUse ? words.inUse : words.use}: ${title}"
            @click=${() => this.emit('setting-changed', { patch: row.settings })}>
            ${inUse ? words.inUse : words.use}
          </button>
        </td>
      </tr>`;
  }

  /** @param {SearchRow['settings']} tried */
  #inUse(tried) {
    const { settings } = this;
    if (!settings) return false;
    const keys = /** @type {(keyof SearchRow['settings'])[]} */ (Object.keys(tried));
    return keys.every((key) => JSON.stringify(settings[key]) === JSON.stringify(tried[key]));
  }
}

customElements.define('agelens-search', Search);
