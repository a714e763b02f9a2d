import { html } from 'lit';
import { DropZone } from './drop-zone.js';

/** One photograph by drop or chooser: `photo-chosen` {file}. Pasting is the page's own, since it has no place. */
class PhotoChooser extends DropZone {
  /** @override @param {DataTransfer} files */
  dropped(files) {
    this.#choose(files.files[0]);
  }

  /** @param {File | undefined} file */
  #choose(file) {
    if (file) this.emit('photo-chosen', { file });
  }

  /** @param {Event} event */
  #chosen(event) {
    this.#choose(/** @type {HTMLInputElement} */ (event.target).files?.[0]);
  }

  #open() {
    const input = /** @type {HTMLInputElement} */ (this.querySelector('input[type=file]'));
    input.value = '';
    input.click();
  }

  /** @override */
  render() {
    return html`
      <div class="drop-zone photo-drop" ?data-dragging=${this.dragging}>
        <p class="drop-title">Drop or paste a photograph</p>
        <button type="button" class="primary" ?disabled=${this.disabled} @click=${this.#open}>
          Choose a photograph
        </button>
        <input type="file" accept="image/*" hidden aria-label="Photograph to classify" @change=${this.#chosen} />
      </div>`;
  }
}

customElements.define('agelens-photo-chooser', PhotoChooser);
