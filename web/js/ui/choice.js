import { html } from 'lit';
import { LightElement } from './light-element.js';

/** A labelled select. Emits `choice-made` {value}. */
class Choice extends LightElement {
  /** @override */
  static properties = {
    name: { attribute: false },
    label: { attribute: false },
    hint: { attribute: false },
    options: { attribute: false },
    value: { attribute: false },
    disabled: { attribute: false },
  };

  constructor() {
    super();
    this.name = '';
    this.label = '';
    this.hint = '';
    /** @type {{value: string, title: string}[]} */
    this.options = [];
    this.value = '';
    this.disabled = false;
  }

  /** @param {Event} event */
  #changed(event) {
    this.emit('choice-made', { value: /** @type {HTMLSelectElement} */ (event.target).value });
  }

  /** @override */
  render() {
    const id = `setting-${this.name}`;
    return html`
      <div class="field">
        <label for=${id}>${this.label}</label>
        <select id=${id} name=${this.name} aria-describedby="${id}-hint" ?disabled=${this.disabled}
          @change=${this.#changed}>
          ${this.options.map(
            ({ value, title }) => html`<option value=${value} .selected=${value === this.value}>${title}</option>`,
          )}
        </select>
        <p class="hint" id="${id}-hint">${this.hint}</p>
      </div>`;
  }
}

customElements.define('agelens-choice', Choice);
