/** @import {DeviceChoice, ProtocolName, Settings} from '../types.d.ts' */
/** @import {Field} from './field-rules.js' */
/** @import {Entry} from './settings-groups.js' */
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { defaultSettings } from '../app/presets.js';
import { strings } from '../strings.js';
import './choice.js';
import './field.js';
import './kept-embeddings.js';
import { LightElement } from './light-element.js';
import { resolvedLoss } from './method-words.js';
import { settingsGroups } from './settings-groups.js';
import { optionsOf } from './titled-options.js';

const { device, groups } = strings.settings;
const DEVICES = optionsOf(device.titles);

/** The settings that seldom need a change, as far as the chosen method looks at them. Emits `setting-changed` {patch}, `device-changed` {choice} and `cache-cleared`. */
class MoreSettings extends LightElement {
  /** @override */
  static properties = {
    settings: { attribute: false },
    deviceChoice: { attribute: false },
    cacheBytes: { attribute: false },
    ordinal: { attribute: false },
    protocol: { attribute: false },
  };

  constructor() {
    super();
    /** @type {Settings | null} */
    this.settings = null;
    /** @type {DeviceChoice} */
    this.deviceChoice = 'auto';
    /** @type {number | null} */
    this.cacheBytes = null;
    /** Whether the classes are ages. */
    this.ordinal = true;
    /** @type {ProtocolName} What 'auto' stands for. */
    this.protocol = 'leave-one-person-out';
  }

  /** @override */
  render() {
    const { settings } = this;
    if (!settings) return nothing;
    return html`
      <details class="more">
        <summary>${strings.train.more}</summary>
        ${repeat(
          settingsGroups(settings, resolvedLoss(settings.loss, this.ordinal), this.protocol),
          ({ name }) => name,
          ({ name: group, title, entries }) => html`
            <h3>${title}</h3>
            <div class="settings-grid">
              ${repeat(
                entries,
                ({ name }) => name,
                (entry) => this.#entry(entry, settings),
              )}
              ${group === 'evaluation' ? this.#deviceChoice() : nothing}
            </div>`,
        )}
        <h3>${groups.storage}</h3>
        <agelens-kept-embeddings .bytes=${this.cacheBytes}></agelens-kept-embeddings>
      </details>`;
  }

  /** @param {Entry} entry @param {Settings} settings */
  #entry(entry, settings) {
    const name = /** @type {keyof Settings} */ (entry.name);
    if ('field' in entry) return this.#field(entry.field, settings);
    const { label, options, hint } = entry.choice;
    const value = /** @type {string} */ (settings[name]);
    const changed = (/** @type {CustomEvent} */ { detail }) =>
      this.emit('setting-changed', { patch: { [name]: detail.value } });
    return html`
      <agelens-choice .name=${name} .label=${label} .options=${options(this.ordinal, value)} .value=${value}
        .usual=${defaultSettings[name]} .hint=${hint(value)} @choice-made=${changed}></agelens-choice>`;
  }

  #deviceChoice() {
    const changed = (/** @type {CustomEvent} */ { detail }) => this.emit('device-changed', { choice: detail.value });
    return html`
      <agelens-choice .name=${'device'} .label=${device.label} .options=${DEVICES} .value=${this.deviceChoice} .usual=${'auto'}
        .hint=${device.hint}
        @choice-made=${changed}></agelens-choice>`;
  }

  /** @param {Field<any>} field @param {Settings} settings */
  #field(field, settings) {
    const name = /** @type {keyof Settings} */ (field.name);
    const changed = (/** @type {CustomEvent} */ { detail }) =>
      this.emit('setting-changed', { patch: { [name]: detail.value } });
    return html`
      <agelens-field .field=${field} .value=${settings[name]} .usual=${defaultSettings[name]}
        @field-changed=${changed}></agelens-field>`;
  }
}

customElements.define('agelens-more-settings', MoreSettings);
