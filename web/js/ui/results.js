/** @import {AppState, Project, Run} from '../types.d.ts' */
import { html } from 'lit';
import '../charts/learning-curves.js';
import './confusion-table.js';
import './headline.js';
import { LightElement } from './light-element.js';
import './metric-table.js';
import './per-class-table.js';
import './run-facts.js';
import './wrong-list.js';

/** Step 3: the figures of the run, with the protocol they were measured by. Emits `project-cleared`. */
class Results extends LightElement {
  /** @override */
  static properties = { project: { attribute: false }, job: { attribute: false }, confirming: { state: true } };

  constructor() {
    super();
    /** @type {Project | null} */
    this.project = null;
    /** @type {AppState['job']} */
    this.job = null;
    this.confirming = false;
  }

  /** @override */
  render() {
    return html`
      <section aria-labelledby="results-title">
        <h2 id="results-title" tabindex="-1">Results</h2>
        ${
          this.project
            ? this.#figures(this.project.run)
            : html`<p class="waiting">Train first. The figures appear here.</p>`
        }
      </section>`;
  }

  /** @param {Run} run */
  #figures(run) {
    return html`
      <agelens-headline .run=${run}></agelens-headline>
      <div class="results-grid">
        <agelens-confusion-table .run=${run}></agelens-confusion-table>
        <agelens-per-class-table .run=${run}></agelens-per-class-table>
      </div>
      <agelens-metric-table .metrics=${run.metrics}></agelens-metric-table>
      <agelens-learning-curves .history=${run.history} .epochs=${run.settings.epochs}></agelens-learning-curves>
      <agelens-wrong-list .run=${run}></agelens-wrong-list>
      <agelens-run-facts .run=${run}></agelens-run-facts>
      ${this.#clear()}`;
  }

  #clear() {
    const busy = this.job !== null;
    if (!this.confirming) {
      const ask = () => {
        this.confirming = true;
      };
      return html`
        <p class="clear">
          <button type="button" class="quiet" ?disabled=${busy} @click=${ask}>Delete this classifier</button>
        </p>`;
    }
    const answer = (/** @type {boolean} */ yes) => () => {
      this.confirming = false;
      if (yes) this.emit('project-cleared');
    };
    return html`
      <p class="clear" role="group" aria-label="Delete this classifier">
        <span role="status">It is deleted from this browser for good.</span>
        <button type="button" class="danger" ?disabled=${busy} @click=${answer(true)}>Delete</button>
        <button type="button" @click=${answer(false)}>Keep</button>
      </p>`;
  }

  /** @override @param {Map<string, unknown>} changed */
  updated(changed) {
    // The pressed button is replaced by two, or two by one: the keyboard goes on at the harmless one.
    if (!changed.has('confirming') || changed.get('confirming') === undefined) return;
    /** @type {HTMLElement | null} */ (this.querySelector('.clear button:last-of-type'))?.focus();
  }
}

customElements.define('agelens-results', Results);
