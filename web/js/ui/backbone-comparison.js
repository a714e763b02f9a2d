/** @import {Backbone, BackboneComparison, BackboneRow, Settings, Spread} from '../types.d.ts' */
import { html, nothing } from 'lit';
import { strings } from '../strings.js';
import { COMPARE, comparedSentence, flatteredSentence } from './backbone-words.js';
import { decimal, megabytes, percent, range, whole } from './format.js';
import { intervalOf } from './interval.js';
import { partsOf } from './joined-name.js';
import { LightElement } from './light-element.js';
import { CROPS } from './words.js';

const words = strings.backbones;

/** Which backbone sees the most. Emits `backbones-compared`, and `setting-changed` {patch} for a row to use. */
class BackboneTable extends LightElement {
  /** @override */
  static properties = {
    report: { attribute: false },
    settings: { attribute: false },
    backbones: { attribute: false },
    disabled: { attribute: false },
  };

  constructor() {
    super();
    /** @type {BackboneComparison | null} */
    this.report = null;
    /** @type {Settings | null} */
    this.settings = null;
    /** @type {Backbone[]} */
    this.backbones = [];
    this.disabled = false;
  }

  /** @override */
  render() {
    return html`
      <div class="search">
        <h3 id="backbones-title" tabindex="-1">${words.compare}</h3>
        <p class="hint">${COMPARE}</p>
        <p class="compare-action">
          <button type="button" ?disabled=${this.disabled} @click=${() => this.emit('backbones-compared')}>
            ${this.report ? words.compareAgain : words.compare}
          </button>
        </p>
        ${this.report ? this.#report(this.report) : nothing}
      </div>`;
  }

  /** @param {BackboneComparison} report */
  #report(report) {
    const { rows } = report;
    const ordinal = rows.some(({ maeYears }) => maeYears !== null);
    return html`
      <p class="compared" data-compared>${comparedSentence(report)} ${flatteredSentence(rows.length)}</p>
      <table class="figures search-table backbone-table" aria-labelledby="backbones-title">
        <thead>
          <tr>
            <th scope="col">${words.backbone}</th><th scope="col">${words.accuracy}</th>
            ${ordinal ? html`<th scope="col">${words.withinOne}</th><th scope="col">${words.yearsOff}</th>` : nothing}
            <th scope="col">${words.numbers}</th><th scope="col">${words.downloadHead}</th>
            <th scope="col">${words.speed}</th>
            <th scope="col"><span class="visually-hidden">${words.use}</span></th>
          </tr>
        </thead>
        <tbody>${rows.map((row) => this.#row(row, ordinal))}</tbody>
      </table>
      ${this.#trainedOn(rows)}`;
  }

  /** @param {BackboneRow} row @param {boolean} ordinal */
  #row({ backbone, title, crop, ...row }, ordinal) {
    const { settings } = this;
    const inUse = settings?.backbone === backbone && settings.crop === crop;
    return html`
      <tr data-backbone=${backbone} data-seen=${crop}>
        <th scope="row">${title} <span class="hint">${CROPS[crop].toLowerCase()}</span></th>
        <td data-label=${words.accuracy} data-value=${row.accuracy.mean}>
          ${percent(row.accuracy.mean)}
          ${intervalOf('backbone-accuracy', row.accuracyInterval, (share) => percent(share, 0))}
          ${overSeeds(row.accuracy)}
        </td>
        ${
          ordinal
            ? html`
              <td data-label=${words.withinOne}>${percent(row.withinOne?.mean ?? Number.NaN)}</td>
              <td data-label=${words.yearsOff}>${decimal(row.maeYears?.mean ?? Number.NaN, 1)}</td>`
            : nothing
        }
        <td data-label=${words.numbers}>${whole(row.embeddingSize)}</td>
        <td data-label=${words.downloadHead}>${megabytes(row.bytes)}</td>
        <td data-label=${words.speed}>${decimal(row.msPerImage, row.msPerImage < 10 ? 1 : 0)}</td>
        <td>
          <button type="button" ?disabled=${this.disabled} aria-pressed=${inUse}
            aria-label="${inUse ? words.inUse : words.use}: ${title}, ${CROPS[crop].toLowerCase()}"
            @click=${() => this.emit('setting-changed', { patch: { backbone, crop } })}>
            ${inUse ? words.inUse : words.use}
          </button>
        </td>
      </tr>`;
  }

  /** A backbone that has been trained on ages is no surprise at ages. @param {BackboneRow[]} rows */
  #trainedOn(rows) {
    const names = new Set(rows.flatMap(({ backbone }) => partsOf(backbone)));
    const shown = this.backbones.filter(({ name }) => names.has(name));
    if (shown.length === 0) return nothing;
    return html`
      <details class="trained-on">
        <summary>${words.trainedOn}</summary>
        <dl>${shown.map(({ title, trainedOn }) => html`<div><dt>${title}</dt><dd>${trainedOn}.</dd></div>`)}</dl>
      </details>`;
  }
}

/** @param {Spread} spread */
function overSeeds({ low, high, values }) {
  if (values.length < 2) return nothing;
  return html`<span class="range">${words.seeds(range({ low, high }, (share) => percent(share, 0)))}</span>`;
}

customElements.define('agelens-backbone-comparison', BackboneTable);
