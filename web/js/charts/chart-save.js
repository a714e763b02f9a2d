/** @import {Chart} from './chart-frame.js' */
/** @import {Picture} from './chart-element.js' */
import { html, LitElement, nothing } from 'lit';
import { strings } from '../strings.js';

const words = strings.charts;

/** @typedef {'svg' | 'png' | 'csv'} Format */

/**
 * Saves a chart as a picture and as figures. Emits `chart-saved` {name, blob}. What makes the files is loaded when it is asked
 * for. A chart without pictures is saved as figures alone.
 */
class ChartSave extends LitElement {
  /** @override */
  static properties = {
    chart: { attribute: false },
    pictures: { attribute: false },
    key: { attribute: false },
    failed: { state: true },
  };

  constructor() {
    super();
    /** @type {Chart | null} */
    this.chart = null;
    /** @type {(() => Picture[]) | null} */
    this.pictures = null;
    /** @type {() => Element | null} What the lines mean. */
    this.key = () => null;
    this.failed = false;
  }

  /** @override */
  createRenderRoot() {
    return this;
  }

  /** @returns {Format[]} */
  get #formats() {
    return this.pictures ? ['svg', 'png', 'csv'] : ['csv'];
  }

  /** @param {Format} format */
  async #save(format) {
    const { chart } = this;
    if (!chart) return;
    this.failed = false;
    try {
      const { chartFile } = await import('./save-chart.js');
      const drawn = { pictures: this.pictures?.() ?? [], key: this.key() };
      const blob = await chartFile(chart, drawn, format);
      const detail = { name: `${chart.file}.${format}`, blob };
      this.dispatchEvent(new CustomEvent('chart-saved', { bubbles: true, composed: true, detail }));
    } catch {
      this.failed = true;
    }
  }

  /** @override */
  render() {
    const { chart } = this;
    if (!chart) return nothing;
    return html`
      <div class="chart-save" role="group" aria-label=${words.saveGroup(chart.name)}>
        <span aria-hidden="true">${words.save}</span>
        ${this.#formats.map(
          (format) => html`
            <button type="button" class="quiet small" data-save=${format}
              aria-label=${words.saveAs(chart.name, format.toUpperCase())}
              @click=${() => this.#save(format)}>${format.toUpperCase()}</button>`,
        )}
        ${this.failed ? html`<span class="problem" role="alert">${words.notSaved}</span>` : nothing}
      </div>`;
  }
}

customElements.define('agelens-chart-save', ChartSave);
