/** @import {AppState, JobKind} from '../types.d.ts' */
import { html, nothing } from 'lit';
import { strings } from '../strings.js';
import { LightElement } from './light-element.js';

const words = strings.undo;

/** What these work with must not change under them. @type {(JobKind | undefined)[]} */
const WORKING = ['intake', 'train', 'search', 'compare', 'train-album', 'mean-maps'];

const TEXT_FIELD =
  'textarea, select, [contenteditable], input:not([type=checkbox], [type=radio], [type=button], [type=range], [type=color])';

/**
 * At the foot of the window: what was removed last, and how to have it back. Emits `undo-requested`, also by Ctrl+Z or Cmd+Z
 * outside text fields, and `undo-dismissed`.
 */
class UndoBar extends LightElement {
  /** @override */
  static properties = { undo: { attribute: false }, job: { attribute: false, hasChanged: isAnotherKind } };

  constructor() {
    super();
    /** @type {AppState['undo']} */
    this.undo = null;
    /** @type {AppState['job']} */
    this.job = null;
    this.hadFocus = false;
    /** @type {HTMLElement | null} What had the focus last, outside the bar. */
    this.last = null;
    /** @type {HTMLElement | null} The heading of the part of the page that it is in. */
    this.heading = null;
    /** @type {HTMLElement | null} The photograph that it belongs to, whose buttons change with what is done. */
    this.photograph = null;
    this.observer = new ResizeObserver(([entry]) => {
      const { height } = /** @type {ResizeObserverEntry} */ (entry).target.getBoundingClientRect();
      document.documentElement.style.setProperty('--undo-height', `${Math.ceil(height)}px`);
    });
  }

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    document.addEventListener('keydown', this.#keydown);
    document.addEventListener('focusin', this.#focusin);
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.#keydown);
    document.removeEventListener('focusin', this.#focusin);
    this.observer.disconnect();
  }

  get #isWorking() {
    return WORKING.includes(this.job?.kind);
  }

  /** @param {KeyboardEvent} event */
  #keydown = (event) => {
    const { key, ctrlKey, metaKey, shiftKey, altKey, target } = event;
    if (key.toLowerCase() !== 'z' || ctrlKey === metaKey || shiftKey || altKey || event.defaultPrevented) return;
    if (!this.undo || this.#isWorking || (target instanceof Element && target.closest(TEXT_FIELD))) return;
    event.preventDefault();
    this.emit('undo-requested');
  };

  /** @param {FocusEvent} event */
  #focusin = ({ target }) => {
    if (!(target instanceof HTMLElement) || this.contains(target)) return;
    this.last = target;
    this.heading = target.closest('main .step')?.querySelector('h2[tabindex]') ?? null;
    this.photograph = target.closest('#results [data-path]');
  };

  /** The keyboard goes back where it was, or to the heading of that part of the page. */
  #leave() {
    if (document.activeElement && document.activeElement !== document.body) return;
    const again = this.photograph?.isConnected ? this.photograph.querySelector('button:enabled') : null;
    const places = [this.last, again, this.heading, document.querySelector('#photographs-title')];
    for (const place of /** @type {(HTMLElement | null)[]} */ (places)) {
      if (!place?.isConnected) continue;
      place.focus();
      if (document.activeElement === place) return;
    }
  }

  /** @override */
  willUpdate() {
    this.hadFocus = this.contains(document.activeElement);
  }

  /** @override @param {Map<string, unknown>} changed */
  updated(changed) {
    this.observer.observe(/** @type {HTMLElement} */ (this.firstElementChild));
    if (!changed.has('undo')) return;
    const { hadFocus } = this;
    // The page draws itself in the tasks that follow, and finds a place for the keyboard itself where it has a better one.
    requestAnimationFrame(() => requestAnimationFrame(() => (this.undo ? this.#enter() : hadFocus && this.#leave())));
  }

  /** Where the button that removed something went with it, the keyboard goes on here. */
  #enter() {
    const isLost = document.activeElement === document.body && this.last && !this.last.isConnected;
    if (isLost) this.querySelector('button')?.focus({ preventScroll: true });
  }

  /** @override */
  render() {
    const { undo } = this;
    // The status is there before it says something, so that it is read out.
    return html`
      <section class="undo-bar" aria-label=${undo ? words.label : nothing} ?data-open=${undo !== null}>
        <p role="status">${undo?.sentence ?? ''}</p>
        ${undo ? this.#buttons() : nothing}
      </section>`;
  }

  #buttons() {
    return html`
      <div class="undo-actions">
        <button type="button" ?disabled=${this.#isWorking} @click=${() => this.emit('undo-requested')}>
          ${words.button}
        </button>
        <button type="button" class="quiet" @click=${() => this.emit('undo-dismissed')}>${words.dismiss}</button>
      </div>`;
  }
}

/** @param {AppState['job']} job @param {AppState['job'] | undefined} before */
function isAnotherKind(job, before) {
  return job?.kind !== before?.kind;
}

customElements.define('agelens-undo-bar', UndoBar);
