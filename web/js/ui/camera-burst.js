/** @import {FileEntry} from '../types.d.ts' */
/** @import {Camera} from './camera.js' */
import { html, nothing } from 'lit';
import { strings } from '../strings.js';
import './camera.js';
import { burstName } from './burst-name.js';
import { LightElement } from './light-element.js';
import './thumbnail.js';

const USUAL_COUNT = 10;
const MOST = 100;
const EVERY_MS = 1000 / 3;

/**
 * Photographs from a camera, several a second, into a class that is chosen or typed. Nothing is added before the user has seen them
 * and says so: `photographs-added` {files, className}.
 */
class CameraBurst extends LightElement {
  /** @override */
  static properties = {
    classNames: { attribute: false },
    disabled: { attribute: false },
    cameraOn: { state: true },
    className: { state: true },
    howMany: { state: true },
    secondsLeft: { state: true },
    taken: { state: true },
    taking: { state: true },
    problem: { state: true },
    said: { state: true },
  };

  constructor() {
    super();
    /** @type {string[]} */
    this.classNames = [];
    this.disabled = false;
    this.countdownSeconds = 3;
    this.cameraOn = false;
    this.className = '';
    this.howMany = USUAL_COUNT;
    /** Until the first photograph is taken. */
    this.secondsLeft = 0;
    /** @type {{ file: File, entry: FileEntry }[]} */
    this.taken = [];
    this.taking = false;
    /** Of the burst that counts: one that was stopped may still be waiting. */
    this.turn = 0;
    this.problem = '';
    this.said = '';
  }

  get #camera() {
    return /** @type {Camera | null} */ (this.querySelector('agelens-camera'));
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    this.taking = false;
  }

  /** @param {CustomEvent<{on: boolean}>} event */
  #cameraChanged(event) {
    event.stopPropagation();
    this.cameraOn = event.detail.on;
    if (!this.cameraOn) this.taking = false;
  }

  #whyNot() {
    if (this.className.trim() === '') return strings.camera.classProblem;
    const fits = Number.isInteger(this.howMany) && this.howMany >= 1 && this.howMany <= MOST;
    return fits ? '' : strings.camera.countProblem;
  }

  async #take() {
    this.problem = this.#whyNot();
    if (this.problem) return;
    this.said = '';
    this.taken = [];
    this.taking = true;
    this.turn += 1;
    const { turn } = this;
    const goesOn = () => this.taking && turn === this.turn;
    for (let seconds = this.countdownSeconds; seconds > 0 && goesOn(); seconds -= 1) {
      this.secondsLeft = seconds;
      await pause(1000);
    }
    if (turn !== this.turn) return;
    this.secondsLeft = 0;
    const began = new Date();
    while (goesOn() && this.taken.length < this.howMany) {
      const due = performance.now() + EVERY_MS;
      const photo = await this.#camera?.takePicture();
      if (!goesOn()) break;
      if (!photo) {
        // The camera has not begun to show anything.
        await pause(EVERY_MS);
        continue;
      }
      const name = burstName(began, this.taken.length + 1);
      const file = new File([photo], name, { type: photo.type });
      const read = async () => new Uint8Array(await file.arrayBuffer());
      this.taken = [...this.taken, { file, entry: { path: name, size: file.size, read } }];
      await pause(due - performance.now());
    }
    if (turn === this.turn) this.taking = false;
  }

  #add() {
    this.problem = this.className.trim() === '' ? strings.camera.classProblem : '';
    if (this.problem) return;
    const className = this.className.trim();
    this.emit('photographs-added', { files: this.taken.map(({ file }) => file), className });
    this.said = strings.camera.added(this.taken.length, className);
    this.taken = [];
  }

  #discard() {
    this.taken = [];
  }

  /** @override */
  render() {
    const words = strings.camera;
    return html`
      <section class="burst" aria-labelledby="burst-title">
        <h3 id="burst-title">${words.burstTitle}</h3>
        <p class="hint">${words.burstHint}</p>
        ${this.#fields()}
        <div class="burst-view">
          <agelens-camera .disabled=${this.disabled} @camera-changed=${this.#cameraChanged}></agelens-camera>
        </div>
        ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
        <p class="burst-count" role="status">${this.#state()}</p>
        ${this.#actions()}
        <ul class="burst-taken">
          ${this.taken.map(({ entry }) => html`<li title=${entry.path}><agelens-thumbnail .entry=${entry}></agelens-thumbnail></li>`)}
        </ul>
      </section>`;
  }

  #fields() {
    const words = strings.camera;
    return html`
      <div class="burst-fields">
        <label>
          ${words.className}
          <input name="burst-class" list="burst-classes" autocomplete="off" .value=${this.className} ?disabled=${this.taking}
            @input=${(/** @type {InputEvent} */ event) => {
              this.className = /** @type {HTMLInputElement} */ (event.target).value;
            }} />
          <datalist id="burst-classes">${this.classNames.map((name) => html`<option value=${name}></option>`)}</datalist>
        </label>
        <label>
          ${words.howMany}
          <input name="burst-count" type="number" inputmode="numeric" min="1" max=${MOST} .value=${String(this.howMany)}
            ?disabled=${this.taking}
            @change=${(/** @type {Event} */ event) => {
              this.howMany = Number(/** @type {HTMLInputElement} */ (event.target).value);
            }} />
        </label>
      </div>`;
  }

  #state() {
    const words = strings.camera;
    if (this.secondsLeft > 0) return words.beginsIn(this.secondsLeft);
    if (this.taking) return words.taking(this.taken.length, this.howMany);
    return this.taken.length > 0 ? words.taken(this.taken.length) : this.said;
  }

  #actions() {
    const words = strings.camera;
    const { taken, taking, disabled } = this;
    if (taking) {
      return html`
        <p class="burst-actions">
          <button type="button" data-burst @click=${() => {
            this.taking = false;
          }}>${words.stop}</button>
        </p>`;
    }
    return html`
      <p class="burst-actions">
        ${
          taken.length > 0
            ? html`
              <button type="button" class="primary" data-burst-add ?disabled=${disabled} @click=${this.#add}>
                ${words.add(taken.length, this.className.trim())}
              </button>
              <button type="button" class="quiet" @click=${this.#discard}>${words.discard}</button>`
            : nothing
        }
        ${
          this.cameraOn
            ? html`
              <button type="button" data-burst ?disabled=${disabled} @click=${this.#take}>
                ${words.take(this.howMany)}
              </button>`
            : nothing
        }
      </p>`;
  }
}

/** @param {number} ms */
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));

customElements.define('agelens-camera-burst', CameraBurst);
