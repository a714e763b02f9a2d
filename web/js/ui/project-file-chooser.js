import { html } from 'lit';
import { strings } from '../strings.js';
import { LightElement } from './light-element.js';

/** A project file: `project-file-chosen` {file}. */
class ProjectFileChooser extends LightElement {
  /** @override */
  static properties = { disabled: { attribute: false } };

  constructor() {
    super();
    this.disabled = false;
  }

  /** @param {Event} event */
  #chosen(event) {
    const [file] = /** @type {HTMLInputElement} */ (event.target).files ?? [];
    if (file) this.emit('project-file-chosen', { file });
  }

  #open() {
    const input = /** @type {HTMLInputElement} */ (this.querySelector('input'));
    // Choosing the same file again must count as a change.
    input.value = '';
    input.click();
  }

  /** @override */
  render() {
    return html`
      <button type="button" ?disabled=${this.disabled} @click=${this.#open}>${strings.projects.openFile}</button>
      <input type="file" accept=".zip" hidden aria-label=${strings.projects.file} @change=${this.#chosen} />`;
  }
}

customElements.define('agelens-project-file-chooser', ProjectFileChooser);
