/** @import {Augmentation, Preview, Settings} from '../types.d.ts' */
/** @import {ChosenOption, Option, TickedOption} from './copies-fields.js' */
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { defaultSettings } from '../app/presets.js';
import { strings } from '../strings.js';
import './choice.js';
import './copies-preview.js';
import { furtherOptions, USUAL_OPTIONS } from './copies-fields.js';
import './field.js';
import { LightElement } from './light-element.js';

/**
 * How far copies may differ from their photograph, and some of them. Emits `setting-changed` {patch}, `preview-opened`,
 * `preview-closed` and, through its part, `preview-moved` {by}.
 */
class CopiesSettings extends LightElement {
  /** @override */
  static properties = {
    settings: { attribute: false },
    preview: { attribute: false },
    paths: { attribute: false },
  };

  constructor() {
    super();
    /** @type {Settings | null} */
    this.settings = null;
    /** @type {Preview | null} */
    this.preview = null;
    /** @type {string[]} Of the photographs. */
    this.paths = [];
  }

  /** @override */
  render() {
    const { settings } = this;
    if (!settings) return nothing;
    const { augmentation } = settings;
    return html`
      <details class="copies" @toggle=${this.#toggled}>
        <summary>${strings.copies.title}</summary>
        <agelens-copies-preview .preview=${this.preview} .paths=${this.paths}></agelens-copies-preview>
        ${this.#grid(USUAL_OPTIONS, augmentation)}
        <details class="further">
          <summary>${strings.copies.more}</summary>
          ${furtherOptions(augmentation).map(
            ({ title, options }) => html`
              <h3>${title}</h3>
              ${this.#grid(options, augmentation)}`,
          )}
        </details>
      </details>`;
  }

  /** @param {Event} event */
  #toggled({ target }) {
    this.emit(/** @type {HTMLDetailsElement} */ (target).open ? 'preview-opened' : 'preview-closed');
  }

  /** @param {Option[]} options @param {Augmentation} augmentation */
  #grid(options, augmentation) {
    return html`
      <div class="settings-grid">
        ${repeat(
          options,
          ({ name }) => name,
          (option) => this.#option(option, augmentation),
        )}
      </div>`;
  }

  /** @param {Option} option @param {Augmentation} augmentation */
  #option(option, augmentation) {
    if ('tick' in option) return this.#ticked(option, augmentation);
    if ('options' in option) return this.#chosen(option, augmentation);
    return html`
      <agelens-field .field=${option.field} .value=${augmentation[option.name]}
        .usual=${defaultSettings.augmentation[option.name]}
        @field-changed=${(/** @type {CustomEvent} */ { detail }) =>
          this.#change(augmentation, option.name, detail.value)}></agelens-field>`;
  }

  /** @param {TickedOption} option @param {Augmentation} augmentation */
  #ticked({ name, tick, hint }, augmentation) {
    return html`
      <div class="field">
        <label class="check">
          <input type="checkbox" name=${name} .checked=${augmentation[name]} aria-describedby="setting-${name}-hint"
            @change=${(/** @type {Event} */ { target }) =>
              this.#change(augmentation, name, /** @type {HTMLInputElement} */ (target).checked)} />
          ${tick}
        </label>
        <p class="hint" id="setting-${name}-hint">${hint}</p>
      </div>`;
  }

  /** @param {ChosenOption} option @param {Augmentation} augmentation */
  #chosen({ name, label, options, hint }, augmentation) {
    return html`
      <agelens-choice .name=${name} .label=${label} .options=${options} .value=${augmentation[name]}
        .usual=${defaultSettings.augmentation[name]} .hint=${hint}
        @choice-made=${(/** @type {CustomEvent} */ { detail }) =>
          this.#change(augmentation, name, detail.value)}></agelens-choice>`;
  }

  /** @param {Augmentation} augmentation @param {keyof Augmentation} name @param {unknown} value */
  #change(augmentation, name, value) {
    this.emit('setting-changed', { patch: { augmentation: { ...augmentation, [name]: value } } });
  }
}

customElements.define('agelens-copies-settings', CopiesSettings);
