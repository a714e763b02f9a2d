/** @import {Dataset} from '../../types.d.ts' */
/** @import {LargerView} from './larger-view.js' */
/** @import {SheetFilter, SheetPhotograph} from './sheet-photographs.js' */
import { html, nothing } from 'lit';
import { strings } from '../../strings.js';
import { photographsIn } from '../image-files.js';
import { LightElement } from '../light-element.js';
import './larger-view.js';
import './photograph-grid.js';
import { createSheetActions } from './sheet-actions.js';
import { filterPhotographs, NO_FILTER, sheetPhotographs } from './sheet-photographs.js';
import { classesOf } from './sheet-rows.js';

const words = strings.photographs;

/**
 * All photographs, to look through, select and sort. Emits `photographs-moved`, `photographs-excluded`,
 * `photographs-put-back`, `photographs-removed`, `photograph-renamed`, and `photographs-added` of what is pasted.
 */
export class ContactSheet extends LightElement {
  /** @override */
  static properties = {
    photographs: { attribute: false },
    onlyShown: { attribute: false },
    disabled: { attribute: false },
    filter: { state: true },
    byPerson: { state: true },
    selected: { state: true },
  };

  constructor() {
    super();
    /** @type {Dataset | null} */
    this.photographs = null;
    /** @type {string[] | null} */
    this.onlyShown = null;
    this.disabled = false;
    /** @type {SheetFilter} */
    this.filter = NO_FILTER;
    this.byPerson = false;
    /** @type {Set<string>} */
    this.selected = new Set();
    /** @type {SheetPhotograph[]} */
    this.all = [];
    /** @type {SheetPhotograph[]} */
    this.shown = [];
    /** @type {string[]} Of the grid by person: the classes. */
    this.columns = [];
    this.actions = createSheetActions(this);
    this.addEventListener('paste', (event) => this.#paste(event));
  }

  get #grid() {
    return /** @type {import('lit').LitElement & {focusPhotograph(): Promise<void>, active: string | null}} */ (
      this.querySelector('agelens-photograph-grid')
    );
  }

  /** @override @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('photographs')) {
      this.all = this.photographs ? sheetPhotographs(this.photographs) : [];
      if (!showsOf(this.all, this.photographs).includes(this.filter.show))
        this.filter = { ...this.filter, show: 'all' };
    }
    // The same list as long as it says the same: with another one the grid lays all photographs out anew.
    if (['photographs', 'filter', 'byPerson'].some((name) => changed.has(name))) this.columns = this.#columns();
    if (!['photographs', 'onlyShown', 'filter'].some((name) => changed.has(name))) return;
    this.shown = filterPhotographs(this.all, this.filter, this.onlyShown);
    // What is not seen is not acted on, and what was acted on is done with.
    const acted = changed.has('photographs') ? this.actions.takeActed() : null;
    const paths = new Set(this.shown.map(({ path }) => path));
    for (const path of acted ?? []) paths.delete(path);
    const selected = [...this.selected].filter((path) => paths.has(path));
    if (selected.length < this.selected.size) this.selected = new Set(selected);
    if (acted) this.#keepFocus();
  }

  /** What was acted on may be gone, or its button: the keyboard goes on in the grid. */
  async #keepFocus() {
    await this.updateComplete;
    await this.#grid?.updateComplete;
    const { activeElement } = document;
    if (activeElement === null || activeElement === document.body) await this.#grid?.focusPhotograph();
  }

  /** @override */
  render() {
    const { photographs: dataset, filter } = this;
    if (!dataset) return nothing;
    return html`
      <div class="sheet" aria-labelledby="sheet-title" role="group">
        ${this.#bar(dataset)}
        ${filter.show === 'refused' ? this.#refused(dataset) : this.#body(dataset)}
        ${filter.show === 'refused' ? nothing : this.#foot()}
      </div>
      <agelens-larger-view .photographs=${this.shown} .selected=${this.selected} .disabled=${this.disabled}
        .actions=${this.actions} @selection-changed=${this.#selected}></agelens-larger-view>`;
  }

  /** @param {Dataset} dataset */
  #bar(dataset) {
    const { filter, shown, all } = this;
    const view = (/** @type {boolean} */ byPerson, /** @type {string} */ title) => html`
      <button type="button" aria-pressed=${this.byPerson === byPerson} @click=${() => {
        this.byPerson = byPerson;
      }}>${title}</button>`;
    const refused = dataset.rejected.length;
    return html`
      <div class="sheet-bar">
        <div class="segments" role="group" aria-label=${words.arrangement}>
          ${view(false, words.byClass)} ${view(true, words.byPerson)}
        </div>
        <label class="visually-hidden" for="sheet-find">${words.find}</label>
        <input type="search" id="sheet-find" name="sheet-find" placeholder=${words.find} .value=${filter.text}
          @input=${(/** @type {Event} */ event) => this.#filterBy({ text: chosenIn(event) })} />
        <label class="visually-hidden" for="sheet-show">${words.show}</label>
        <select id="sheet-show" name="sheet-show" @change=${(/** @type {Event} */ event) =>
          this.#filterBy({ show: /** @type {SheetFilter['show']} */ (chosenIn(event)) })}>
          ${showsOf(all, dataset).map(
            (show) =>
              html`<option value=${show} .selected=${show === filter.show}>${titleOf(show, all, refused)}</option>`,
          )}
        </select>
        <p class="hint" role="status" data-shown-count>
          ${filter.show === 'refused' ? nothing : words.shownCount(shown.length, all.length)}
        </p>
      </div>`;
  }

  /** @param {Dataset} dataset */
  #body(dataset) {
    if (this.byPerson && !dataset.personsRecur)
      return html`<p class="sheet-empty" data-no-persons>${words.nobodyKnown}</p>`;
    if (this.shown.length === 0) return html`<p class="sheet-empty">${words.nothingFound}</p>`;
    return html`
      <agelens-photograph-grid .photographs=${this.shown} .classNames=${this.columns}
        .byPerson=${this.byPerson} .selected=${this.selected} .label=${this.byPerson ? words.gridByPerson : words.gridByClass}
        @selection-changed=${this.#selected} @photograph-opened=${this.#open}
        @removal-pressed=${this.#remove}></agelens-photograph-grid>`;
  }

  #columns() {
    if (!this.byPerson || !this.photographs) return [];
    const { show } = this.filter;
    if (show.startsWith('class:')) return [show.slice('class:'.length)];
    return [...new Set([...this.photographs.classNames, ...classesOf(this.all)])];
  }

  /** @param {Dataset} dataset */
  #refused({ rejected }) {
    const wanted = this.filter.text.trim().toLocaleLowerCase();
    const found = rejected.filter(({ path }) => path.toLocaleLowerCase().includes(wanted));
    return html`
      <div class="rejected scroll-list sheet-refused" tabindex="0" role="region" aria-label=${words.refusedFiles}>
        <ul>${found.map(({ path, reason }) => html`<li><code>${path}</code> <span>${reason}</span></li>`)}</ul>
      </div>`;
  }

  #foot() {
    const { selected, disabled, actions, shown } = this;
    const chosen = this.all.filter(({ path }) => selected.has(path));
    const some = chosen.length > 0;
    const button = (/** @type {string} */ name, /** @type {string} */ title, /** @type {() => void} */ act) => html`
      <button type="button" data-act=${name} ?disabled=${disabled} @click=${act}>${title}</button>`;
    if (!some) {
      return html`
        <div class="sheet-foot" role="group" aria-label=${words.selectedGroup}>
          <p role="status" data-selected-count>${words.selectHint}</p>
          ${shown.length === 0 ? nothing : html`<button type="button" class="quiet" data-act="all" @click=${this.#all}>${words.selectAll}</button>`}
        </div>`;
    }
    return html`
      <div class="sheet-foot" role="group" aria-label=${words.selectedGroup}>
        <p role="status" data-selected-count>${words.selectedCount(chosen.length)}</p>
        <button type="button" class="quiet" data-act="clear" aria-label=${words.clearSelectionLabel} @click=${this.#clear}>
          ${words.clearSelection}
        </button>
        <button type="button" data-act="larger" @click=${() => this.#openAt(chosen[0].path)}>${words.larger}</button>
        ${button('move', words.move, () => actions.move(chosen))}
        ${chosen.some(({ excluded }) => !excluded) ? button('exclude', words.exclude, () => actions.exclude(chosen)) : nothing}
        ${chosen.some(({ excluded }) => excluded) ? button('put-back', words.putBack, () => actions.putBack(chosen)) : nothing}
        ${chosen.length === 1 ? button('rename', words.rename, () => actions.rename(chosen[0])) : nothing}
        <button type="button" data-act="remove" ?disabled=${disabled} aria-label=${words.removeSelectedLabel(chosen.length)}
          @click=${() => actions.remove(chosen)}>${words.removeSelected}</button>
      </div>`;
  }

  /** @param {SheetFilter['show']} show */
  show(show) {
    this.filter = { ...NO_FILTER, show };
  }

  /** @param {Partial<SheetFilter>} patch */
  #filterBy(patch) {
    this.filter = { ...this.filter, ...patch };
  }

  #all() {
    this.selected = new Set(this.shown.map(({ path }) => path));
    this.#grid?.focusPhotograph();
  }

  #clear() {
    this.selected = new Set();
    this.#grid?.focusPhotograph();
  }

  /** @param {CustomEvent} event */
  #selected({ detail }) {
    this.selected = detail.paths;
  }

  /** @param {CustomEvent} event */
  #open({ detail }) {
    this.#openAt(detail.path);
  }

  /** @param {string} path */
  #openAt(path) {
    /** @type {LargerView | null} */ (this.querySelector('agelens-larger-view'))?.open(path);
  }

  /** Of all that are selected, else the one with the focus. @param {CustomEvent} event */
  #remove({ detail }) {
    if (this.disabled) return;
    const chosen = this.all.filter(({ path }) =>
      this.selected.size > 0 ? this.selected.has(path) : path === detail.path,
    );
    this.actions.remove(chosen);
  }

  /** Into the class of the photograph with the focus. @param {ClipboardEvent} event */
  #paste(event) {
    const files = photographsIn(event.clipboardData?.files);
    const className = this.shown.find(({ path }) => path === this.#grid?.active)?.className;
    if (this.disabled || files.length === 0 || className === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    this.emit('photographs-added', { files, className });
  }
}

/** @param {Event} event */
const chosenIn = ({ target }) => /** @type {HTMLInputElement | HTMLSelectElement} */ (target).value;

/** What can be chosen to be shown. @param {SheetPhotograph[]} all @param {Dataset | null} dataset @returns {SheetFilter['show'][]} */
function showsOf(all, dataset) {
  return [
    'all',
    ...classesOf(all).map((name) => /** @type {const} */ (`class:${name}`)),
    ...(all.some(({ excluded }) => excluded) ? [/** @type {const} */ ('excluded')] : []),
    ...(dataset?.rejected.length ? [/** @type {const} */ ('refused')] : []),
  ];
}

/** @param {SheetFilter['show']} show @param {SheetPhotograph[]} all @param {number} refused */
function titleOf(show, all, refused) {
  if (show === 'all') return words.showAllClasses;
  if (show === 'refused') return words.showRefused(refused);
  if (show === 'excluded') return words.showExcluded(all.filter(({ excluded }) => excluded).length);
  return words.showClass(show.slice('class:'.length));
}

customElements.define('agelens-contact-sheet', ContactSheet);
