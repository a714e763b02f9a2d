/** @import {AppState} from '../types.d.ts' */
import { html, nothing } from 'lit';
import { LightElement } from './light-element.js';

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
        <p><strong>A new version is ready.</strong> ${problem ?? this.#sentence(isTaking)}</p>
        <div class="update-actions">
          <button type="button" ?disabled=${this.isBusy || isTaking} @click=${() => this.emit('update-requested')}>
            Update now
          </button>
          <button type="button" class="quiet" ?disabled=${isTaking} @click=${() => this.emit('update-dismissed')}>
            Not now
          </button>
        </div>
      </div>`;
  }

  /** @param {boolean} isTaking */
  #sentence(isTaking) {
    if (isTaking) return 'Fetching it; the page reloads when all of it is here.';
    if (this.isBusy) return 'It can be taken when the running job is done.';
    return 'Updating reloads the page; what you have trained is kept.';
  }
}

customElements.define('agelens-update-notice', UpdateNotice);
