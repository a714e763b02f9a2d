/** @import {AppState, ProtocolName} from '../types.d.ts' */
import { html, nothing } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { strings } from '../strings.js';
import { shareDone } from './job-share.js';
import { LightElement } from './light-element.js';
import { stepOf } from './steps.js';
import { stageCount, stageTitle } from './words.js';

const words = strings.job;

/** What is over sooner is not worth a bar. */
const PATIENCE_MS = 700;

/**
 * The running job in one line at the foot of the window, while its own place is out of sight. Emits `cancel-requested`.
 */
class JobBar extends LightElement {
  /** @override */
  static properties = { job: { attribute: false }, protocol: { attribute: false }, isShown: { state: true } };

  constructor() {
    super();
    /** @type {AppState['job']} */
    this.job = null;
    /** @type {ProtocolName} */
    this.protocol = 'leave-one-person-out';
    this.isShown = false;
    /** @type {IntersectionObserver | null} */
    this.observer = null;
    /** @type {Element | null} What shows the job in its step. */
    this.place = null;
    /** @type {ReturnType<typeof setTimeout> | 0} */
    this.timer = 0;
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    this.#forget();
  }

  #forget() {
    clearTimeout(this.timer);
    this.timer = 0;
    this.observer?.disconnect();
    this.observer = null;
    this.place = null;
    this.isShown = false;
  }

  /** @override @param {Map<string, unknown>} changed */
  updated(changed) {
    if (!changed.has('job')) return;
    if (!this.job) return this.#forget();
    // The step draws its own in the tasks that follow.
    if (this.timer === 0) this.timer = setTimeout(() => this.#watch(), PATIENCE_MS);
    else if (this.observer && !this.place?.isConnected) this.#watch();
  }

  #watch() {
    this.observer?.disconnect();
    this.place = document.querySelector(`#${this.job ? stepOf(this.job) : ''} .job`);
    this.observer = new IntersectionObserver((entries) => {
      this.isShown = entries.at(-1)?.isIntersecting === false;
    });
    if (this.place) this.observer.observe(this.place);
    else this.isShown = this.job !== null;
  }

  /** @override */
  render() {
    const { job } = this;
    if (!job || !this.isShown) return nothing;
    const title = job.cancelling ? words.cancelling : stageTitle(job, this.protocol);
    return html`
      <section class="job-bar" aria-label=${words.running}>
        <p><a href="#${stepOf(job)}">${title}</a> <span class="hint">${job.cancelling ? '' : stageCount(job)}</span></p>
        <progress aria-label=${title} max="1" value=${ifDefined(shareDone(job) ?? undefined)}></progress>
        <button type="button" ?disabled=${job.cancelling} @click=${() => this.emit('cancel-requested')}>${words.cancel}</button>
      </section>`;
  }
}

customElements.define('agelens-job-bar', JobBar);
