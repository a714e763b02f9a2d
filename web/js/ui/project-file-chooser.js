import { html } from 'lit';
import { strings } from '../strings.js';
import { chosenFiles, openFileField } from './file-field.js';
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
    const [file] = chosenFiles(event);
    if (file) this.emit('project-file-chosen', { file });
  }

  #open() {
    openFileField(this.querySelector('input'));
  }

  /** @override */
  render() {
    return html`
      <button type="button" ?disabled=${this.disabled} @click=${this.#open}>${strings.projects.openFile}</button>
      <input type="file" accept=".zip" hidden aria-label=${strings.projects.file} @change=${this.#chosen} />`;
  }
}

customElements.define('agelens-project-file-chooser', ProjectFileChooser);
