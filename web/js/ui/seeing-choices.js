/** @import {Backbone, Manifest, Settings} from '../types.d.ts' */
import { html, nothing } from 'lit';
import { defaultSettings } from '../app/presets.js';
import { strings } from '../strings.js';
import { backboneSentence, CROP_SENTENCES, downloadOf, downloadSentence, NO_DETECTOR } from './backbone-words.js';
import { joinedName, partsOf } from './joined-name.js';
import './choice.js';
import { megabytes } from './format.js';
import { LightElement } from './light-element.js';
import { backboneTitle, CROPS } from './words.js';

const words = strings.backbones;

/** Through what a photograph is seen: what of it, by which backbone, joined with which. Emits `setting-changed` {patch}. */
class SeeingChoices extends LightElement {
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
    const [first = '', ...others] = partsOf(settings.backbone);
    const rest = others.join('+');
    return html`
      ${this.#crop(settings)} ${this.#first(first, rest)} ${this.#second(first, rest)}
      ${this.#download(settings)}`;
  }

  /** @param {Partial<Settings>} patch */
  #change(patch) {
    this.emit('setting-changed', { patch });
  }

  /** @param {Settings} settings */
  #crop({ crop }) {
    const options = Object.entries(CROPS).map(([value, title]) => ({ value, title }));
    const { backbones, faceDetector } = this.manifest;
    const impossible = backbones.length > 0 && !faceDetector;
    return html`
      <agelens-choice .name=${'crop'} .label=${words.crop} .options=${options} .value=${crop} .usual=${defaultSettings.crop} .disabled=${impossible}
        .hint=${impossible ? NO_DETECTOR : CROP_SENTENCES[crop]}
        @choice-made=${(/** @type {CustomEvent} */ { detail }) => this.#change({ crop: detail.value })}></agelens-choice>`;
  }

  /** @param {string} first @param {string} rest */
  #first(first, rest) {
    const { backbones } = this.manifest;
    const backbone = backbones.find(({ name }) => name === first);
    return html`
      <agelens-choice .name=${'backbone'} .label=${words.backbone} .options=${backbones.map(optionOf)} .value=${first}
        .usual=${backbones[0]?.name}
        .hint=${backbone ? backboneSentence(backbone) : words.loading}
        @choice-made=${(/** @type {CustomEvent} */ { detail }) =>
          this.#change({ backbone: joinedName(detail.value, rest) })}></agelens-choice>`;
  }

  /** @param {string} first @param {string} rest */
  #second(first, rest) {
    const { backbones } = this.manifest;
    if (backbones.length < 2) return nothing;
    const others = backbones.filter(({ name }) => name !== first);
    const options = [{ value: '', title: words.none }, ...others.map(optionOf)];
    // More than two can be joined on the command line only.
    if (partsOf(rest).length > 1) options.push({ value: rest, title: backboneTitle(rest, backbones) });
    const second = backbones.find(({ name }) => name === rest);
    return html`
      <agelens-choice .name=${'joined'} .label=${words.joined} .options=${options} .value=${rest} .usual=${''}
        .hint=${second ? backboneSentence(second) : words.unjoined}
        @choice-made=${(/** @type {CustomEvent} */ { detail }) =>
          this.#change({ backbone: joinedName(first, detail.value) })}></agelens-choice>`;
  }

  /** @param {Settings} settings */
  #download(settings) {
    const download = downloadOf(settings, this.manifest);
    if (download.bytes === 0) return nothing;
    return html`<p class="hint download" data-download=${download.bytes}>${downloadSentence(download)}</p>`;
  }
}

/** @param {Backbone} backbone */
function optionOf({ name, title, bytes }) {
  return { value: name, title: `${title} (${megabytes(bytes)})` };
}

customElements.define('agelens-seeing-choices', SeeingChoices);
