/** @import {AppState, Dataset, Trained} from '../types.d.ts' */
import { html, nothing } from 'lit';
import { alertBox } from './alert.js';
import { LightElement } from './light-element.js';

/** The embedding map, folded, and loaded when it is first unfolded. Its events are those of map/embedding-map.js. */
class MapDetails extends LightElement {
  /** @override */
  static properties = {
    trained: { attribute: false },
    photographs: { attribute: false },
    job: { attribute: false },
    state: { attribute: false },
    error: { attribute: false },
    isMissing: { state: true },
  };

  constructor() {
    super();
    /** @type {Trained | null} */
    this.trained = null;
    /** @type {Dataset | null} */
    this.photographs = null;
    /** @type {AppState['job']} */
    this.job = null;
    /** @type {AppState['embeddingMap'] | null} */
    this.state = null;
    /** @type {string | null} */
    this.error = null;
    this.isMissing = false;
  }

  /** @param {Event} event */
  async #toggled({ target }) {
    if (!(/** @type {HTMLDetailsElement} */ (target).open)) return;
    try {
      await import('./map/embedding-map.js');
      this.isMissing = false;
    } catch {
      this.isMissing = true;
    }
  }

  /** @override */
  render() {
    if (!this.trained || this.trained.model.photographs.length < 3) return nothing;
    return html`
      <details class="map" @toggle=${this.#toggled}>
        <summary>Embedding map: which photographs are alike to the backbone</summary>
        ${alertBox(this.isMissing ? 'The map could not be loaded. Check the network, then reload the page.' : null)}
        <agelens-embedding-map .trained=${this.trained} .photographs=${this.photographs} .job=${this.job}
          .state=${this.state} .error=${this.error}></agelens-embedding-map>
      </details>`;
  }
}

customElements.define('agelens-map-details', MapDetails);
