/** @import {AppState, ProtocolName} from '../types.d.ts' */
import { html, nothing } from 'lit';
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
    /** @type {Element[]} What shows the job in its step, some of it perhaps folded away. */
    this.places = [];
    /** @type {Set<Element>} */
    this.seen = new Set();
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
    this.places = [];
    this.isShown = false;
  }

  /** @override @param {Map<string, unknown>} changed */
  updated(changed) {
    if (!changed.has('job')) return;
    if (!this.job) return this.#forget();
    // The step draws its own in the tasks that follow.
    if (this.timer === 0) this.timer = setTimeout(() => this.#watch(), PATIENCE_MS);
    else if (this.observer) this.#watch();
  }

  #watch() {
    const places = this.job ? [...document.querySelectorAll(`#${stepOf(this.job)} .job`)] : [];
    const isSame = places.length === this.places.length && places.every((place, index) => place === this.places[index]);
    if (this.observer && isSame) return;
    this.observer?.disconnect();
    this.places = places;
    this.seen.clear();
    this.observer = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) this.seen.add(target);
        else this.seen.delete(target);
      }
      this.isShown = this.seen.size === 0;
    });
    for (const place of places) this.observer.observe(place);
    if (places.length === 0) this.isShown = this.job !== null;
  }

  /** @override */
  render() {
    const { job } = this;
    if (!job || !this.isShown) return nothing;
    const title = stageTitle(job, this.protocol);
    return html`
      <section class="job-bar" aria-label=${words.running}>
        <p><a href="#${stepOf(job)}">${title}</a> <span class="hint">${stageCount(job)}</span></p>
        <progress aria-label=${title} max="1" value=${shareDone(job) ?? nothing}></progress>
        <button type="button" ?disabled=${job.cancelling} @click=${() => this.emit('cancel-requested')}>${words.cancel}</button>
      </section>`;
  }
}

customElements.define('agelens-job-bar', JobBar);
