/** @import {Behind} from './behind-run.js' */
import { html, nothing } from 'lit';
import { strings } from '../strings.js';
import { whole } from './format.js';
import './photo-answers.js';
import { RunElement } from './run-element.js';
import { mistakesSurestFirst } from './run-order.js';
import { testedCount } from './words.js';

/** Which photographs were misjudged, those first of which it was the surest: the likeliest to lie in a wrong folder. */
class Mistakes extends RunElement {
  /** @override */
  static properties = { behind: { attribute: false }, disabled: { type: Boolean } };

  constructor() {
    super();
    /** @type {Map<string, Behind> | null} null where the photographs are not here. */
    this.behind = null;
    this.disabled = false;
  }

  /** @override */
  render() {
    const { run, behind, disabled } = this;
    if (!run) return nothing;
    const words = strings.mistakes;
    const wrong = mistakesSurestFirst(run);
    return html`
      <section class="mistakes" aria-labelledby="mistakes-title">
        <h3 id="mistakes-title">${words.title}</h3>
        <p>
          <strong data-count="wrong">${words.wrong(whole(wrong.length))}</strong>
          ${words.of(testedCount(run.predictions.length, run.protocol))} ${wrong.length === 0 ? words.none : words.hint}
        </p>
        ${behind === null && wrong.length > 0 ? html`<p class="hint">${words.namesOnly}</p>` : nothing}
        <agelens-photo-answers .run=${run} .predictions=${wrong} .behind=${behind} .disabled=${disabled}></agelens-photo-answers>
      </section>`;
  }
}

customElements.define('agelens-mistakes', Mistakes);
