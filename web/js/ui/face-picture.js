/** @import {FacesFound, Sample} from '../types.d.ts' */
import { html, nothing } from 'lit';
import { strings } from '../strings.js';
import { cropFrame, faceButtons, faceWords } from './face-overlay.js';
import { LightElement } from './light-element.js';
import './thumbnail.js';

/** A whole photograph, small, with its faces to choose from. Emits `face-chosen` {path, face}. */
class FacePicture extends LightElement {
  /** @override */
  static properties = {
    sample: { attribute: false },
    found: { attribute: false },
    disabled: { attribute: false },
    size: { state: true },
    showable: { state: true },
  };

  constructor() {
    super();
    /** @type {Sample | null} */
    this.sample = null;
    /** @type {FacesFound} */
    this.found = { faces: [], chosen: -1 };
    this.disabled = false;
    /** @type {{width: number, height: number} | null} Known once the photograph has been drawn. */
    this.size = null;
    this.showable = true;
  }

  /** @override */
  render() {
    const { sample, found, size, showable } = this;
    if (!sample) return nothing;
    const options = {
      of: sample.path,
      disabled: this.disabled,
      choose: (/** @type {number} */ face) => this.emit('face-chosen', { path: sample.path, face }),
    };
    const several = found.faces.length > 1;
    return html`
      <figure class="face-picture">
        <div class="picture" ?data-sized=${size !== null}>
          <agelens-thumbnail .entry=${sample.entry} .whole=${true} role="img" aria-label=${strings.faces.photograph(sample.path)}
            @thumbnail-drawn=${this.#drawn} @thumbnail-failed=${this.#failed}></agelens-thumbnail>
          ${size ? cropFrame(size, null) : nothing} ${size && several ? faceButtons(size, found, options) : nothing}
        </div>
        <figcaption>
          <code>${sample.path}</code>
          ${several ? html`<span>${strings.faces.used(found.chosen + 1, found.faces.length)}</span>` : nothing}
        </figcaption>
        ${several && !showable ? faceWords(found, options) : nothing}
      </figure>`;
  }

  /** @param {CustomEvent} event */
  #drawn({ detail }) {
    this.size = detail;
  }

  #failed() {
    this.showable = false;
  }
}

customElements.define('agelens-face-picture', FacePicture);
