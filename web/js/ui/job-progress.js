/** @import {AppState, ProtocolName, Stage} from '../types.d.ts' */
import { html, nothing } from 'lit';
import { strings } from '../strings.js';
import { shareDone } from './job-share.js';
import { LightElement } from './light-element.js';
import { stageCount, stageTitle } from './words.js';

const words = strings.job;

/** @type {Partial<Record<NonNullable<AppState['job']>['kind'], Stage[]>>} */
const STAGES = { train: ['load', 'embed', 'evaluate', 'train'], search: ['load', 'embed', 'search'] };

const ANNOUNCE_EVERY_MS = 10_000;

/** How far the running job is; emits `cancel-requested`. */
class JobProgress extends LightElement {
  /** @override */
  static properties = { job: { attribute: false }, protocol: { attribute: false } };

  constructor() {
    super();
    /** @type {AppState['job']} */
    this.job = null;
    /** @type {ProtocolName} */
    this.protocol = 'leave-one-person-out';
    this.announced = { stage: '', at: 0, sentence: '' };
  }

  /** A screen reader hears each new stage at once, and else one sentence in ten seconds. @param {string} sentence */
  #announcement(sentence) {
    const stage = `${this.job?.stage} ${this.job?.cancelling}`;
    const now = performance.now();
    if (stage !== this.announced.stage || now - this.announced.at > ANNOUNCE_EVERY_MS) {
      this.announced = { stage, at: now, sentence };
    }
    return this.announced.sentence;
  }

  /** @override */
  render() {
    const { job } = this;
    if (!job) return nothing;
    const title = stageTitle(job, this.protocol);
    const detail = stageCount(job);
    return html`
      <div class="job" data-stage=${job.stage}>
        ${this.#stages(job)}
        <div class="job-words">
          <p class="job-title">${title}</p>
          <p class="job-detail">${detail}</p>
        </div>
        <progress aria-label=${title} max="1" value=${shareDone(job) ?? nothing}></progress>
        <button type="button" ?disabled=${job.cancelling} @click=${() => this.emit('cancel-requested')}>${words.cancel}</button>
        <p class="visually-hidden" role="status">${this.#announcement(detail ? `${title}, ${detail}` : title)}</p>
      </div>`;
  }

  /** @param {NonNullable<AppState['job']>} job */
  #stages({ kind, stage: running }) {
    const stages = STAGES[kind];
    if (!stages) return nothing;
    const position = stages.indexOf(running);
    return html`
      <ol class="stages" aria-label=${words.stages}>
        ${stages.map((stage, index) => {
          const current = index === position ? 'step' : 'false';
          return html`<li aria-current=${current} ?data-done=${index < position}>${stageWord(stage)}</li>`;
        })}
      </ol>`;
  }
}

/** @param {Stage} stage */
const stageWord = (stage) => /** @type {Partial<Record<Stage, string>>} */ (words.stageWords)[stage];

customElements.define('agelens-job-progress', JobProgress);
