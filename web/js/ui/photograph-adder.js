import { html } from 'lit';
import { strings } from '../strings.js';
import { addToClass } from './add-to-class.js';
import { DropZone } from './drop-zone.js';
import { droppedFiles } from './dropped-files.js';
import { chosenFiles, openFileField } from './file-field.js';
import { groupedBy } from './grouped-by.js';
import { photographsIn } from './image-files.js';

const words = strings.photographs;

/**
 * More photographs for a dataset that is there: loose ones or those of zips, whose class it asks for, or those of a folder, whose
 * folders name their classes. Emits `photographs-added` {files, className}, or of folders {additions}, a list of these.
 */
class PhotographAdder extends DropZone {
  /** @override */
  static properties = { classNames: { attribute: false } };

  constructor() {
    super();
    /** @type {string[]} */
    this.classNames = [];
    this.addEventListener('paste', (event) => {
      const files = photographsIn(event.clipboardData?.files);
      if (this.disabled || files.length === 0) return;
      event.preventDefault();
      event.stopPropagation();
      this.#ask(files);
    });
  }

  /** @override @param {DataTransfer} data */
  async dropped(data) {
    const dropped = await droppedFiles(data);
    this.#addFolders([...dropped].filter(([className]) => className));
    this.#ask(dropped.get('') ?? []);
  }

  /** @param {File[]} files */
  #ask(files) {
    addToClass(this, files, this.classNames);
  }

  /** @param {Event} event */
  #chosen(event) {
    this.#ask(chosenFiles(event));
  }

  /** @param {Event} event */
  #chosenFolder(event) {
    const folderOf = (/** @type {File} */ { webkitRelativePath }) => webkitRelativePath.split('/').at(-2) ?? '';
    this.#addFolders([...groupedBy(chosenFiles(event), folderOf)]);
  }

  /** As one change, which one undo takes back. @param {[string, File[]][]} classes */
  #addFolders(classes) {
    const additions = classes.map(([className, files]) => ({ files, className }));
    if (additions.length > 0) this.emit('photographs-added', { additions });
  }

  /** @param {'loose' | 'folders'} what */
  #open(what) {
    openFileField(this.querySelector(`input[name=${what}]`));
  }

  /** @override */
  render() {
    const { disabled } = this;
    return html`
      <div class="drop-zone adder-drop" ?data-dragging=${this.dragging}>
        <p class="drop-title">${words.addTitle}</p>
        <p class="drop-actions">
          <button type="button" class="primary" ?disabled=${disabled} @click=${() => this.#open('loose')}>
            ${words.addChoose}
          </button>
          <button type="button" ?disabled=${disabled} @click=${() => this.#open('folders')}>${words.addFolders}</button>
        </p>
        <p class="hint">${words.addHint} ${words.addFoldersHint}</p>
        <input type="file" name="loose" multiple accept="image/*,.zip" hidden aria-label=${words.addChoose}
          @change=${this.#chosen} />
        <input type="file" name="folders" webkitdirectory multiple hidden aria-label=${words.addFolders}
          @change=${this.#chosenFolder} />
      </div>`;
  }
}

customElements.define('agelens-photograph-adder', PhotographAdder);
