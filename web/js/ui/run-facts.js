/** @import {Model} from '../types.d.ts' */
import { html, nothing } from 'lit';
import { strings } from '../strings.js';
import { factsOf } from './fact-words.js';
import { RunElement } from './run-element.js';

/** What the figures were measured on and with, so that somebody else can repeat them. */
class RunFacts extends RunElement {
  /** @override */
  static properties = { model: { attribute: false } };

  constructor() {
    super();
    /** @type {Model | null} */
    this.model = null;
  }

  /** @override */
  render() {
    const { run, model } = this;
    if (!run || !model) return nothing;
    return html`
      <dl class="facts" aria-label=${strings.facts.title}>
        ${factsOf(run, model.temperature).map(
          ({ name, text }) => html`
            <div>
              <dt>${name}</dt>
              <dd>${text.map((part) =>
                typeof part === 'string'
                  ? part
                  : html`<span data-run=${part.key} data-value=${part.value}>${part.text}</span>`,
              )}</dd>
            </div>`,
        )}
      </dl>`;
  }
}

customElements.define('agelens-run-facts', RunFacts);
