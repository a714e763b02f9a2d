/** @import {Rejected} from '../types.d.ts' */
import { html, nothing } from 'lit';
import { strings } from '../strings.js';
import { LightElement } from './light-element.js';

const words = strings.photographs;

const OPEN_UP_TO = 5;

/** Which files were refused, and why. */
class RejectedList extends LightElement {
  /** @override */
  static properties = { rejected: { attribute: false }, ignored: { attribute: false } };

  constructor() {
    super();
    /** @type {Rejected[]} */
    this.rejected = [];
    this.ignored = 0;
  }

  /** @override */
  render() {
    const refused = this.rejected.length;
    return html`
      ${
        refused === 0
          ? nothing
          : html`
            <details class="rejected" ?open=${refused <= OPEN_UP_TO}>
              <summary data-count="rejected">${words.refused(refused)}</summary>
              <div class="scroll-list" tabindex="0" role="region" aria-label=${words.refusedFiles}>
                <ul>
                  ${this.rejected.map(({ path, reason }) => html`<li><code>${path}</code> <span>${reason}</span></li>`)}
                </ul>
              </div>
            </details>`
      }
      ${
        this.ignored === 0
          ? nothing
          : html`
            <p class="hint" data-count="ignored">${words.passedOver(this.ignored)}</p>`
      }`;
  }
}

customElements.define('agelens-rejected-list', RejectedList);
