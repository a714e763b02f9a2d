/** @import {Answer, AppState, Dataset, Explanation, Sample, Trained} from '../types.d.ts' */
import { html, nothing } from 'lit';
import { alertBox } from './alert.js';
import './answer.js';
import './job-progress.js';
import { LightElement } from './light-element.js';
import './photo-chooser.js';

/** Step 4: one photograph in, one answer out. Emits `photo-chosen` through its chooser, and `answer-face-chosen`. */
class Classify extends LightElement {
  /** @override */
  static properties = {
    trained: { attribute: false },
    job: { attribute: false },
    answer: { attribute: false },
    explanation: { attribute: false },
    photographs: { attribute: false },
    error: { attribute: false },
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
    /** @type {string | null} */
    this.error = null;
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
      </section>`;
  }
}

/**
 * Another folder may have files of the same names, which were not trained on.
 * @param {Trained | null} trained
 * @param {Dataset | null} dataset
 */
function samplesTrainedOn(trained, dataset) {
  if (!trained || !dataset || dataset.features || dataset.name !== trained.run.datasetName) return new Map();
  const byPath = new Map(dataset.samples.map((sample) => [sample.path, sample]));
  return trained.model.photographs.every(({ path }) => byPath.has(path)) ? byPath : new Map();
}

customElements.define('agelens-classify', Classify);
