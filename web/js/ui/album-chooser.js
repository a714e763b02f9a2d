import { html } from 'lit';
import { strings } from '../strings.js';
import { DropZone } from './drop-zone.js';
import { openFileField } from './file-field.js';

/** Several photographs by drop or chooser: `album-chosen` {files}. */
class AlbumChooser extends DropZone {
  constructor() {
    super();
    // Not in the page: the step has one field for files, of the one photograph to classify.
    this.input = document.createElement('input');
    this.input.type = 'file';
    this.input.accept = 'image/*';
    this.input.multiple = true;
    this.input.addEventListener('change', () => this.#choose(this.input.files));
  }

  /** @override @param {DataTransfer} files */
  dropped(files) {
    this.#choose(files.files);
  }

  /** @param {FileList | null} files */
  #choose(files) {
    if (files && files.length > 0) this.emit('album-chosen', { files: [...files] });
  }

  #open() {
    openFileField(this.input);
  }

  /** @override */
  render() {
    return html`
      <div class="drop-zone photo-drop album-drop" ?data-dragging=${this.dragging}>
        <p>${strings.album.drop}</p>
        <button type="button" ?disabled=${this.disabled} @click=${this.#open}>${strings.album.choose}</button>
      </div>`;
  }
}

customElements.define('agelens-album-chooser', AlbumChooser);
