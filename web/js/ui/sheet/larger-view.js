/** @import {SheetActions} from './sheet-actions.js' */
/** @import {SheetPhotograph} from './sheet-photographs.js' */
import { html, nothing } from 'lit';
import { strings } from '../../strings.js';
import { megabytes, whole } from '../format.js';
import { LightElement } from '../light-element.js';

const words = strings.photographs;

/**
 * One photograph of the contact sheet as large as there is room, with what can be done with it, and the one before and after.
 * Emits `selection-changed` {paths: Set}.
 */
export class LargerView extends LightElement {
  /** @override */
  static properties = {
    photographs: { attribute: false },
    selected: { attribute: false },
    disabled: { attribute: false },
    actions: { attribute: false },
    path: { state: true },
    picture: { state: true },
    size: { state: true },
  };

  constructor() {
    super();
    /** @type {SheetPhotograph[]} */
    this.photographs = [];
    /** @type {Set<string>} */
    this.selected = new Set();
    this.disabled = false;
    /** @type {SheetActions | null} */
    this.actions = null;
    /** @type {string | null} */
    this.path = null;
    /** Among the others; what follows a photograph that is gone takes its place. */
    this.at = 0;
    /** @type {string | null} A URL; '': it cannot be shown. */
    this.picture = null;
    /** @type {{width: number, height: number} | null} */
    this.size = null;
  }

  get #dialog() {
    return this.querySelector('dialog');
  }

  get #photograph() {
    return this.photographs.find(({ path }) => path === this.path);
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    this.#forget();
  }

  /** @param {string} path */
  async open(path) {
    this.path = path;
    await this.updateComplete;
    this.#dialog?.showModal();
  }

  /** @override @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (this.path === null) return;
    const at = this.photographs.findIndex(({ path }) => path === this.path);
    if (at >= 0) this.at = at;
    else this.path = this.photographs[Math.min(this.at, this.photographs.length - 1)]?.path ?? null;
    if (changed.has('path') || at < 0) this.#read();
  }

  #forget() {
    if (this.picture) URL.revokeObjectURL(this.picture);
    this.picture = null;
    this.size = null;
  }

  async #read() {
    this.#forget();
    const { path } = this;
    const entry = this.#photograph?.entry;
    if (!entry) return;
    try {
      const bytes = /** @type {Uint8Array<ArrayBuffer>} */ (await entry.read());
      // Gone to and fro, it is read twice.
      if (path === this.path && this.picture === null) this.picture = URL.createObjectURL(new Blob([bytes]));
    } catch {
      if (path === this.path) this.picture = '';
    }
  }

  /** @override */
  render() {
    const photograph = this.#photograph;
    return html`
      <dialog class="larger" aria-labelledby="larger-title" @keydown=${this.#key} @close=${this.#closed}>
        ${photograph ? this.#whole(photograph) : nothing}
      </dialog>`;
  }

  /** @param {SheetPhotograph} photograph */
  #whole(photograph) {
    const { photographs, disabled, actions, picture, size, selected } = this;
    const { path, className, person, excluded, entry } = photograph;
    const at = photographs.indexOf(photograph);
    const isSelected = selected.has(path);
    const step = (/** @type {number} */ by, /** @type {string} */ title) => html`
      <button type="button" data-step=${by} aria-disabled=${photographs[at + by] ? 'false' : 'true'}
        @click=${() => this.#step(by)}>${title}</button>`;
    const act = (/** @type {string} */ name, /** @type {string} */ title, /** @type {() => void} */ run) => html`
      <button type="button" data-act=${name} ?disabled=${disabled} @click=${run}>${title}</button>`;
    return html`
      <div class="larger-head">
        <h3 id="larger-title"><code>${path}</code></h3>
        <button type="button" class="quiet" data-act="close" @click=${this.#close}>${words.close}</button>
      </div>
      <div class="larger-picture">
        ${
          picture
            ? html`<img src=${picture} alt=${words.photographName(photograph)} @load=${this.#loaded} @error=${this.#failed} />`
            : html`<p class="hint">${picture === '' ? words.notShowable : nothing}</p>`
        }
      </div>
      <div class="larger-foot">
        <p class="larger-facts" role="status">
          <span>${words.placeOf(whole(at + 1), whole(photographs.length))}</span>
          <span>${words.ofClass(className)}</span>
          ${person === null ? nothing : html`<span>${words.ofPerson(person)}</span>`}
          ${excluded ? html`<span class="badge">${words.excludedMark}</span>` : nothing}
          <span>${size ? words.pixels(whole(size.width), whole(size.height)) : nothing}</span>
          <span>${entry.size < 1e6 ? words.kilobytes(whole(entry.size / 1000)) : megabytes(entry.size)}</span>
        </p>
        <div class="larger-steps">${step(-1, words.previous)} ${step(1, words.next)}</div>
        <div class="larger-actions">
          <button type="button" data-act="select" aria-pressed=${isSelected} @click=${this.#toggle}>${words.select}</button>
          ${act('move', words.move, () => actions?.move([photograph]))}
          ${
            excluded
              ? act('put-back', words.putBack, () => actions?.putBack([photograph]))
              : act('exclude', words.exclude, () => actions?.exclude([photograph]))
          }
          ${act('rename', words.rename, () => actions?.rename(photograph))}
          ${act('remove', words.removeSelected, () => actions?.remove([photograph]))}
        </div>
      </div>`;
  }

  #toggle() {
    const paths = new Set(this.selected);
    if (this.path !== null && !paths.delete(this.path)) paths.add(this.path);
    this.emit('selection-changed', { paths });
  }

  /** @param {number} by */
  #step(by) {
    const at = this.photographs.findIndex(({ path }) => path === this.path);
    this.path = this.photographs[at + by]?.path ?? this.path;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key === 'ArrowLeft') this.#step(-1);
    else if (event.key === 'ArrowRight') this.#step(1);
    else if (event.key === 'Delete' && !this.disabled) this.#remove();
    else return;
    event.preventDefault();
  }

  #remove() {
    const photograph = this.#photograph;
    if (photograph) this.actions?.remove([photograph]);
  }

  /** @param {Event} event */
  #loaded({ target }) {
    const { naturalWidth: width, naturalHeight: height } = /** @type {HTMLImageElement} */ (target);
    this.size = { width, height };
  }

  #failed() {
    this.#forget();
    this.picture = '';
  }

  #close() {
    this.#dialog?.close();
  }

  #closed() {
    this.#forget();
    this.path = null;
  }

  /** @override */
  updated() {
    // The last one was removed.
    if (this.path === null && this.#dialog?.open) this.#close();
  }
}

customElements.define('agelens-larger-view', LargerView);
