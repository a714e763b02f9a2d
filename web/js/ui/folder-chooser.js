import { html, nothing } from 'lit';
import { DropZone } from './drop-zone.js';

/**
 * A folder, a zip or embeddings by chooser or drop: `files-chosen` {source: FileList | DataTransfer}; or `sample-requested`.
 * `explained` adds how the folder should be laid out.
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
    this.emit('files-chosen', { source: files });
  }

  /** @param {Event} event */
  #chosen(event) {
    const { files } = /** @type {HTMLInputElement} */ (event.target);
    if (files?.length) this.emit('files-chosen', { source: files });
  }

  /** @param {'folder' | 'files'} what */
  #open(what) {
    const input = /** @type {HTMLInputElement} */ (this.querySelector(`input[name=${what}]`));
    // Choosing the same folder again must count as a change.
    input.value = '';
    input.click();
  }

  /** @override */
  render() {
    const { disabled } = this;
    return html`
      <div class="drop-zone folder-drop" ?data-dragging=${this.dragging}>
        <div class="drop-words">
          <p class="drop-title">Drop a folder or a zip here</p>
          <p class="drop-actions">
            <button type="button" class="primary" ?disabled=${disabled} @click=${() => this.#open('folder')}>
              Choose a folder
            </button>
            <button type="button" ?disabled=${disabled} @click=${() => this.#open('files')}>Choose files</button>
            <button type="button" ?disabled=${disabled} @click=${() => this.emit('sample-requested')}>
              Try the sample
            </button>
          </p>
          <p class="hint">
            JPEG, PNG, WebP or AVIF. Files: a zip of such folders, a saved project, or features.npy with labels.npy. The
            sample is a small set of drawn portraits.
          </p>
          <input type="file" name="files" multiple accept=".zip,.npy,.csv,.json" hidden
            aria-label="A zip of photographs, or features" @change=${this.#chosen} />
          <input type="file" name="folder" webkitdirectory multiple hidden aria-label="Folder of photographs"
            @change=${this.#chosen} />
        </div>
        ${this.explained ? folderPicture() : nothing}
      </div>`;
  }
}

function folderPicture() {
  return html`
    <figure class="folder-picture">
      <pre aria-hidden="true">my photographs/
├─ <b>20</b>/  ada.jpg  ben.jpg …
├─ <b>30</b>/  ada.jpg  ben.jpg …
└─ <b>40</b>/  ada.jpg  ben.jpg …</pre>
      <figcaption>
        One folder for each age group. The same file name in several folders means the same person.
      </figcaption>
    </figure>`;
}

customElements.define('agelens-folder-chooser', FolderChooser);
