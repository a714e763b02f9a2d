/** @import {Answer, Explanation, Sample} from '../types.d.ts' */
import { html, nothing } from 'lit';
import { strings } from '../strings.js';
import { rangeSentence } from './age-words.js';
import { cropFrame, faceButtons, faceWords } from './face-overlay.js';
import { figureHelp } from './figure-help.js';
import { decimal } from './format.js';
import { lazyPart } from './lazy-part.js';
import { LightElement } from './light-element.js';
import './likeness.js';
import { probabilityBars } from './probability-bars.js';
import { lookedSentence, sureSentence, UNFAMILIAR } from './words.js';

/**
 * The photograph and what of it was looked at, its class or that nobody can be sure of it, and how the classifier divides
 * its belief. Emits `answer-face-chosen` {face}, and `why-requested`.
 */
class AnswerCard extends LightElement {
  /** @override */
  static properties = {
    answer: { attribute: false },
    explanation: { attribute: false },
    samples: { attribute: false },
    disabled: { attribute: false },
  };

  constructor() {
    super();
    /** @type {Answer | null} */
    this.answer = null;
    /** @type {Explanation | null} */
    this.explanation = null;
    /** @type {Map<string, Sample>} By path: those trained on that are here. */
    this.samples = new Map();
    this.disabled = false;
    this.photoUrl = '';
    this.showable = true;
    // Not everybody asks why.
    this.whyPart = lazyPart(this, () => import('./why.js'));
  }

  /** @override @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    const before = /** @type {Answer | null | undefined} */ (changed.get('answer'));
    // Another face of the same photograph needs no other picture.
    if (!changed.has('answer') || (before && before.photo === this.answer?.photo)) return;
    URL.revokeObjectURL(this.photoUrl);
    this.photoUrl = this.answer?.photo ? URL.createObjectURL(this.answer.photo) : '';
    this.showable = this.photoUrl !== '';
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    URL.revokeObjectURL(this.photoUrl);
  }

  #notShowable() {
    this.showable = false;
    this.requestUpdate();
  }

  /** @override */
  render() {
    const { answer } = this;
    if (!answer) return nothing;
    const predicted = answer.classNames[answer.predictedIndex];
    const { expectedAge: age, ageRange: range } = answer;
    const words = strings.classify;
    return html`
      <div class="answer" data-answer=${predicted} data-expected-age=${age ?? nothing}>
        <figure class="answer-photo">
          ${this.#photo(answer)}
          <figcaption>
            ${answer.path}
            <span class="looked" role="status" data-faces-found=${answer.faces?.faces.length ?? 'not-looked-for'}>
              ${lookedSentence(answer)}
            </span>
          </figcaption>
        </figure>
        <div>
          <div role="status">
            ${answer.unfamiliar ? html`<p class="caution" data-unfamiliar>${UNFAMILIAR}</p>` : nothing}
            ${
              answer.sure
                ? html`<p class="answer-class"><span class="visually-hidden">${words.predictedClass}</span>${predicted}</p>`
                : html`<p class="answer-class" data-unsure>${words.notSure}</p>`
            }
            <p class="answer-words">
              ${sureSentence(answer)}${age === null ? nothing : html`${words.expectedAge}<strong>${decimal(age, 1)}</strong>${words.years}`}${
                range
                  ? html`<span data-age-range>${words.range(decimal(range.low, 0), decimal(range.high, 0))}</span>`
                  : nothing
              }.
            </p>
            ${this.#rangeHint(answer)}
          </div>
          ${probabilityBars(answer)}
          <agelens-likeness .answer=${answer} .samples=${this.samples}></agelens-likeness>
        </div>
        ${this.#why(answer)}
      </div>`;
  }

  /** What the range is of; of an unfamiliar photograph the tests say nothing, which is said already. @param {Answer} answer */
  #rangeHint({ expectedAge, ageRange, unfamiliar }) {
    if (expectedAge === null || unfamiliar) return nothing;
    const hint = ageRange ? strings.classify.rangeHint(rangeSentence(ageRange)) : strings.classify.noRange;
    return html`<p class="hint answer-range">${hint} ${figureHelp('age-range', strings.classify.rangeName)}</p>`;
  }

  /** @param {Answer} answer */
  #photo({ path, faces, crop, width, height }) {
    const options = {
      of: path,
      disabled: this.disabled,
      choose: (/** @type {number} */ face) => this.emit('answer-face-chosen', { face }),
    };
    const several = faces !== null && faces.faces.length > 1;
    if (!this.showable) {
      return html`
        <p class="no-picture">${strings.classify.notShown}</p>
        ${several ? faceWords(faces, options) : nothing}`;
    }
    const size = { width, height };
    return html`
      <div class="picture">
        <img src=${this.photoUrl} alt=${strings.classify.photograph(path)} @error=${this.#notShowable} />
        ${crop ? cropFrame(size, crop) : nothing} ${several ? faceButtons(size, faces, options) : nothing}
      </div>`;
  }

  /** @param {Answer} answer */
  #why(answer) {
    const { explanation, disabled } = this;
    if (!answer.photo) return nothing;
    if (explanation?.answer !== answer) {
      return html`
        <div class="why">
          <button type="button" ?disabled=${disabled} @click=${this.#askWhy}>${strings.classify.why}</button>
        </div>`;
    }
    return html`
      <div class="why">
        ${this.whyPart.alert()}
        <agelens-why .explanation=${explanation} .photoUrl=${this.showable ? this.photoUrl : ''}
          .disabled=${disabled}></agelens-why>
      </div>`;
  }

  /** The photograph's place is as large as it will be before it is loaded. */
  #reserve() {
    const { width, height } = this.answer ?? { width: 0, height: 0 };
    const image = this.querySelector('img');
    if (!image || width === 0 || height === 0) return;
    image.style.setProperty('--photo-ratio', `${width / height}`);
    image.style.setProperty('--photo-width', `${width}px`);
  }

  #askWhy() {
    this.emit('why-requested');
  }

  /** @override @param {Map<string, unknown>} changed */
  updated(changed) {
    if (changed.has('explanation') && this.explanation) this.whyPart.need();
    this.#reserve();
  }
}

customElements.define('agelens-answer', AnswerCard);
