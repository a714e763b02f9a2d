/** @import {AppState, BackboneComparison, Dataset, DeviceChoice, EpochResult, Manifest, Preview, ProtocolName, SearchReport, Settings} from '../types.d.ts' */
/** @import {SettingsForm} from './settings-form.js' */
import { html, nothing } from 'lit';
import { strings } from '../strings.js';
import { alertBox } from './alert.js';
import './backbone-comparison.js';
import { COMPARE } from './backbone-words.js';
import { partsOf } from './joined-name.js';
import './job-progress.js';
import { jobOf } from './job-property.js';
import { lazyPart } from './lazy-part.js';
import { LightElement } from './light-element.js';
import { SEARCH } from './method-words.js';
import './own-backbones.js';
import './search.js';
import './settings-form.js';
import { stepOf } from './steps.js';
import { missingSentence, weakSentence } from './train-needs.js';
import { resolvedProtocol, settingsSentence } from './words.js';

/** Step 2. Emits `train-requested`; settings and cancel come from its parts. */
class Train extends LightElement {
  /** @override */
  static properties = {
    photographs: { attribute: false },
    job: jobOf('train'),
    error: { attribute: false },
    settings: { attribute: false },
    manifest: { attribute: false },
    deviceChoice: { attribute: false },
    history: { attribute: false },
    ownBackbones: { attribute: false },
    search: { attribute: false },
    backboneComparison: { attribute: false },
    cacheBytes: { attribute: false },
    preview: { attribute: false },
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
    /** @type {Manifest} */
    this.manifest = { backbones: [], faceDetector: null };
    /** @type {DeviceChoice} */
    this.deviceChoice = 'auto';
    /** @type {EpochResult[]} */
    this.history = [];
    /** @type {AppState['ownBackbones']} */
    this.ownBackbones = { checking: null, error: null };
    /** @type {SearchReport | null} */
    this.search = null;
    /** @type {BackboneComparison | null} */
    this.backboneComparison = null;
    /** @type {number | null} */
    this.cacheBytes = null;
    /** @type {Preview | null} */
    this.preview = null;
    /** @type {string | null} What the training lacks; found once for photographs and settings, not with each progress. */
    this.missing = null;
    /** @type {string | null} What weakens its figures; likewise. */
    this.weak = null;
    this.charts = lazyPart(this, () => import('../charts/all.js'));
  }

  /** @override @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (this.job && stepOf(this.job) === 'train') this.charts.need();
    const { photographs, settings } = this;
    if (!photographs || !settings || !(changed.has('photographs') || changed.has('settings'))) return;
    this.missing = missingSentence(photographs, settings);
    this.weak = this.missing ? null : weakSentence(photographs, settings);
  }

  #train() {
    const form = /** @type {SettingsForm} */ (this.querySelector('agelens-settings-form'));
    const invalid = form.invalidInput;
    if (!invalid) return this.emit('train-requested');
    for (let folded = invalid.closest('details'); folded; folded = folded.parentElement?.closest('details') ?? null) {
      folded.open = true;
    }
    invalid.focus();
  }

  /** @override */
  render() {
    const { photographs, job, settings } = this;
    return html`
      <section aria-labelledby="train-title">
        <h2 id="train-title" tabindex="-1">${strings.train.title}</h2>
        ${alertBox(this.error)}
        ${
          photographs && settings
            ? this.#step(photographs, settings, job !== null && stepOf(job) === 'train')
            : html`<p class="waiting">${strings.train.waiting}</p>`
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
    const idle = !busy && photographs.samples.length > 0;
    const { missing, weak } = this;
    return html`
      <agelens-settings-form .settings=${settings} .manifest=${this.manifest} .photographs=${photographs}
        .deviceChoice=${this.deviceChoice} .cacheBytes=${this.cacheBytes} .preview=${this.preview}
        .disabled=${busy}></agelens-settings-form>
      <agelens-own-backbones .backbones=${this.manifest.backbones} .adding=${this.ownBackbones}
        .disabled=${busy}></agelens-own-backbones>
      <p class="train-action">
        <button type="button" class="primary large" ?disabled=${busy || missing !== null} aria-describedby="train-needs"
          @click=${this.#train}>${strings.train.title}</button>
        <span class="train-needs" id="train-needs" role="status">
          ${missing ? html`<span class="missing" data-missing>${missing}</span>` : nothing}
          ${weak ? html`<span class="missing" data-weak>${weak}</span>` : nothing}
          ${missing ? nothing : html`<span class="hint">${this.#work(photographs, settings)}</span>`}
        </span>
      </p>
      <agelens-search .report=${this.search} .settings=${settings} .disabled=${!idle}
        .unseen=${photographs.personsRecur ? 'persons' : 'photographs'}></agelens-search>
      <agelens-backbone-comparison .report=${this.backboneComparison} .settings=${settings} .disabled=${!idle}
        .backbones=${this.manifest.backbones}></agelens-backbone-comparison>`;
  }

  /** @param {Dataset} photographs @param {Settings} settings */
  #work({ features, samples }, { copies, backbone }) {
    if (this.job) return strings.train.needs.busy;
    if (features) return strings.train.workOfFeatures;
    return strings.train.work(samples.length * (copies + 1) * partsOf(backbone).length);
  }

  /** @param {Dataset} photographs @param {Settings} settings */
  #running(photographs, settings) {
    const protocol = resolvedProtocol(settings.protocol, photographs);
    // From the start on, so that nothing moves when the first epoch comes. Neighbours learn nothing over epochs.
    const curves = this.job?.kind === 'train' && settings.method !== 'neighbours';
    return html`
      <p class="lead">${this.#lead(settings, protocol)}</p>
      <agelens-job-progress .job=${this.job} .protocol=${protocol}></agelens-job-progress>
      ${this.charts.alert()}
      ${
        curves
          ? html`
            <agelens-learning-curves .history=${this.history} .epochs=${settings.epochs}></agelens-learning-curves>`
          : nothing
      }`;
  }

  /** @param {Settings} settings @param {ProtocolName} protocol */
  #lead(settings, protocol) {
    if (this.job?.kind === 'search') return SEARCH;
    if (this.job?.kind === 'compare') return COMPARE;
    return settingsSentence(settings, protocol, this.manifest.backbones);
  }
}

customElements.define('agelens-train', Train);
