/** @import {Answer, AppState, Live} from '../types.d.ts' */
/** @import {Camera} from './camera.js' */
import { html, nothing } from 'lit';
import { strings } from '../strings.js';
import './camera.js';
import { decimal } from './format.js';
import { LightElement } from './light-element.js';
import { probabilityBars } from './probability-bars.js';
import { sureSentence, UNFAMILIAR } from './words.js';

const ANNOUNCE_EVERY_MS = 5000;
const TRY_AGAIN_MS = 200;

/**
 * What the camera shows, classified picture by picture: the next is taken when the last is answered. Emits `live-requested`,
 * `live-picture` {photo}, `cancel-requested` and, by its close button, `live-closed`.
 */
class LiveView extends LightElement {
  /** @override */
  static properties = { live: { attribute: false }, job: { attribute: false }, cameraOn: { state: true } };

  constructor() {
    super();
    /** @type {Live | null} */
    this.live = null;
    /** @type {AppState['job']} */
    this.job = null;
    this.cameraOn = false;
    /** The number of the picture that was taken last. */
    this.taken = -1;
    this.announced = { at: 0, sentence: '' };
  }

  get #camera() {
    return /** @type {Camera | null} */ (this.querySelector('agelens-camera'));
  }

  get #isRunning() {
    return this.job?.kind === 'live';
  }

  /** @param {CustomEvent<{on: boolean}>} event */
  #cameraChanged(event) {
    event.stopPropagation();
    this.cameraOn = event.detail.on;
    if (this.cameraOn && !this.job) this.emit('live-requested');
    if (!this.cameraOn && this.#isRunning) this.emit('cancel-requested');
  }

  /** @override */
  updated() {
    const { live, job } = this;
    if (!this.#isRunning) this.taken = -1;
    else if (live && job?.stage !== 'load' && !job?.cancelling && live.seen !== this.taken) {
      this.taken = live.seen;
      this.#take();
    }
  }

  async #take() {
    const photo = await this.#camera?.takePicture();
    if (!this.#isRunning || !this.cameraOn) return;
    if (photo) this.emit('live-picture', { photo });
    else setTimeout(() => this.#isRunning && this.cameraOn && this.#take(), TRY_AGAIN_MS);
  }

  #close() {
    this.#camera?.close();
    this.emit('live-closed');
  }

  /** @override */
  render() {
    const words = strings.batch;
    const { live, job } = this;
    const running = this.#isRunning;
    return html`
      <section class="live" aria-labelledby="live-title">
        <h3 id="live-title" tabindex="-1">${words.liveTitle}</h3>
        <p class="hint">${words.liveHint}</p>
        <div class="live-parts">
          <div>
            <agelens-camera .disabled=${job !== null && !running} @camera-changed=${this.#cameraChanged}></agelens-camera>
            <p class="live-actions">
              ${
                this.cameraOn
                  ? html`
                    <button type="button" data-live-toggle ?disabled=${(job !== null && !running) || job?.cancelling}
                      @click=${() => this.emit(running ? 'cancel-requested' : 'live-requested')}>
                      ${running ? words.pause : words.goOn}
                    </button>`
                  : nothing
              }
              <button type="button" class="quiet" data-live-close @click=${this.#close}>${words.closeLive}</button>
            </p>
          </div>
          <div class="live-answer">${this.#said(live, running)}</div>
        </div>
        <p class="visually-hidden" role="status">${this.#announcement(live)}</p>
      </section>`;
  }

  /** @param {Live | null} live @param {boolean} running */
  #said(live, running) {
    const words = strings.batch;
    if (live?.problem) return html`<p class="problem">${live.problem}</p>`;
    if (!live?.answer) return html`<p class="waiting">${running ? words.starting : words.waitingForPicture}</p>`;
    const { answer, perSecond } = live;
    return html`
      ${answerWords(answer)} ${probabilityBars(answer)}
      <p class="hint" data-live-rate=${perSecond ?? nothing}>
        ${running && perSecond !== null ? words.rate(decimal(perSecond, 1)) : nothing}
      </p>`;
  }

  /** Who listens hears one answer in five seconds. @param {Live | null} live */
  #announcement(live) {
    const now = performance.now();
    if (live?.answer && now - this.announced.at > ANNOUNCE_EVERY_MS) {
      this.announced = { at: now, sentence: sentenceOf(live.answer) };
    }
    return live?.answer ? this.announced.sentence : '';
  }
}

/** @param {Answer} answer */
function answerWords(answer) {
  const words = strings.classify;
  const { sure, classNames, predictedIndex, expectedAge, unfamiliar, faces } = answer;
  return html`
    <p class="answer-class" data-live-class=${classNames[predictedIndex]} ?data-unsure=${!sure}>
      ${sure ? classNames[predictedIndex] : words.notSure}
    </p>
    <p class="answer-words">
      ${sureSentence(answer)}${expectedAge === null ? nothing : html`${words.expectedAge}<strong>${decimal(expectedAge, 1)}</strong>${words.years}`}.
      ${faces && faces.chosen < 0 ? strings.batch.noFace : nothing}
    </p>
    ${unfamiliar ? html`<p class="caution" data-unfamiliar>${UNFAMILIAR}</p>` : nothing}`;
}

/** @param {Answer} answer */
function sentenceOf(answer) {
  const words = strings.classify;
  const { sure, classNames, predictedIndex } = answer;
  return `${sure ? `${words.predictedClass}${classNames[predictedIndex]}, ` : ''}${sureSentence(answer)}`;
}

customElements.define('agelens-live', LiveView);
