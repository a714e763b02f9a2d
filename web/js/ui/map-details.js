import { html, nothing } from 'lit';
import { strings } from '../strings.js';
import './job-progress.js';
import { lazyPart } from './lazy-part.js';
import { MapElement } from './map/map-element.js';

/** The embedding map, folded, and loaded when it is first unfolded. Its events are those of map/embedding-map.js. */
class MapDetails extends MapElement {
  /** @override */
  static properties = { ...MapElement.properties, isOpen: { state: true } };

  constructor() {
    super();
    this.isOpen = false;
    this.panel = lazyPart(this, () => import('./map/embedding-map.js'));
  }

  /** @param {Event} event */
  #toggled({ target }) {
    this.isOpen = /** @type {HTMLDetailsElement} */ (target).open;
    if (this.isOpen) this.panel.need();
  }

  /** @override */
  render() {
    const { job } = this;
    if (!this.trained || this.trained.model.photographs.length < 3) return nothing;
    return html`
      <details class="map" @toggle=${this.#toggled}>
        <summary>${strings.map.summary}</summary>
        ${this.panel.alert()}
        <agelens-embedding-map .trained=${this.trained} .photographs=${this.photographs} .job=${job}
          .state=${this.state} .error=${this.error}></agelens-embedding-map>
      </details>
      ${!this.isOpen && job?.kind === 'map' ? html`<agelens-job-progress .job=${job}></agelens-job-progress>` : nothing}`;
  }
}

customElements.define('agelens-map-details', MapDetails);
