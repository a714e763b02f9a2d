import { html, nothing } from 'lit';
import { strings } from '../strings.js';
import { lazyPart } from './lazy-part.js';
import { LightElement } from './light-element.js';

/** Photographs from a camera, folded, and loaded when it is first unfolded. Its events are those of camera-burst.js. */
class CameraDetails extends LightElement {
  /** @override */
  static properties = {
    classNames: { attribute: false },
    disabled: { attribute: false },
    isOpen: { state: true },
  };

  constructor() {
    super();
    /** @type {string[]} */
    this.classNames = [];
    this.disabled = false;
    this.isOpen = false;
    this.burst = lazyPart(this, () => import('./camera-burst.js'));
  }

  /** @param {Event} event */
  #toggled({ target }) {
    this.isOpen = /** @type {HTMLDetailsElement} */ (target).open;
    if (this.isOpen) this.burst.need();
  }

  /** @override */
  render() {
    return html`
      <details class="adder" @toggle=${this.#toggled}>
        <summary>${strings.photographs.camera}</summary>
        ${this.burst.alert()}
        ${
          // Gone while it is folded, so that the camera is off.
          this.isOpen
            ? html`<agelens-camera-burst .classNames=${this.classNames} .disabled=${this.disabled}></agelens-camera-burst>`
            : nothing
        }
      </details>`;
  }
}

customElements.define('agelens-camera-details', CameraDetails);
