/** @import {Step} from './steps.js' */
import { html, nothing } from 'lit';
import { strings } from '../strings.js';
import { LightElement } from './light-element.js';
import { STEPS } from './steps.js';

const words = strings.page;

/** One line over a step: what it needs, what it did, and what is next in it; the way on to another stands at its end. */
class StepLine extends LightElement {
  /** @override */
  static properties = { step: { attribute: false } };

  constructor() {
    super();
    /** @type {Step | null} */
    this.step = null;
  }

  /** @override */
  render() {
    if (!this.step) return nothing;
    const { id, needs, isReady, did, next } = this.step;
    return html`
      <p class="step-line">
        <span class="step-count">${words.stepOf(STEPS.indexOf(id) + 1, STEPS.length)}</span>
        <span>${words.needs}: ${needs}${isReady ? html` <b aria-label=${words.there}>✓</b>` : nothing}</span>
        ${did ? html`<span data-did>${words.done}: ${did}</span>` : nothing}
        ${next && !next.href ? html`<span>${words.next}: ${next.title}</span>` : nothing}
      </p>`;
  }
}

customElements.define('agelens-step-line', StepLine);
