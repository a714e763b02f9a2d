import { html } from 'lit';
import { keptSentence } from './backbone-words.js';
import { LightElement } from './light-element.js';

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
        <p role="status" data-kept=${bytes ?? 'never'}>Kept embeddings: <strong>${keptSentence(bytes)}</strong></p>
        ${
          bytes === null
            ? ''
            : html`
              <button type="button" aria-label="Clear kept embeddings" @click=${() => this.emit('cache-cleared')}>
                Clear
              </button>`
        }
        <p class="hint">
          What a backbone made of a photograph is kept in this browser, so that training on it again skips that work.
          Clearing costs time, not results.
        </p>
      </div>`;
  }
}

customElements.define('agelens-kept-embeddings', KeptEmbeddings);
