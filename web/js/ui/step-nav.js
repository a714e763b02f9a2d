/** @import {Step} from './steps.js' */
import { html } from 'lit';
import { LightElement } from './light-element.js';

/** The path Photographs, Train, Results, Classify; always in view. */
class StepNav extends LightElement {
  /** @override */
  static properties = { steps: { attribute: false } };

  constructor() {
    super();
    /** @type {Step[]} */
    this.steps = [];
  }

  /** @override */
  render() {
    return html`
      <nav class="steps" aria-label="Steps">
        <ol>
          ${this.steps.map(
            (step, index) => html`
              <li>
                <a href="#${step.id}" aria-current=${step.current ? 'step' : 'false'} ?data-done=${step.done}>
                  <span class="step-mark" aria-hidden="true">${step.done ? '✓' : index + 1}</span>
                  <span class="step-title">${step.title}</span>
                  <span class="step-note">${step.note}</span>
                </a>
              </li>`,
          )}
        </ol>
      </nav>`;
  }
}

customElements.define('agelens-step-nav', StepNav);
