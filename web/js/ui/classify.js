/** @import {AlbumState, Answer, AppState, Dataset, Explanation, Sample, Trained} from '../types.d.ts' */
import { html, nothing } from 'lit';
import './album.js';
import { alertBox } from './alert.js';
import './answer.js';
import './job-progress.js';
import { LightElement } from './light-element.js';
import './photo-chooser.js';
import { isTrainedOn } from './trained-on.js';

/** Step 4: one photograph in, one answer out; below it the album. Emits `photo-chosen` through its chooser, and `answer-face-chosen`. */
class Classify extends LightElement {
  /** @override */
  static properties = {
    trained: { attribute: false },
    job: { attribute: false },
    answer: { attribute: false },
    explanation: { attribute: false },
    photographs: { attribute: false },
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
  }

  /** @override @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('trained') || changed.has('photographs'))
      this.samples = samplesTrainedOn(this.trained, this.photographs);
  }

  /** @override */
  render() {
    const { trained, job, answer } = this;
    const networks = trained ? [...trained.run.backbones, trained.run.faceDetector] : [];
    // What was trained on features alone may need a network that is not here; the error says so.
    const usable = trained && !networks.some((network) => network?.file === '');
    return html`
      <section aria-labelledby="classify-title">
        <h2 id="classify-title" tabindex="-1">Classify</h2>
        ${alertBox(this.error)}
        ${trained ? nothing : html`<p class="waiting">Train first. Then drop any photograph here.</p>`}
        ${usable ? html`<agelens-photo-chooser .disabled=${job !== null}></agelens-photo-chooser>` : nothing}
        ${job?.kind === 'classify' ? html`<agelens-job-progress .job=${job}></agelens-job-progress>` : nothing}
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
}

/** @param {Trained | null} trained @param {Dataset | null} dataset */
function samplesTrainedOn(trained, dataset) {
  if (!trained || !dataset || dataset.features || !isTrainedOn(trained, dataset)) return new Map();
  return new Map(dataset.samples.map((sample) => [sample.path, sample]));
}

customElements.define('agelens-classify', Classify);
