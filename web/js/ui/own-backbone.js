/** @import {Backbone, OwnOptions} from '../types.d.ts' */
import { html, nothing } from 'lit';
import { strings } from '../strings.js';
import './choice.js';
import './field.js';
import { numberField } from './field-rules.js';
import { megabytes } from './format.js';
import { LightElement } from './light-element.js';
import { optionsOf } from './titled-options.js';

const words = strings.backbones.own;

const NORMALIZATIONS = optionsOf(words.normalizations);
const LAYOUTS = optionsOf(words.layouts);

/** One backbone of the user's own. Emits `backbone-changed` {name, options} and `backbone-removed` {name}. */
class OwnBackbone extends LightElement {
  /** @override */
  static properties = { backbone: { attribute: false }, disabled: { attribute: false } };

  constructor() {
    super();
    /** @type {Backbone | null} */
    this.backbone = null;
    this.disabled = false;
  }

  /** @param {keyof OwnOptions} option */
  #take(option) {
    return (/** @type {CustomEvent} */ { detail }) =>
      this.emit('backbone-changed', { name: this.backbone?.name, options: { [option]: detail.value } });
  }

  /** @override */
  render() {
    const { backbone } = this;
    if (!backbone?.own) return nothing;
    const { title, name, bytes, inputSize, layout, embeddingSize, own } = backbone;
    const layoutTitle = LAYOUTS.find(({ value }) => value === layout)?.title.toLowerCase();
    return html`
      <fieldset class="own-backbone" data-backbone=${name} ?disabled=${this.disabled}>
        <legend>${title}</legend>
        <p data-own="facts">
          ${words.facts(megabytes(bytes), inputSize, layoutTitle ?? '', embeddingSize)}
        </p>
        <p class="hint">${backbone.notice}</p>
        <div class="settings-grid">
          ${this.#choice('output', words.output, outputsOf(backbone), backbone.output, words.outputHint)}
          ${this.#choice(
            'normalization',
            words.normalization,
            NORMALIZATIONS,
            own.normalizationName,
            words.normalizationHint,
          )}
          ${own.sizeFixed ? nothing : this.#size(inputSize)}
          ${own.layoutFixed ? nothing : this.#choice('layout', words.layout, LAYOUTS, layout, words.layoutHint)}
        </div>
        <button type="button" class="danger" @click=${() => this.emit('backbone-removed', { name })}>
          ${words.remove(title)}
        </button>
      </fieldset>`;
  }

  /**
   * @param {keyof OwnOptions} option
   * @param {string} label
   * @param {{value: string, title: string}[]} options
   * @param {string} value
   * @param {string} hint
   */
  #choice(option, label, options, value, hint) {
    return html`
      <agelens-choice .name=${`${this.backbone?.name}-${option}`} .label=${label} .options=${options} .value=${value}
        .hint=${hint} @choice-made=${this.#take(option)}></agelens-choice>`;
  }

  /** @param {number} inputSize */
  #size(inputSize) {
    const field = numberField({
      name: `${this.backbone?.name}-inputSize`,
      label: words.size,
      hint: words.sizeHint,
      min: 16,
      max: 1024,
    });
    return html`
      <agelens-field .field=${field} .value=${inputSize} @field-changed=${this.#take('inputSize')}></agelens-field>`;
  }
}

/** @param {Backbone} backbone */
const outputsOf = ({ own }) =>
  (own?.candidates ?? []).map(({ output, embeddingSize, isMap }) => ({
    value: output,
    title: words.candidate(output, embeddingSize, isMap),
  }));

customElements.define('agelens-own-backbone', OwnBackbone);
