/** @import {Augmentation, DeviceChoice, Settings} from '../types.d.ts' */
/** @import {Field} from './field-rules.js' */
import { html, nothing } from 'lit';
import './choice.js';
import './field.js';
import { LightElement } from './light-element.js';
import { AUGMENTATION_FIELDS, HIDDEN_FIELD, MORE_FIELDS } from './settings-fields.js';

const DEVICES = [
  { value: 'auto', title: 'Automatic' },
  { value: 'webgpu', title: 'WebGPU (graphics card)' },
  { value: 'wasm', title: 'WASM (processor)' },
];

/** The settings that seldom need a change. Emits `setting-changed` {patch} and `device-changed` {choice}. */
class MoreSettings extends LightElement {
  /** @override */
  static properties = { settings: { attribute: false }, deviceChoice: { attribute: false } };

  constructor() {
    super();
    /** @type {Settings | null} */
    this.settings = null;
    /** @type {DeviceChoice} */
    this.deviceChoice = 'auto';
  }

  /** @override */
  render() {
    const { settings } = this;
    if (!settings) return nothing;
    return html`
      <details class="more">
        <summary>More settings</summary>
        <h3>Training</h3>
        <div class="settings-grid">
          ${[HIDDEN_FIELD, ...MORE_FIELDS].map((field) =>
            this.#field(field, settings[/** @type {keyof Settings} */ (field.name)], (value) => ({
              [field.name]: value,
            })),
          )}
          <agelens-choice .name=${'device'} .label=${'Device'} .options=${DEVICES} .value=${this.deviceChoice}
            .hint=${'Where the backbone runs. Automatic takes WebGPU where the browser has it.'}
            @choice-made=${this.#device}></agelens-choice>
        </div>
        <h3>How far a copy may differ from its photograph</h3>
        <div class="settings-grid">
          ${AUGMENTATION_FIELDS.map((field) =>
            this.#field(field, settings.augmentation[/** @type {keyof Augmentation} */ (field.name)], (value) => ({
              augmentation: { ...settings.augmentation, [field.name]: value },
            })),
          )}
          ${this.#flip(settings)}
        </div>
      </details>`;
  }

  /** @param {CustomEvent} event */
  #device({ detail }) {
    this.emit('device-changed', { choice: detail.value });
  }

  /** @param {Field<any>} field @param {unknown} value @param {(value: any) => Partial<Settings>} patchOf */
  #field(field, value, patchOf) {
    const changed = (/** @type {CustomEvent} */ { detail }) =>
      this.emit('setting-changed', { patch: patchOf(detail.value) });
    return html`<agelens-field .field=${field} .value=${value} @field-changed=${changed}></agelens-field>`;
  }

  /** @param {Settings} settings */
  #flip({ augmentation }) {
    return html`
      <div class="field">
        <label class="check">
          <input type="checkbox" name="horizontalFlip" .checked=${augmentation.horizontalFlip}
            @change=${(/** @type {Event} */ { target }) => {
              const horizontalFlip = /** @type {HTMLInputElement} */ (target).checked;
              this.emit('setting-changed', { patch: { augmentation: { ...augmentation, horizontalFlip } } });
            }} />
          Mirror half of the copies
        </label>
        <p class="hint">Left becomes right.</p>
      </div>`;
  }
}

customElements.define('agelens-more-settings', MoreSettings);
