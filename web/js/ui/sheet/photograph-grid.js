/** @import {Heading, Line, Place} from './sheet-rows.js' */
/** @import {SheetPhotograph} from './sheet-photographs.js' */
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { strings } from '../../strings.js';
import { LightElement } from '../light-element.js';
import '../thumbnail.js';
import { place } from './place.js';
import { offsetsOf, pathAfterKey, placesOf, rowAt, rowsByClass, rowsByPerson } from './sheet-rows.js';

const words = strings.photographs;

const GAP_PIXELS = 8;
const HEADING_PIXELS = 48;
/** A photograph is at least as wide; by person, where there is room, up to the most. */
const CELL_PIXELS = { narrow: 64, wide: 84, most: 120 };
const NARROW_PIXELS = 480;
/** The widest that the column of persons is. */
const PERSON_PIXELS = 144;
/** Rows drawn above and below what is seen. */
const BEYOND = 2;

/**
 * Photographs as a grid of which only the rows that are seen are in the page, so that tens of thousands scroll like ten. One
 * photograph takes the focus; arrows move it. Emits `selection-changed` {paths: Set}, `photograph-opened` {path},
 * `removal-pressed` {path}.
 */
class PhotographGrid extends LightElement {
  /** @override */
  static properties = {
    photographs: { attribute: false },
    classNames: { attribute: false },
    byPerson: { attribute: false },
    selected: { attribute: false },
    label: { attribute: false },
    width: { state: true },
    seen: { state: true, hasChanged: (/** @type {number[]} */ a, /** @type {number[]} */ b) => `${a}` !== `${b}` },
    active: { state: true },
  };

  constructor() {
    super();
    /** @type {SheetPhotograph[]} */
    this.photographs = [];
    /** @type {string[]} */
    this.classNames = [];
    this.byPerson = false;
    /** @type {Set<string>} */
    this.selected = new Set();
    this.label = '';
    this.width = 0;
    /** First row that is drawn, and the one after the last. */
    this.seen = [0, 0];
    /** @type {string | null} Path of the photograph that Tab leads to. */
    this.active = null;
    /** @type {string | null} Where a range begins. */
    this.anchor = null;
    /** @type {(Heading | Line)[]} */
    this.rows = [];
    /** @type {Map<string, Place>} */
    this.places = new Map();
    this.offsets = new Float64Array(1);
    this.cell = CELL_PIXELS.wide;
    this.observer = new ResizeObserver(([entry]) => {
      const width = Math.floor(entry.contentRect.width);
      // Hidden, while another page is read: it stays as high as it was, and so what is below stays where it was.
      if (width === 0) return;
      this.width = width;
      this.#look();
    });
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    this.observer.disconnect();
  }

  get #box() {
    return this.querySelector('.sheet-scroll');
  }

  /** @override */
  firstUpdated() {
    const box = this.#box;
    if (box) this.observer.observe(box);
  }

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    const box = this.#box;
    if (box) this.observer.observe(box);
  }

  /** @override @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (!['photographs', 'classNames', 'byPerson', 'width'].some((name) => changed.has(name))) return;
    this.#arrange();
    this.seen = this.#rowsSeen();
  }

  #arrange() {
    const { photographs, width } = this;
    const least = width < NARROW_PIXELS ? CELL_PIXELS.narrow : CELL_PIXELS.wide;
    const columns = Math.max(1, Math.floor((width + GAP_PIXELS) / (least + GAP_PIXELS)));
    const share = (width - PERSON_PIXELS) / Math.max(1, this.classNames.length) - GAP_PIXELS;
    this.cell = this.byPerson
      ? Math.max(least, Math.min(CELL_PIXELS.most, Math.floor(share)))
      : Math.floor((width - (columns - 1) * GAP_PIXELS) / columns);
    if (width === 0) this.rows = [];
    else this.rows = this.byPerson ? rowsByPerson(photographs, this.classNames) : rowsByClass(photographs, columns);
    const before = [...this.places.keys()];
    this.places = placesOf(this.rows);
    this.offsets = offsetsOf(this.rows, { heading: HEADING_PIXELS, line: this.cell + GAP_PIXELS });
    if (width === 0 || (this.active !== null && this.places.has(this.active))) return;
    // What had the focus is gone: it goes to what followed.
    const at = this.active === null ? 0 : before.indexOf(this.active);
    const followers = [...before.slice(at), ...before.slice(0, Math.max(0, at)).reverse()];
    this.active = followers.find((path) => this.places.has(path)) ?? this.places.keys().next().value ?? null;
  }

  /** Of the rows, those within sight and some beyond. @returns {[number, number]} */
  #rowsSeen() {
    const box = this.#box;
    if (!box || this.rows.length === 0) return [0, 0];
    const first = rowAt(this.offsets, box.scrollTop) - BEYOND;
    const last = rowAt(this.offsets, box.scrollTop + box.clientHeight) + BEYOND;
    return [Math.max(0, first), Math.min(this.rows.length, last + 1)];
  }

  #look() {
    this.seen = this.#rowsSeen();
  }

  /** @override */
  updated() {
    // The box is only as high as what it holds.
    this.#look();
  }

  /** @override */
  render() {
    const { rows, offsets, cell, classNames, byPerson } = this;
    const columns = byPerson ? classNames.length + 1 : Math.max(1, ...this.#drawn().map(([, row]) => cellsOf(row)));
    const extra = byPerson ? 1 : 0;
    return html`
      <div class="sheet-scroll" role="grid" aria-label=${this.label} aria-multiselectable="true"
        aria-rowcount=${rows.length + extra} aria-colcount=${columns} data-view=${byPerson ? 'person' : 'class'}
        ${place({ '--cell': cell, '--gap': GAP_PIXELS, '--heading': HEADING_PIXELS })}
        @scroll=${this.#look} @keydown=${this.#key} @click=${this.#click} @dblclick=${this.#open} @focusin=${this.#focused}>
        ${byPerson ? this.#head() : nothing}
        <div class="sheet-space" role="presentation"
          ${place({ height: offsets[rows.length], '--line-width': classNames.length * (cell + GAP_PIXELS) })}>
          ${repeat(
            this.#drawn(),
            ([index]) => index,
            ([index, row]) => (row.kind === 'heading' ? this.#heading(index, row) : this.#line(index, row)),
          )}
        </div>
      </div>`;
  }

  /** The rows in sight, and that of the photograph with the focus wherever it is. @returns {[number, Heading | Line][]} */
  #drawn() {
    const [first, end] = this.seen;
    const indexes = Array.from({ length: Math.max(0, end - first) }, (_, index) => first + index);
    const active = this.active === null ? undefined : this.places.get(this.active)?.row;
    if (active !== undefined && active < first) indexes.unshift(active);
    if (active !== undefined && active >= end) indexes.push(active);
    return indexes.flatMap((index) => (this.rows[index] ? [[index, this.rows[index]]] : []));
  }

  #head() {
    return html`
      <div class="sheet-head" role="row" aria-rowindex="1">
        <span role="columnheader" class="sheet-person">${words.person}</span>
        ${this.classNames.map((name) => html`<span role="columnheader" title=${name}>${name}</span>`)}
      </div>`;
  }

  /** @param {number} index @param {Heading} heading */
  #heading(index, { className, count: photographs, excluded }) {
    return html`
      <div class="sheet-row sheet-heading" role="row" aria-rowindex=${index + 1} ${place({ top: this.offsets[index] })}>
        <span role="rowheader">
          <b>${className}</b>
          <span>${words.headingCount(photographs, excluded)}</span>
        </span>
      </div>`;
  }

  /** @param {number} index @param {Line} line */
  #line(index, { header, cells }) {
    const extra = this.byPerson ? 1 : 0;
    return html`
      <div class="sheet-row" role="row" aria-rowindex=${index + 1 + extra} ${place({ top: this.offsets[index] })}>
        ${header === null ? nothing : html`<span role="rowheader" class="sheet-person" title=${header}>${header}</span>`}
        ${repeat(
          cells,
          (photograph, column) => photograph?.path ?? column,
          (photograph, column) =>
            photograph
              ? this.#cell(photograph, column + 1 + extra)
              : html`<span role="gridcell" class="sheet-gap" aria-colindex=${column + 1 + extra}
                  aria-label=${words.noPhotograph}></span>`,
        )}
      </div>`;
  }

  /** @param {SheetPhotograph} photograph @param {number} column */
  #cell(photograph, column) {
    const { path, entry, excluded } = photograph;
    return html`
      <div role="gridcell" class="sheet-cell" tabindex=${path === this.active ? 0 : -1} aria-colindex=${column}
        aria-selected=${this.selected.has(path)} aria-label=${words.photographName(photograph)} title=${path}
        data-path=${path} ?data-excluded=${excluded}>
        <agelens-thumbnail .entry=${entry}></agelens-thumbnail>
        <svg class="sheet-tick" viewBox="0 0 24 24" aria-hidden="true">
          <circle cx="12" cy="12" r="10"></circle><path d="M7.5 12.5l3 3 6-6.5"></path>
        </svg>
        ${excluded ? html`<span class="sheet-excluded" aria-hidden="true">${words.excludedMark}</span>` : nothing}
      </div>`;
  }

  /** @param {Event} event */
  #pathOf({ target }) {
    const cell = /** @type {Element} */ (target).closest('[data-path]');
    return cell instanceof HTMLElement ? (cell.dataset.path ?? null) : null;
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const path = this.#pathOf(event);
    if (path === null) return;
    if (event.shiftKey) this.#selectRange(path);
    else this.#toggle(path);
    this.active = path;
  }

  /** The two clicks before it selected and unselected. @param {MouseEvent} event */
  #open(event) {
    const path = this.#pathOf(event);
    if (path !== null) this.emit('photograph-opened', { path });
  }

  /** @param {FocusEvent} event */
  #focused(event) {
    this.active = this.#pathOf(event) ?? this.active;
  }

  /** @param {string} path */
  #toggle(path) {
    const paths = new Set(this.selected);
    if (!paths.delete(path)) paths.add(path);
    this.anchor = path;
    this.#select(paths);
  }

  /** From where the last one was selected, or the focus is. @param {string} to */
  #selectRange(to) {
    const paths = [...this.places.keys()];
    const from = this.anchor !== null && this.places.has(this.anchor) ? this.anchor : (this.active ?? to);
    this.anchor = from;
    const [first, last] = [paths.indexOf(from), paths.indexOf(to)].sort((a, b) => a - b);
    this.#select(new Set([...this.selected, ...paths.slice(first, last + 1)]));
  }

  /** @param {Set<string>} paths */
  #select(paths) {
    this.emit('selection-changed', { paths });
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const path = this.#pathOf(event);
    if (path === null || event.altKey) return;
    if (!this.#act(event, path)) return;
    event.preventDefault();
  }

  /** @param {KeyboardEvent} event @param {string} path @returns {boolean} whether the key means something */
  #act(event, path) {
    const { key } = event;
    if ((event.ctrlKey || event.metaKey) && key.toLowerCase() === 'a') {
      this.#select(new Set(this.places.keys()));
      return true;
    }
    if (key === ' ') {
      if (event.shiftKey) this.#selectRange(path);
      else this.#toggle(path);
      return true;
    }
    if (key === 'Enter') {
      this.emit('photograph-opened', { path });
      return true;
    }
    if (key === 'Escape' && this.selected.size > 0) {
      this.#select(new Set());
      return true;
    }
    if (key === 'Delete') {
      this.emit('removal-pressed', { path });
      return true;
    }
    const page = Math.max(1, Math.floor((this.#box?.clientHeight ?? 0) / (this.cell + GAP_PIXELS)) - 1);
    const to = pathAfterKey(this.rows, this.places, path, event, page);
    if (to === null) return key.startsWith('Arrow') || key.startsWith('Page');
    if (event.shiftKey) this.#selectRange(to);
    else this.anchor = to;
    this.focusPhotograph(to);
    return true;
  }

  /** @param {string | null} [path] the one that has the focus's place, unless given */
  async focusPhotograph(path = this.active) {
    if (path === null) return;
    this.active = path;
    await this.updateComplete;
    const cell = /** @type {HTMLElement | null} */ (this.querySelector('[data-path][tabindex="0"]'));
    cell?.focus({ preventScroll: true });
    cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }
}

/** @param {Heading | Line} row */
const cellsOf = (row) => (row.kind === 'line' ? row.cells.length : 1);

customElements.define('agelens-photograph-grid', PhotographGrid);
