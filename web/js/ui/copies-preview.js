/** @import {Preview, PreviewShown} from '../types.d.ts' */
import { html, nothing } from 'lit';
import { strings } from '../strings.js';
import { LightElement } from './light-element.js';

const words = strings.copies;

/** Copies of one photograph as the backbone sees them. Emits `preview-moved` {by}. */
class CopiesPreview extends LightElement {
  /** @override */
  static properties = { preview: { attribute: false }, paths: { attribute: false } };

  constructor() {
    super();
    /** @type {Preview | null} */
    this.preview = null;
    /** @type {string[]} Of all photographs. */
    this.paths = [];
  }

  /** @override @param {Map<string, unknown>} changed */
  updated(changed) {
    const shown = this.preview?.shown;
    if (!shown || !changed.has('preview')) return;
    this.querySelectorAll('canvas').forEach((canvas, copy) => {
      drawCopy(canvas, shown, copy);
    });
  }

  /** @override */
  render() {
    const { preview, paths } = this;
    if (!preview) return nothing;
    const { shown, error } = preview;
    const path = paths[preview.position % paths.length] ?? '';
    return html`
      <div class="preview">
        <div class="preview-head">
          <p>${words.of} <span class="path">${path}</span></p>
          <div class="preview-moves">
            ${this.#move(-1, words.previous, '←')} ${this.#move(1, words.next, '→')}
          </div>
        </div>
        ${error ? html`<p class="problem" role="alert">${error}</p>` : nothing}
        ${shown ? this.#copies(shown) : nothing}
        ${shown || error ? nothing : html`<p class="hint" role="status">${words.drawing}</p>`}
      </div>`;
  }

  /** @param {number} by @param {string} title @param {string} arrow */
  #move(by, title, arrow) {
    return html`
      <button type="button" class="quiet" aria-label=${title} title=${title} ?disabled=${this.paths.length < 2}
        @click=${() => this.emit('preview-moved', { by })}>${arrow}</button>`;
  }

  /** @param {PreviewShown} shown */
  #copies({ path, size, images, faceless }) {
    const count = images.length / (4 * size * size);
    return html`
      <div class="preview-copies" role="img" aria-label=${words.seen(count, path)}>
        ${Array.from({ length: count }, () => html`<canvas width=${size} height=${size}></canvas>`)}
      </div>
      <p class="hint">
        ${words.size(size, faceless)}
      </p>`;
  }
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {PreviewShown} shown
 * @param {number} copy
 */
function drawCopy(canvas, { size, images }, copy) {
  const bytes = 4 * size * size;
  const picture = new ImageData(images.subarray(copy * bytes, (copy + 1) * bytes), size, size);
  canvas.getContext('2d')?.putImageData(picture, 0, 0);
}

customElements.define('agelens-copies-preview', CopiesPreview);
