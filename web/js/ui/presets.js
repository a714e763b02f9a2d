/** @import {Manifest, Settings} from '../types.d.ts' */
/** @import {PresetName} from '../app/presets.js' */
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { defaultSettings, presetNames, presetOf, presets, sameSetting } from '../app/presets.js';
import { strings } from '../strings.js';
import { LightElement } from './light-element.js';

const words = strings.train;

/** Settings for a purpose; which of them these are follows from the settings. Emits `setting-changed` {patch}. */
class Presets extends LightElement {
  /** @override */
  static properties = { settings: { attribute: false }, manifest: { attribute: false } };

  constructor() {
    super();
    /** @type {Settings | null} */
    this.settings = null;
    /** @type {Manifest} */
    this.manifest = { backbones: [], faceDetector: null };
  }

  /** @override */
  render() {
    const { settings } = this;
    if (!settings) return nothing;
    const chosen = presetOf(settings);
    const changed = this.#changed(settings);
    return html`
      <fieldset class="presets" aria-describedby="presets-hint">
        <legend>${words.presets}</legend>
        <div class="preset-cards">
          ${presetNames.map((name) => this.#card(name, chosen))}
          ${
            chosen
              ? nothing
              : html`
                <label class="preset" data-preset="custom">
                  <span class="preset-title"><input type="radio" name="preset" value="custom" .checked=${live(true)} />
                    ${words.custom}</span>
                  <span class="hint">${words.customSentence(changed.length)}</span>
                </label>`
          }
        </div>
        <p class="hint preset-foot">
          <span id="presets-hint">${words.presetKeeps}</span>
          ${
            changed.length > 0
              ? html`<button type="button" class="quiet small" data-reset-all @click=${this.#reset}>${words.resetAll}</button>`
              : nothing
          }
        </p>
      </fieldset>`;
  }

  /** @param {PresetName} name @param {PresetName | null} chosen */
  #card(name, chosen) {
    const { title, sentence, time } = words.preset[name];
    return html`
      <label class="preset" data-preset=${name}>
        <span class="preset-title">
          <input type="radio" name="preset" value=${name} .checked=${live(name === chosen)}
            @change=${() => this.emit('setting-changed', { patch: presets[name] })} /> ${title}
        </span>
        <span class="hint">${sentence} ${time}</span>
      </label>`;
  }

  /** Where the usual backbone could not be had, the first that is here is the default. */
  get #defaults() {
    return { ...defaultSettings, backbone: this.manifest.backbones[0]?.name ?? defaultSettings.backbone };
  }

  /** @param {Settings} settings */
  #changed(settings) {
    const names = /** @type {(keyof Settings)[]} */ (Object.keys(defaultSettings));
    return names.filter((name) => !sameSetting(settings[name], this.#defaults[name]));
  }

  #reset() {
    this.emit('setting-changed', { patch: this.#defaults });
    // The button goes away; the keyboard stays with the presets.
    /** @type {HTMLElement | null} */ (this.querySelector('input[value=usual]'))?.focus();
  }
}

customElements.define('agelens-presets', Presets);
