/** @import {AlbumState, Answer, AppState, Batch, Dataset, Explanation, Live, Sample, Trained} from '../types.d.ts' */
import { html, nothing } from 'lit';
import { strings } from '../strings.js';
import './album.js';
import { alertBox } from './alert.js';
import './answer.js';
import './job-progress.js';
import { jobOf } from './job-property.js';
import { lazyPart } from './lazy-part.js';
import { LightElement } from './light-element.js';
import './photo-chooser.js';
import { isTrainedOn } from './trained-on.js';

/**
 * Step 4: a photograph in, an answer out; several in a table, or the camera's one after another; below it the album. Emits what its
 * parts emit: `photo-chosen`, `photos-chosen`, `answer-face-chosen` and others.
 */
class Classify extends LightElement {
  /** @override */
  static properties = {
    trained: { attribute: false },
    job: jobOf('classify'),
    answer: { attribute: false },
    explanation: { attribute: false },
    photographs: { attribute: false },
    batch: { attribute: false },
    live: { attribute: false },
    liveOpen: { state: true },
    album: { attribute: false },
    error: { attribute: false },
    albumError: { attribute: false },
  };

  constructor() {
    super();
    /** @type {Trained | null} */
    this.trained = null;
    /** @type {AppState['job']} */
    this.job = null;
    /** @type {Answer | null} */
    this.answer = null;
    /** @type {Explanation | null} */
    this.explanation = null;
    /** @type {Dataset | null} */
    this.photographs = null;
    /** @type {Map<string, Sample>} By path: those trained on that are here. */
    this.samples = new Map();
    /** @type {AlbumState} */
    this.album = { photographs: [], answer: null };
    /** @type {string | null} */
    this.error = null;
    /** @type {string | null} */
    this.albumError = null;
    /** @type {Batch | null} */
    this.batch = null;
    /** @type {Live | null} */
    this.live = null;
    this.liveOpen = false;
    this.batchPart = lazyPart(this, () => import('./batch.js'));
    this.livePart = lazyPart(this, () => import('./live.js'));
  }

  /** @override @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('trained') || changed.has('photographs'))
      this.samples = samplesTrainedOn(this.trained, this.photographs);
  }

  /** @override @param {Map<string, unknown>} changed */
  updated(changed) {
    if (changed.has('batch') && this.batch) this.batchPart.need();
  }

  #openLive() {
    this.liveOpen = true;
    this.livePart.need();
  }

  #closeLive() {
    this.liveOpen = false;
  }

  /** @override */
  render() {
    const { trained, job, answer } = this;
    const networks = trained ? [...trained.run.backbones, trained.run.faceDetector] : [];
    // What was trained on features alone may need a network that is not here; the error says so.
    const usable = trained && !networks.some((network) => network?.file === '');
    return html`
      <section aria-labelledby="classify-title">
        <h2 id="classify-title" tabindex="-1">${strings.classify.title}</h2>
        ${alertBox(this.error)}
        ${trained ? nothing : html`<p class="waiting">${strings.classify.untrained}</p>`}
        ${usable ? html`<agelens-photo-chooser .disabled=${job !== null}></agelens-photo-chooser>` : nothing}
        ${usable ? this.#liveView() : nothing}
        ${job?.kind === 'classify' || job?.kind === 'batch' ? html`<agelens-job-progress .job=${job}></agelens-job-progress>` : nothing}
        ${this.batch ? html`${this.batchPart.alert()}<agelens-batch .batch=${this.batch} .answer=${answer} .job=${job}></agelens-batch>` : nothing}
        ${answer ? html`<agelens-answer .answer=${answer} .explanation=${this.explanation} .samples=${this.samples} .disabled=${job !== null}></agelens-answer>` : nothing}
        ${job?.kind === 'explain' ? html`<agelens-job-progress .job=${job}></agelens-job-progress>` : nothing}
        ${
          usable
            ? html`
              <agelens-album .trained=${trained} .photographs=${this.photographs} .album=${this.album} .job=${job}
                .error=${this.albumError}></agelens-album>`
            : nothing
        }
      </section>`;
  }

  #liveView() {
    if (!this.liveOpen) {
      return html`
        <p class="live-open">
          <button type="button" data-open-live ?disabled=${this.job !== null} @click=${this.#openLive}>${strings.batch.live}</button>
        </p>`;
    }
    return html`
      ${this.livePart.alert()}
      <agelens-live .live=${this.live} .job=${this.job} @live-closed=${this.#closeLive}></agelens-live>`;
  }
}

/** @param {Trained | null} trained @param {Dataset | null} dataset */
function samplesTrainedOn(trained, dataset) {
  if (!trained || !dataset || dataset.features || !isTrainedOn(trained, dataset)) return new Map();
  return new Map(dataset.samples.map((sample) => [sample.path, sample]));
}

customElements.define('agelens-classify', Classify);
