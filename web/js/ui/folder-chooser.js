import { html, nothing } from 'lit';
import { strings } from '../strings.js';
import { addToClass } from './add-to-class.js';
import { DropZone } from './drop-zone.js';
import { openFileField } from './file-field.js';
import { loosePhotographs } from './image-files.js';

const words = strings.photographs;

/**
 * A folder, a zip or embeddings by chooser or drop: `files-chosen` {source: FileList | DataTransfer}; or `sample-requested`.
 * Of photographs without a folder it asks for the class: `photographs-added` {files, className}. `explained` adds how the folder
 * should be laid out.
 */
class FolderChooser extends DropZone {
  /** @override */
  static properties = { explained: { attribute: false } };

  constructor() {
    super();
    this.explained = true;
  }

  /** @override @param {DataTransfer} files */
  dropped(files) {
    this.#take(files);
  }

  /** @param {Event} event */
  #chosen(event) {
    const { files } = /** @type {HTMLInputElement} */ (event.target);
    if (files?.length) this.#take(files);
  }

  /** @param {FileList | DataTransfer} source */
  #take(source) {
    const files = loosePhotographs(source);
    if (files) addToClass(this, files);
    else this.emit('files-chosen', { source });
  }

  /** @param {'folder' | 'files'} what */
  #open(what) {
    openFileField(this.querySelector(`input[name=${what}]`));
  }

  /** @override */
  render() {
    const { disabled } = this;
    return html`
      <div class="drop-zone folder-drop" ?data-dragging=${this.dragging}>
        <div class="drop-words">
          <p class="drop-title">${words.dropTitle}</p>
          <p class="drop-actions">
            <button type="button" class="primary" ?disabled=${disabled} @click=${() => this.#open('folder')}>
              ${words.chooseFolder}
            </button>
            <button type="button" ?disabled=${disabled} @click=${() => this.emit('sample-requested')}>
              ${words.trySample}
            </button>
            <button type="button" class="quiet" ?disabled=${disabled} @click=${() => this.#open('files')}>${words.chooseFiles}</button>
          </p>
          <p class="hint">${words.dropHint}</p>
          <input type="file" name="files" multiple accept=".zip,.npy,.csv,.json,image/*" hidden
            aria-label=${words.filesLabel} @change=${this.#chosen} />
          <input type="file" name="folder" webkitdirectory multiple hidden aria-label=${words.folderLabel}
            @change=${this.#chosen} />
        </div>
        ${this.explained ? folderPicture() : nothing}
      </div>`;
  }
}

function folderPicture() {
  return html`
    <figure class="folder-picture">
      <pre aria-hidden="true">${words.exampleFolder}/
├─ <b>20</b>/  ${words.exampleFiles}
├─ <b>30</b>/  ${words.exampleFiles}
└─ <b>40</b>/  ${words.exampleFiles}</pre>
      <figcaption>${words.folderPicture}</figcaption>
    </figure>`;
}

customElements.define('agelens-folder-chooser', FolderChooser);
