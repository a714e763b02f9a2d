/** @import {AppState, Dataset} from '../types.d.ts' */
import { html, nothing } from 'lit';
import { alertBox } from './alert.js';
import './class-table.js';
import './face-list.js';
import './folder-chooser.js';
import { count, whole } from './format.js';
import './job-progress.js';
import { LightElement } from './light-element.js';
import './rejected-list.js';
import './welcome.js';
import { featuresSentence, personsSentence } from './words.js';

/** Step 1. Emits `files-chosen`, `sample-requested` (both from the chooser), `dataset-cleared`, `face-chosen` and `photographs-filtered`. */
class Photographs extends LightElement {
  /** @override */
  static properties = {
    photographs: { attribute: false },
    job: { attribute: false },
    error: { attribute: false },
    hasClassifier: { attribute: false },
    faces: { attribute: false },
    onlyShown: { attribute: false },
    opened: { attribute: false },
  };

  constructor() {
    super();
    /** @type {Dataset | null} */
    this.photographs = null;
    /** @type {AppState['job']} */
    this.job = null;
    /** @type {string | null} */
    this.error = null;
    this.hasClassifier = false;
    /** False while it is not known yet whether there are photographs from an earlier visit. */
    this.opened = true;
    /** @type {AppState['faces']} */
    this.faces = [];
    /** @type {AppState['onlyShown']} */
    this.onlyShown = null;
    /** @type {Dataset | null} Those of the photographs that are shown. */
    this.shown = null;
  }

  /** @override @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (!changed.has('photographs') && !changed.has('onlyShown')) return;
    const { photographs, onlyShown } = this;
    const paths = onlyShown && new Set(onlyShown);
    const samples = photographs?.samples.filter(({ path }) => !paths || paths.has(path)) ?? [];
    this.shown = photographs && { ...photographs, samples };
  }

  /** @override @param {Map<string, unknown>} changed */
  updated(changed) {
    // What was asked for is far up the page.
    if (changed.has('onlyShown') && this.onlyShown) this.querySelector('h2')?.focus();
  }

  /** @override */
  render() {
    const reading = this.job?.kind === 'intake';
    const welcoming = !this.photographs && !reading && !this.hasClassifier && this.opened;
    return html`
      <section aria-labelledby="photographs-title">
        ${welcoming ? html`<agelens-welcome></agelens-welcome>` : nothing}
        <h2 id="photographs-title" tabindex="-1" class=${welcoming ? 'visually-hidden' : ''}>Photographs</h2>
        ${alertBox(this.error)}
        ${reading ? html`<agelens-job-progress .job=${this.job}></agelens-job-progress>` : nothing}
        ${this.photographs ? this.#summary(this.photographs) : nothing}
        ${reading || this.photographs || !this.opened ? nothing : this.#start()}
      </section>`;
  }

  /** @param {Dataset} dataset */
  #filtered({ samples }) {
    const shown = this.shown?.samples.length ?? 0;
    return html`
      <div class="filtered" ?hidden=${this.onlyShown === null}>
        <p role="status" data-filtered>
          ${this.onlyShown ? `Only ${whole(shown)} of ${count(samples.length, 'photograph')}, selected in the embedding map, are shown.` : ''}
        </p>
        <button type="button" @click=${this.#showAll}>Show all</button>
      </div>`;
  }

  #showAll() {
    this.emit('photographs-filtered', { paths: null });
    // The button goes.
    this.querySelector('h2')?.focus();
  }

  #start() {
    return html`
      ${
        this.hasClassifier
          ? html`
            <p class="lead">
              The classifier below is kept in this browser and needs no photographs. To train another, choose a folder.
            </p>`
          : nothing
      }
      <agelens-folder-chooser .disabled=${this.job !== null} .explained=${!this.hasClassifier}></agelens-folder-chooser>`;
  }

  /** @param {Dataset} dataset */
  #summary(dataset) {
    return html`
      <div class="dataset-head">
        <p class="dataset-name">${dataset.name}</p>
        <button type="button" class="quiet" ?disabled=${this.job !== null} @click=${() => this.emit('dataset-cleared')}>
          Remove
        </button>
        <p>
          <strong data-count="samples">${count(dataset.samples.length, dataset.features ? 'sample' : 'photograph')}</strong> in
          <span data-count="classes">${count(dataset.classNames.length, 'class', 'classes')}</span>;
          <span data-count="persons">${personsSentence(dataset)}</span>.
        </p>
        ${dataset.features ? html`<p class="hint">${featuresSentence(dataset.features)}</p>` : nothing}
      </div>
      ${this.#filtered(dataset)}
      <agelens-rejected-list .rejected=${dataset.rejected} .ignored=${dataset.ignored}></agelens-rejected-list>
      <agelens-class-table .photographs=${this.shown}></agelens-class-table>
      <agelens-face-list .photographs=${this.shown} .faces=${this.faces} .disabled=${this.job !== null}></agelens-face-list>`;
  }
}

customElements.define('agelens-photographs', Photographs);
