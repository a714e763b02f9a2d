/** @import {Dataset, DeviceChoice, Manifest, Preview, ProtocolName, Settings} from '../types.d.ts' */
import { html, nothing } from 'lit';
import { defaultSettings } from '../app/presets.js';
import { strings } from '../strings.js';
import './choice.js';
import './copies-settings.js';
import './field.js';
import { LightElement } from './light-element.js';
import './more-settings.js';
import './presets.js';
import './seeing-choices.js';
import { COPIES_FIELD } from './settings-fields.js';
import { PROTOCOLS, resolvedProtocol } from './words.js';

const words = strings.settings;

/** The settings of a training; emits `setting-changed` {patch} and, through its parts, `device-changed` {choice} and `cache-cleared`. */
export class SettingsForm extends LightElement {
  /** @override */
  static properties = {
    settings: { attribute: false },
    manifest: { attribute: false },
    photographs: { attribute: false },
    deviceChoice: { attribute: false },
    cacheBytes: { attribute: false },
    preview: { attribute: false },
    disabled: { attribute: false },
  };

  constructor() {
    super();
    /** @type {Settings | null} */
    this.settings = null;
    /** @type {Manifest} */
    this.manifest = { backbones: [], faceDetector: null };
    /** @type {Dataset | null} */
    this.photographs = null;
    /** @type {DeviceChoice} */
    this.deviceChoice = 'auto';
    /** @type {number | null} */
    this.cacheBytes = null;
    /** @type {Preview | null} */
    this.preview = null;
    this.disabled = false;
  }

  /** The first input whose text is not allowed, so that nobody trains with a value they did not mean. */
  get invalidInput() {
    return /** @type {HTMLInputElement | null} */ (this.querySelector('input[aria-invalid=true]'));
  }

  /** @override */
  render() {
    const { settings } = this;
    if (!settings) return nothing;
    const protocol = resolvedProtocol(settings.protocol, this.photographs);
    return html`
      <form class="settings" novalidate aria-label=${words.title}>
        <fieldset ?disabled=${this.disabled}>
          <legend class="visually-hidden">${words.title}</legend>
          <agelens-presets .settings=${settings} .manifest=${this.manifest}></agelens-presets>
          <div class="settings-choices">
            ${this.#protocol(settings, protocol)}
            <agelens-field .field=${COPIES_FIELD} .value=${settings.copies} .usual=${defaultSettings.copies}
              @field-changed=${this.#take('copies')}></agelens-field>
            <agelens-seeing-choices .settings=${settings} .manifest=${this.manifest}></agelens-seeing-choices>
          </div>
          <agelens-copies-settings .settings=${settings} .preview=${this.preview}
            .paths=${this.photographs?.samples.map(({ path }) => path) ?? []}></agelens-copies-settings>
          <agelens-more-settings .settings=${settings} .deviceChoice=${this.deviceChoice}
            .cacheBytes=${this.cacheBytes} .ordinal=${this.photographs?.classValues != null} .protocol=${protocol}></agelens-more-settings>
        </fieldset>
      </form>`;
  }

  /** @param {Settings} settings @param {ProtocolName} protocol */
  #protocol(settings, protocol) {
    const automatic = PROTOCOLS[resolvedProtocol('auto', this.photographs)].title;
    const options = [
      { value: 'auto', title: words.automatic(automatic) },
      ...Object.entries(PROTOCOLS).map(([value, { title }]) => ({
        value,
        title: value === 'seed' ? words.optimistic(title) : title,
      })),
    ];
    return html`
      <agelens-choice .name=${'protocol'} .label=${words.protocol} .options=${options} .value=${settings.protocol}
        .usual=${defaultSettings.protocol} .hint=${PROTOCOLS[protocol].sentence}
        @choice-made=${this.#take('protocol')}></agelens-choice>`;
  }

  /** @param {string} name A key of Settings. */
  #take(name) {
    return (/** @type {CustomEvent} */ { detail }) => this.emit('setting-changed', { patch: { [name]: detail.value } });
  }
}

customElements.define('agelens-settings-form', SettingsForm);
