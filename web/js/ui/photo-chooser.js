import { html } from 'lit';
import { strings } from '../strings.js';
import { DropZone } from './drop-zone.js';
import { chosenFiles, openFileField } from './file-field.js';
import { hasFolder } from './image-files.js';

/**
 * Photographs by drop or chooser: one is `photo-chosen` {file}; several, a zip or folders are `photos-chosen`, with {files}, or
 * with {source}, a DataTransfer whose folders can be read while the event lasts. Pasting is the page's own, since it has no place.
 */
class PhotoChooser extends DropZone {
  /** @override @param {DataTransfer} source */
  dropped(source) {
    if (hasFolder(source)) this.emit('photos-chosen', { source });
    else this.#choose([...source.files]);
  }

  /** @param {File[]} files */
  #choose(files) {
    const [file] = files;
    if (!file) return;
    if (files.length > 1 || /\.zip$/i.test(file.name)) this.emit('photos-chosen', { files });
    else this.emit('photo-chosen', { file });
  }

  /** @param {Event} event */
  #chosen(event) {
    this.#choose(chosenFiles(event));
  }

  #open() {
    openFileField(this.querySelector('input[type=file]'));
  }

  /** @override */
  render() {
    const words = strings.classify;
    return html`
      <div class="drop-zone photo-drop" ?data-dragging=${this.dragging}>
        <div>
          <p class="drop-title">${words.dropTitle}</p>
          <p class="hint">${words.dropHint}</p>
        </div>
        <button type="button" class="primary" ?disabled=${this.disabled} @click=${this.#open}>${words.choose}</button>
        <input type="file" accept="image/*,.zip" multiple hidden aria-label=${words.fieldName} @change=${this.#chosen} />
      </div>`;
  }
}

customElements.define('agelens-photo-chooser', PhotoChooser);
