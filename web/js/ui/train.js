/** @import {AppState, Backbone, Dataset, DeviceChoice, EpochResult, SearchReport, Settings} from '../types.d.ts' */
/** @import {SettingsForm} from './settings-form.js' */
import { html, nothing } from 'lit';
import '../charts/learning-curves.js';
import { alertBox } from './alert.js';
import { count } from './format.js';
import './job-progress.js';
import { LightElement } from './light-element.js';
import { SEARCH } from './method-words.js';
import './search.js';
import './settings-form.js';
import { resolvedProtocol, settingsSentence } from './words.js';

/** Step 2. Emits `train-requested`; settings and cancel come from its parts. */
class Train extends LightElement {
  /** @override */
  static properties = {
    photographs: { attribute: false },
    job: { attribute: false },
    error: { attribute: false },
    settings: { attribute: false },
    backbones: { attribute: false },
    deviceChoice: { attribute: false },
    history: { attribute: false },
    search: { attribute: false },
  };

  constructor() {
    super();
    /** @type {Dataset | null} */
    this.photographs = null;
    /** @type {AppState['job']} */
    this.job = null;
    /** @type {string | null} */
    this.error = null;
    /** @type {Settings | null} */
    this.settings = null;
    /** @type {Backbone[]} */
    this.backbones = [];
    /** @type {DeviceChoice} */
    this.deviceChoice = 'auto';
    /** @type {EpochResult[]} */
    this.history = [];
    /** @type {SearchReport | null} */
    this.search = null;
  }

  #train() {
    const form = /** @type {SettingsForm} */ (this.querySelector('agelens-settings-form'));
    const invalid = form.invalidInput;
    if (!invalid) return this.emit('train-requested');
    const folded = invalid.closest('details');
    if (folded) folded.open = true;
    invalid.focus();
  }

  /** @override */
  render() {
    const { photographs, job, settings } = this;
    return html`
      <section aria-labelledby="train-title">
        <h2 id="train-title" tabindex="-1">Train</h2>
        ${alertBox(this.error)}
        ${
          photographs && settings
            ? this.#step(photographs, settings, job?.kind === 'train' || job?.kind === 'search')
            : html`<p class="waiting">Choose photographs first.</p>`
        }
      </section>`;
  }

  /** @param {Dataset} photographs @param {Settings} settings @param {boolean} running */
  #step(photographs, settings, running) {
    return html`
      <div ?hidden=${running}>${this.#form(photographs, settings)}</div>
      ${running ? this.#running(photographs, settings) : nothing}`;
  }

  /** @param {Dataset} photographs @param {Settings} settings */
  #form(photographs, settings) {
    const busy = this.job !== null;
    const images = photographs.samples.length * (settings.copies + 1);
    return html`
      <agelens-settings-form .settings=${settings} .backbones=${this.backbones} .photographs=${photographs}
        .deviceChoice=${this.deviceChoice} .disabled=${busy}></agelens-settings-form>
      <p class="train-action">
        <button type="button" class="primary large" ?disabled=${busy} @click=${this.#train}>Train</button>
        <span class="hint">${count(images, 'image')} to embed, then a classifier for each part of the protocol.</span>
      </p>
      <agelens-search .report=${this.search} .settings=${settings} .disabled=${busy || photographs.samples.length === 0}
        .unseen=${photographs.personsRecur ? 'persons' : 'photographs'}></agelens-search>`;
  }

  /** @param {Dataset} photographs @param {Settings} settings */
  #running(photographs, settings) {
    const protocol = resolvedProtocol(settings.protocol, photographs);
    const searching = this.job?.kind === 'search';
    return html`
      <p class="lead">${searching ? SEARCH : settingsSentence(settings, protocol, this.backbones)}</p>
      <agelens-job-progress .job=${this.job} .protocol=${protocol}></agelens-job-progress>
      ${
        this.history.length > 0 && !searching
          ? html`
            <agelens-learning-curves .history=${this.history} .epochs=${settings.epochs}></agelens-learning-curves>`
          : nothing
      }`;
  }
}

customElements.define('agelens-train', Train);
