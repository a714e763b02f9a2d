/** @import {Prediction, Run} from '../types.d.ts' */
/** @import {Behind} from './behind-run.js' */
import { html, nothing } from 'lit';
import { strings } from '../strings.js';
import { bar } from './bar.js';
import { percent } from './format.js';
import { LightElement } from './light-element.js';
import './thumbnail.js';

const words = strings.mistakes;

/** Classes whose belief is shown: the true one, and the likeliest. */
const MOST_BELIEFS = 3;

/**
 * What was said of one photograph: its picture, its class, what it was taken for and how the belief is divided. Puts it right
 * with `photographs-moved`, `photographs-excluded` and `photographs-put-back`, and says what has become of it since.
 */
class PhotoAnswer extends LightElement {
  /** @override */
  static properties = {
    run: { attribute: false },
    prediction: { attribute: false },
    behind: { attribute: false },
    disabled: { type: Boolean },
  };

  constructor() {
    super();
    /** @type {Run | null} */
    this.run = null;
    /** @type {Prediction | null} */
    this.prediction = null;
    /** @type {Behind | undefined} Undefined where the photographs are not here. */
    this.behind = undefined;
    this.disabled = false;
    /** Whether one of its buttons was pressed, which is another one afterwards. */
    this.pressed = false;
  }

  /** @override @param {Map<string, unknown>} changed */
  updated(changed) {
    const before = /** @type {Behind | undefined} */ (changed.get('behind'));
    if (!this.pressed || !before || before.state === this.behind?.state) return;
    this.pressed = false;
    const { activeElement } = document;
    if (activeElement && activeElement !== document.body && !this.contains(activeElement)) return;
    /** @type {HTMLElement | null} */ (this.querySelector('.photo-actions button'))?.focus();
  }

  /** @param {string} name @param {unknown} detail */
  #change(name, detail) {
    this.pressed = true;
    this.emit(name, detail);
  }

  /** @override */
  render() {
    const { run, prediction, behind } = this;
    if (!run || !prediction) return nothing;
    const { classIndex, predictedIndex, probabilities, path, copy } = prediction;
    const [truth, predicted] = [run.classNames[classIndex] ?? '', run.classNames[predictedIndex] ?? ''];
    const sure = percent(probabilities[predictedIndex] ?? 0, 0);
    return html`
      ${behind?.entry ? html`<agelens-thumbnail .entry=${behind.entry}></agelens-thumbnail>` : nothing}
      <div class="photo-answer">
        <p class="photo-said">
          ${truth === predicted ? words.right(truth, sure) : words.taken(truth, predicted, sure)}
        </p>
        <p class="hint"><code>${path}</code> ${copy > 0 ? words.copy(copy) : nothing}</p>
        ${beliefs(run.classNames, prediction)}
        ${behind ? this.#actions(behind, truth, predicted) : nothing}
      </div>`;
  }

  /** @param {string} action */
  #named(action) {
    return words.ofPhotograph(action, this.prediction?.path ?? '');
  }

  /** @param {Behind} behind @param {string} truth @param {string} predicted */
  #actions({ state, path, className }, truth, predicted) {
    if (path === null) return html`<p class="changed" data-changed=${state}>${words.isGone}</p>`;
    const paths = [path];
    const move = (/** @type {string} */ name) => () => this.#change('photographs-moved', { paths, className: name });
    const button = (/** @type {string} */ title, /** @type {() => void} */ press) => html`
      <button type="button" class="small" aria-label=${this.#named(title)} ?disabled=${this.disabled}
        @click=${press}>${title}</button>`;
    if (state === 'excluded') {
      return html`
        <p class="changed" data-changed=${state}>${words.isExcluded}</p>
        <div class="photo-actions">${button(words.putBack, () => this.#change('photographs-put-back', { paths }))}</div>`;
    }
    if (state === 'moved') {
      return html`
        <p class="changed" data-changed=${state}>${words.isMoved(className)}</p>
        <div class="photo-actions">${button(words.moveBack(truth), move(truth))}</div>`;
    }
    return html`
      <div class="photo-actions">
        ${truth === predicted ? nothing : button(words.relabel(predicted), move(predicted))}
        ${button(words.exclude, () => this.#change('photographs-excluded', { paths }))}
        ${this.#another(truth, predicted, move)}
      </div>`;
  }

  /** @param {string} truth @param {string} predicted @param {(name: string) => () => void} move */
  #another(truth, predicted, move) {
    const offered = (this.run?.classNames ?? []).filter((name) => name !== truth && name !== predicted);
    if (offered.length === 0) return nothing;
    const press = () => {
      const select = /** @type {HTMLSelectElement | null} */ (this.querySelector('select'));
      if (select) move(select.value)();
    };
    return html`
      <details class="another">
        <summary aria-label=${this.#named(words.another)}>${words.another}</summary>
        <div>
          <select aria-label=${this.#named(words.anotherLabel)} ?disabled=${this.disabled}>
            ${offered.map((name) => html`<option value=${name}>${name}</option>`)}
          </select>
          <button type="button" class="small" aria-label=${this.#named(words.move)} ?disabled=${this.disabled}
            @click=${press}>${words.move}</button>
        </div>
      </details>`;
  }
}

/**
 * The likeliest classes and the true one, in the order of the classes.
 * @param {string[]} classNames
 * @param {Prediction} prediction
 */
function beliefs(classNames, { probabilities, classIndex }) {
  const isTrue = (/** @type {number} */ index) => Number(index === classIndex);
  const likeliest = probabilities
    .map((probability, index) => ({ probability, index }))
    .sort((a, b) => isTrue(b.index) - isTrue(a.index) || b.probability - a.probability)
    .slice(0, MOST_BELIEFS)
    .sort((a, b) => a.index - b.index);
  return html`
    <ul class="beliefs" aria-label=${words.beliefs}>
      ${likeliest.map(
        ({ probability, index }) => html`
          <li><span>${classNames[index]}</span> ${bar(probability)} <span>${percent(probability, 0)}</span></li>`,
      )}
    </ul>`;
}

customElements.define('agelens-photo-answer', PhotoAnswer);
