/** @import {AppState, Dataset} from '../types.d.ts' */
import { html, nothing } from 'lit';
import { strings } from '../strings.js';
import { alertBox } from './alert.js';
import './camera-details.js';
import './class-table.js';
import './duplicates.js';
import './face-list.js';
import './folder-chooser.js';
import { whole } from './format.js';
import './job-progress.js';
import { jobOf } from './job-property.js';
import { lazyPart } from './lazy-part.js';
import { LightElement } from './light-element.js';
import './photograph-adder.js';
import './rejected-list.js';
import './welcome.js';
import { featuresSentence, personsSentence } from './words.js';

const words = strings.photographs;

/**
 * Step 1. Emits `files-chosen`, `sample-requested` (both from the chooser), `dataset-cleared`, `face-chosen`,
 * `photographs-filtered`, `photographs-put-back`, and what class-table.js, photograph-adder.js, camera-burst.js and
 * sheet/contact-sheet.js emit.
 */
class Photographs extends LightElement {
  /** @override */
  static properties = {
    photographs: { attribute: false },
    job: jobOf('photographs'),
    error: { attribute: false },
    hasClassifier: { attribute: false },
    faces: { attribute: false },
    onlyShown: { attribute: false },
    duplicates: { attribute: false },
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
    /** @type {AppState['duplicates']} */
    this.duplicates = null;
    /** @type {Dataset | null} Those of the photographs that are shown. */
    this.shown = null;
    this.sheet = lazyPart(this, () => import('./sheet/contact-sheet.js'));
  }

  /** @override @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (!changed.has('photographs') && !changed.has('onlyShown')) return;
    const { photographs, onlyShown } = this;
    if (photographs && !photographs.features) this.sheet.need();
    const paths = onlyShown && new Set(onlyShown);
    const samples = photographs?.samples.filter(({ path }) => !paths || paths.has(path)) ?? [];
    this.shown = photographs && { ...photographs, samples };
  }

  /** @override @param {Map<string, unknown>} changed */
  updated(changed) {
    // What was asked for is far up the page.
    if (changed.has('onlyShown') && this.onlyShown) this.#sheetTitle?.focus();
  }

  /** @type {HTMLElement | null} */
  get #sheetTitle() {
    return this.querySelector('#sheet-title');
  }

  /** @override */
  render() {
    const reading = this.job?.kind === 'intake';
    const welcoming = !this.photographs && !reading && !this.hasClassifier && this.opened;
    return html`
      <section aria-labelledby="photographs-title">
        ${welcoming ? html`<agelens-welcome></agelens-welcome>` : nothing}
        <h2 id="photographs-title" tabindex="-1" class=${welcoming ? 'visually-hidden' : ''}>${words.title}</h2>
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
          ${this.onlyShown ? words.onlySelected(whole(shown), samples.length) : ''}
        </p>
        <button type="button" @click=${this.#showAll}>${words.showAll}</button>
      </div>`;
  }

  #showAll() {
    this.emit('photographs-filtered', { paths: null });
    // The button goes.
    this.#sheetTitle?.focus();
  }

  #start() {
    return html`
      ${this.hasClassifier ? html`<p class="lead">${words.classifierNeedsNone}</p>` : nothing}
      <agelens-folder-chooser .disabled=${this.job !== null} .explained=${!this.hasClassifier}></agelens-folder-chooser>
      <agelens-camera-details .disabled=${this.job !== null}></agelens-camera-details>`;
  }

  /** @param {Dataset} dataset */
  #summary(dataset) {
    const disabled = this.job !== null;
    return html`
      <div class="dataset-head">
        <p class="dataset-name">${dataset.name}</p>
        <button type="button" class="quiet" ?disabled=${disabled} @click=${() => this.emit('dataset-cleared')}>
          ${words.remove}
        </button>
        <p>
          ${words.counted(
            html`<strong data-count="samples">${words.samples(dataset.samples.length, dataset.features !== undefined)}</strong>`,
            html`<span data-count="classes">${words.classes(dataset.classNames.length)}</span>`,
            html`<span data-count="persons">${personsSentence(dataset)}</span>`,
          )}
        </p>
        ${dataset.features ? html`<p class="hint">${featuresSentence(dataset.features)}</p>` : nothing}
      </div>
      <agelens-rejected-list .rejected=${dataset.rejected} .ignored=${dataset.ignored}></agelens-rejected-list>
      <agelens-class-table .photographs=${dataset} .disabled=${disabled}></agelens-class-table>
      <agelens-duplicates .duplicates=${this.duplicates} .photographs=${dataset} .disabled=${disabled}></agelens-duplicates>
      ${dataset.features ? nothing : this.#pictures(dataset, disabled)}
      <agelens-face-list .photographs=${this.shown} .faces=${this.faces} .disabled=${disabled}></agelens-face-list>`;
  }

  /** @param {Dataset} dataset @param {boolean} disabled */
  #pictures(dataset, disabled) {
    return html`
      <details class="adder">
        <summary>${words.add}</summary>
        <agelens-photograph-adder .classNames=${dataset.classNames} .disabled=${disabled}></agelens-photograph-adder>
      </details>
      <agelens-camera-details .classNames=${dataset.classNames} .disabled=${disabled}></agelens-camera-details>
      <h3 id="sheet-title" tabindex="-1">${words.sheetTitle}</h3>
      ${this.#filtered(dataset)} ${this.#excluded(dataset, disabled)} ${this.sheet.alert()}
      <agelens-contact-sheet .photographs=${dataset} .onlyShown=${this.onlyShown}
        .disabled=${disabled}></agelens-contact-sheet>`;
  }

  /** @param {Dataset} dataset @param {boolean} disabled */
  #excluded({ excluded = [] }, disabled) {
    if (excluded.length === 0) return nothing;
    return html`
      <div class="sheet-note" data-excluded-count=${excluded.length}>
        <p>${words.excludedCount(excluded.length)}</p>
        <button type="button" class="quiet" @click=${this.#showExcluded}>${words.showThem}</button>
        <button type="button" class="quiet" ?disabled=${disabled}
          @click=${() => this.emit('photographs-put-back', { paths: excluded.map(({ path }) => path) })}>
          ${words.putAllBack}
        </button>
      </div>`;
  }

  async #showExcluded() {
    await this.sheet.need();
    const sheet = /** @type {import('./sheet/contact-sheet.js').ContactSheet | null} */ (
      this.querySelector('agelens-contact-sheet')
    );
    sheet?.show?.('excluded');
  }
}

customElements.define('agelens-photographs', Photographs);
