import { html } from 'lit';
import { defaultNote } from './default-note.js';
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
    usual: { attribute: false },
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
    /** @type {string | undefined} What it is unless somebody changes it; undefined: that is not said. */
    this.usual = undefined;
    this.disabled = false;
  }

  /** @param {Event} event */
  #changed(event) {
    this.emit('choice-made', { value: /** @type {HTMLSelectElement} */ (event.target).value });
  }

  #usual() {
    const { name, label, options, value, usual } = this;
    const title = options.find((option) => option.value === usual)?.title;
    const reset = () => this.emit('choice-made', { value: usual });
    return defaultNote({ name, label, usual: title, changed: value !== usual, reset });
  }

  /** @override */
  render() {
    const id = `setting-${this.name}`;
    return html`
      <div class="field">
        <div class="field-head"><label for=${id}>${this.label}</label> ${this.#usual()}</div>
        <select id=${id} name=${this.name} aria-describedby="${id}-hint${this.usual === undefined ? '' : ` ${id}-usual`}" ?disabled=${this.disabled}
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
