/** @import {AppState, Backbone} from '../types.d.ts' */
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { strings } from '../strings.js';
import { alertBox } from './alert.js';
import { DropZone } from './drop-zone.js';
import { chosenFiles, openFileField } from './file-field.js';
import './own-backbone.js';

const words = strings.backbones.own;

/**
 * The user's own backbones, and a place to add one: `backbone-added` {file}. Changes and removals come from its parts.
 */
class OwnBackbones extends DropZone {
  /** @override */
  static properties = { backbones: { attribute: false }, adding: { attribute: false } };

  constructor() {
    super();
    /** @type {Backbone[]} */
    this.backbones = [];
    /** @type {AppState['ownBackbones']} */
    this.adding = { checking: null, error: null };
  }

  /** @override @param {DataTransfer} files */
  dropped(files) {
    this.#add(files.files[0]);
  }

  /** @param {File | undefined} file */
  #add(file) {
    if (file) this.emit('backbone-added', { file });
  }

  #open() {
    openFileField(this.querySelector('input[type=file]'));
  }

  /** @override */
  render() {
    const { checking, error } = this.adding;
    const own = this.backbones.filter((backbone) => backbone.own);
    return html`
      <details class="own-backbones" ?open=${own.length > 0 || checking !== null || error !== null}>
        <summary>${words.title}</summary>
        ${alertBox(error)}
        <div class="drop-zone own-drop" ?data-dragging=${this.dragging}>
          <p class="drop-title">${words.drop}</p>
          <p>
            <button type="button" ?disabled=${this.disabled} @click=${this.#open}>${words.choose}</button>
          </p>
          <p class="hint" role="status">
            ${checking === null ? words.what : words.checking(checking)}
          </p>
          <input type="file" accept=".onnx" hidden aria-label=${words.file}
            @change=${(/** @type {Event} */ event) => this.#add(chosenFiles(event)[0])} />
        </div>
        ${
          own.length === 0
            ? nothing
            : repeat(
                own,
                ({ sha256 }) => sha256,
                (backbone) => html`
                  <agelens-own-backbone .backbone=${backbone} .disabled=${this.disabled}></agelens-own-backbone>`,
              )
        }
      </details>`;
  }
}

customElements.define('agelens-own-backbones', OwnBackbones);
