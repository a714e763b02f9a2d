/** @import {Answer, ClassMaps, ExplainedPart, Explanation} from '../types.d.ts' */
import { html, nothing } from 'lit';
import { strongest } from '../charts/heat.js';
import '../charts/heat-map.js';
import { strings } from '../strings.js';
import { cropFrame } from './face-overlay.js';
import { percent } from './format.js';
import { heatOf, heatScale, heatTable } from './heat-parts.js';
import { agreementSentence, onFaceSentence, strongestSentence } from './heat-words.js';
import { LightElement } from './light-element.js';

/** @typedef {'map' | 'occlusion'} Kind */

const words = strings.why;

const KINDS = /** @type {[Kind, string][]} */ (Object.entries(words.kinds));

/** Why a photograph got its answer, drawn over it, for any class. Emits `why-requested` where covering was cancelled. */
class Why extends LightElement {
  /** @override */
  static properties = {
    explanation: { attribute: false },
    photoUrl: { attribute: false },
    disabled: { attribute: false },
    chosen: { state: true },
    kind: { state: true },
    seenBy: { state: true },
    opacity: { state: true },
  };

  constructor() {
    super();
    /** @type {Explanation | null} */
    this.explanation = null;
    /** What shows the photograph; '' where the browser cannot. */
    this.photoUrl = '';
    this.disabled = false;
    /** @type {number | null} The class; null: the likeliest. */
    this.chosen = null;
    /** @type {Kind} */
    this.kind = 'map';
    this.seenBy = 0;
    this.opacity = 0.8;
  }

  /** @override @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    const before = /** @type {Explanation | null | undefined} */ (changed.get('explanation'));
    if (!changed.has('explanation') || before?.answer === this.explanation?.answer) return;
    this.chosen = null;
    this.kind = 'map';
    this.seenBy = 0;
  }

  /** @override */
  render() {
    const { explanation } = this;
    const part = explanation?.parts[this.seenBy];
    if (!explanation || !part) return nothing;
    const { answer } = explanation;
    const index = this.chosen ?? answer.predictedIndex;
    const name = answer.classNames[index] ?? '';
    const kind = part.map ? this.kind : 'occlusion';
    const maps = kind === 'map' ? part.map : part.occlusion;
    return html`
      <div class="why-parts">
        <figure>${this.#picture(answer, part, maps && heatOf(maps, index))}
          ${maps ? heatScale(strongest(heatOf(maps, index).values), this.opacity, name) : nothing}
        </figure>
        <div>
          <h3 id="why-title" tabindex="-1">${words.title}</h3>
          ${this.#controls(explanation, index, kind, part)}
          <div role="status" class="why-words">${this.#words(part, kind, index, name)}</div>
          ${maps ? this.#table(maps, index, name) : nothing}
        </div>
      </div>`;
  }

  /** @param {Answer} answer @param {ExplainedPart} part @param {ReturnType<typeof heatOf> | null} heat */
  #picture({ path, width, height }, { crop }, heat) {
    const size = { width, height };
    return html`
      <div class="picture mapped">
        ${this.photoUrl ? html`<img src=${this.photoUrl} alt=${words.photograph(path)} />` : nothing}
        ${heat ? html`<agelens-heat-map .heat=${heat} .size=${size} .crop=${crop} .opacity=${this.opacity}></agelens-heat-map>` : nothing}
        ${crop ? cropFrame(size, crop) : nothing}
      </div>`;
  }

  /** @param {Explanation} explanation @param {number} index @param {Kind} kind @param {ExplainedPart} part */
  #controls({ answer, probabilities, parts }, index, kind, part) {
    const chosenIn = (/** @type {Event} */ event) => /** @type {HTMLInputElement} */ (event.target).value;
    return html`
      <div class="why-controls">
        <div>
          <label for="why-class">${words.class}</label>
          <select id="why-class" name="why-class" @change=${(/** @type {Event} */ event) => {
            this.chosen = Number(chosenIn(event));
          }}>
            ${answer.classNames.map(
              (name, other) =>
                html`<option value=${other} .selected=${other === index}>${name}, ${percent(probabilities[other] ?? 0, 0)}</option>`,
            )}
          </select>
        </div>
        ${
          parts.length > 1
            ? html`
              <div>
                <label for="why-backbone">${words.seenBy}</label>
                <select id="why-backbone" name="why-backbone" @change=${(/** @type {Event} */ event) => {
                  this.seenBy = Number(chosenIn(event));
                }}>
                  ${parts.map(({ backbone }, other) => html`<option value=${other} .selected=${other === this.seenBy}>${backbone}</option>`)}
                </select>
              </div>`
            : nothing
        }
        <div>
          <label for="why-kind">${words.shown}</label>
          <select id="why-kind" name="why-kind" ?disabled=${!part.map} @change=${(/** @type {Event} */ event) => {
            this.kind = /** @type {Kind} */ (chosenIn(event));
          }}>
            ${KINDS.map(([value, title]) => html`<option value=${value} .selected=${value === kind}>${title}</option>`)}
          </select>
        </div>
        <div>
          <label for="why-opacity">${words.strength}</label>
          <input id="why-opacity" name="why-opacity" type="range" min="0" max="1" step="0.05" .value=${String(this.opacity)}
            @input=${(/** @type {Event} */ event) => {
              this.opacity = Number(chosenIn(event));
            }} />
        </div>
      </div>`;
  }

  /** @param {ExplainedPart} part @param {Kind} kind @param {number} index @param {string} name */
  #words({ map, whyNoMap, occlusion, agreement, onFace, crop }, kind, index, name) {
    const maps = kind === 'map' ? map : occlusion;
    return html`
      ${whyNoMap ? html`<p data-no-map>${whyNoMap}</p>` : nothing}
      ${
        maps
          ? html`
            <p data-strongest>${strongestSentence(heatOf(maps, index), name, crop ? words.ofSquare : words.ofPicture)}
              ${kind === 'map' ? onFaceSentence(onFace[index], name) : nothing}</p>`
          : nothing
      }
      ${map && occlusion ? html`<p data-agreement=${agreement[index] ?? nothing}>${agreementSentence(agreement[index])}</p>` : nothing}
      ${occlusion ? nothing : this.#uncovered()}`;
  }

  #uncovered() {
    if (this.disabled) return html`<p>${words.covering}</p>`;
    return html`
      <p>${words.uncovered}
        <button type="button" @click=${() => this.emit('why-requested')}>${words.cover}</button>
      </p>`;
  }

  /** @param {ClassMaps} maps @param {number} index @param {string} name */
  #table(maps, index, name) {
    return html`
      <details>
        <summary>${words.numbers}</summary>
        <p class="hint">
          ${words.explained(name)}
        </p>
        ${heatTable(heatOf(maps, index), words.oddsOf(name))}
      </details>`;
  }
}

customElements.define('agelens-why', Why);
