/** @import {AlbumState} from '../types.d.ts' */
import { html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { strings } from '../strings.js';
import { LightElement } from './light-element.js';
import './thumbnail.js';

/** @typedef {AlbumState['photographs'][number]} AlbumEntry */

/** The photographs of an album in their order. Emits `album-moved` {id, place} and `album-removed` {id}. */
class AlbumOrder extends LightElement {
  /** @override */
  static properties = { photographs: { attribute: false }, disabled: { attribute: false } };

  constructor() {
    super();
    /** @type {AlbumEntry[]} */
    this.photographs = [];
    this.disabled = false;
    /** @type {number | null} The photograph being dragged. */
    this.dragged = null;
    /** Where the keyboard goes on: moving a row takes the focus from its button. @type {{id: number, by: number} | null} */
    this.pressed = null;
    this.said = '';
  }

  /** @override */
  render() {
    return html`
      <ol class="album-order" aria-label=${strings.album.order}>
        ${repeat(
          this.photographs,
          ({ id }) => id,
          (photograph, place) => this.#row(photograph, place),
        )}
      </ol>
      <p class="visually-hidden" role="status">${this.said}</p>`;
  }

  /** @param {AlbumEntry} photograph @param {number} place */
  #row({ id, entry }, place) {
    const last = this.photographs.length - 1;
    const name = `${place + 1}. ${entry.path}`;
    const move = (/** @type {number} */ by, /** @type {string} */ word) => html`
      <button type="button" data-by=${by} ?disabled=${this.disabled || place + by < 0 || place + by > last}
        aria-label="${word}: ${name}" @click=${() => this.#move(id, place, by)}>${word}</button>`;
    return html`
      <li data-id=${id} draggable=${this.disabled ? 'false' : 'true'} @dragstart=${() => this.#drag(id)}
        @dragover=${this.#over} @drop=${(/** @type {DragEvent} */ event) => this.#drop(event, place)}>
        <agelens-thumbnail .entry=${entry}></agelens-thumbnail>
        <span class="album-name">${entry.path}</span>
        <span class="album-moves">
          ${move(-1, strings.album.earlier)} ${move(1, strings.album.later)}
          <button type="button" class="quiet" ?disabled=${this.disabled} aria-label="${strings.album.remove}: ${name}"
            @click=${() => this.emit('album-removed', { id })}>${strings.album.remove}</button>
        </span>
      </li>`;
  }

  /** @param {number} id @param {number} place @param {number} by */
  #move(id, place, by) {
    this.pressed = { id, by };
    this.emit('album-moved', { id, place: place + by });
  }

  /** @param {number} id */
  #drag(id) {
    this.dragged = id;
  }

  /** @param {DragEvent} event */
  #over(event) {
    if (this.dragged !== null) event.preventDefault();
  }

  /** @param {DragEvent} event @param {number} place */
  #drop(event, place) {
    if (this.dragged === null) return;
    event.preventDefault();
    this.emit('album-moved', { id: this.dragged, place });
    this.dragged = null;
  }

  /** @override @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (!changed.has('photographs') || !this.pressed) return;
    const place = this.photographs.findIndex(({ id }) => id === this.pressed?.id);
    const { path } = this.photographs[place]?.entry ?? { path: '' };
    this.said = strings.album.moved(path, place + 1, this.photographs.length);
  }

  /** @override @param {Map<string, unknown>} changed */
  updated(changed) {
    if (!changed.has('photographs') || !this.pressed) return;
    const { id, by } = this.pressed;
    this.pressed = null;
    const buttons = [by, -by].map((way) => this.querySelector(`[data-id="${id}"] [data-by="${way}"]`));
    const button = buttons.find((one) => one instanceof HTMLButtonElement && !one.disabled);
    /** @type {HTMLElement | undefined} */ (button)?.focus();
  }
}

customElements.define('agelens-album-order', AlbumOrder);
