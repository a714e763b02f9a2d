/** @import {AppState} from '../types.d.ts' */
import { html, nothing } from 'lit';
import { strings } from '../strings.js';
import { LightElement } from './light-element.js';

const words = strings.updates;

/**
 * Offers a new version of the page, which waits for the user's word.
 * @fires update-requested
 * @fires update-dismissed
 */
class UpdateNotice extends LightElement {
  /** @override */
  static properties = { offer: { attribute: false }, isBusy: { attribute: false } };

  constructor() {
    super();
    /** @type {AppState['offline']['update']} */
    this.offer = null;
    this.isBusy = false;
  }

  /** @override */
  render() {
    // The region is there before its words, so that a screen reader tells them.
    return html`<div role="status">${this.offer ? this.#draw(this.offer) : nothing}</div>`;
  }

  /** @param {NonNullable<AppState['offline']['update']>} offer */
  #draw({ isTaking, problem }) {
    return html`
      <div class="update" data-update>
        <p><strong>${words.ready}</strong> ${problem ?? this.#sentence(isTaking)}</p>
        <div class="update-actions">
          <button type="button" ?disabled=${this.isBusy || isTaking} @click=${() => this.emit('update-requested')}>
            ${words.take}
          </button>
          <button type="button" class="quiet" ?disabled=${isTaking} @click=${() => this.emit('update-dismissed')}>
            ${words.dismiss}
          </button>
        </div>
      </div>`;
  }

  /** @param {boolean} isTaking */
  #sentence(isTaking) {
    if (isTaking) return words.taking;
    if (this.isBusy) return words.busy;
    return words.harmless;
  }
}

customElements.define('agelens-update-notice', UpdateNotice);
