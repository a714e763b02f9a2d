import { html } from 'lit';
import { strings } from '../strings.js';
import { keptSentence } from './backbone-words.js';
import { LightElement } from './light-element.js';

const words = strings.backbones.kept;

/** How much room the kept embeddings take, and a button that gives it back. Emits `cache-cleared`. */
class KeptEmbeddings extends LightElement {
  /** @override */
  static properties = { bytes: { attribute: false } };

  constructor() {
    super();
    /** @type {number | null} */
    this.bytes = null;
  }

  /** @override */
  render() {
    const { bytes } = this;
    return html`
      <div class="kept">
        <p role="status" data-kept=${bytes ?? 'never'}>${words.title} <strong>${keptSentence(bytes)}</strong></p>
        ${
          bytes === null
            ? ''
            : html`
              <button type="button" aria-label=${words.clearAll} @click=${() => this.emit('cache-cleared')}>
                ${words.clear}
              </button>`
        }
        <p class="hint">
          ${words.hint}
        </p>
      </div>`;
  }
}

customElements.define('agelens-kept-embeddings', KeptEmbeddings);
