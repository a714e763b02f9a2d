/** @import {Backbone, OwnOptions} from '../types.d.ts' */
import { html, nothing } from 'lit';
import './choice.js';
import './field.js';
import { numberField } from './field-rules.js';
import { megabytes } from './format.js';
import { LightElement } from './light-element.js';

const NORMALIZATIONS = [
  { value: 'imagenet', title: 'ImageNet mean and deviation (PyTorch)' },
  { value: 'minus-one-to-one', title: '-1 to 1 (Keras)' },
  { value: 'zero-to-one', title: '0 to 1' },
  { value: 'raw', title: '0 to 255, as they are' },
];

const LAYOUTS = [
  { value: 'nchw', title: 'Channels first' },
  { value: 'nhwc', title: 'Channels last' },
];

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
          ${megabytes(bytes)}; images of ${inputSize} × ${inputSize} pixels, ${layoutTitle}; ${embeddingSize} numbers for each.
        </p>
        <p class="hint">${backbone.notice}</p>
        <div class="settings-grid">
          ${this.#choice('output', 'Output', outputsOf(backbone), backbone.output, 'Which output is the embedding.')}
          ${this.#choice(
            'normalization',
            'Pixel values',
            NORMALIZATIONS,
            own.normalizationName,
            'As in its training; no file says it, and a wrong one costs accuracy.',
          )}
          ${own.sizeFixed ? nothing : this.#size(inputSize)}
          ${
            own.layoutFixed
              ? nothing
              : this.#choice('layout', 'Layout', LAYOUTS, layout, 'The file leaves open where the channels lie.')
          }
        </div>
        <button type="button" class="danger" @click=${() => this.emit('backbone-removed', { name })}>
          Remove ${title}
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
      label: 'Image size',
      hint: 'In pixels. The file leaves it open; take that of its training.',
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
    title: `${output} (${embeddingSize}${isMap ? ', averaged over the image' : ''})`,
  }));

customElements.define('agelens-own-backbone', OwnBackbone);
