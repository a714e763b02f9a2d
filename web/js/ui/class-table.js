/** @import {Dataset} from '../types.d.ts' */
/** @import {ClassCount} from './balance.js' */
import { html, nothing } from 'lit';
import { strings } from '../strings.js';
import { balanceSentence, countClasses } from './balance.js';
import { bar } from './bar.js';
import { offerDrop } from './drop-zone.js';
import { droppedFiles } from './dropped-files.js';
import { figureHelp } from './figure-help.js';
import { chosenFiles, openFileField } from './file-field.js';
import { percent, whole } from './format.js';
import { addableIn } from './image-files.js';
import { LightElement } from './light-element.js';
import { askName } from './name-dialog.js';

const words = strings.photographs;

/**
 * Each class with how many photographs and persons it has, and whether they are balanced. Emits `class-renamed` {name, to} and
 * `photographs-added` {files, className}: chosen, dropped on a row or pasted into it.
 */
class ClassTable extends LightElement {
  /** @override */
  static properties = {
    photographs: { attribute: false },
    disabled: { attribute: false },
    hovered: { state: true },
  };

  constructor() {
    super();
    /** @type {Dataset | null} */
    this.photographs = null;
    this.disabled = false;
    /** @type {string | null} The class over which files are held. */
    this.hovered = null;
    /** The class that files are chosen for. */
    this.choosing = '';
  }

  /** @override */
  render() {
    const { photographs: dataset } = this;
    if (!dataset) return nothing;
    const classes = countClasses(dataset);
    const largest = Math.max(1, ...classes.map(({ photographs }) => photographs));
    const isEditable = !dataset.features;
    return html`
      <p class="balance">
        <span data-balance>${balanceSentence(classes, !isEditable)}</span> ${figureHelp('balance', words.balanceName)}
      </p>
      <table class="class-table">
        <thead>
          <tr>
            <th scope="col">${words.classColumn}</th>
            <th scope="col" class="number">${isEditable ? words.countColumn : words.sampleColumn}</th>
            <th scope="col" class="share">${words.shareColumn}</th>
            ${dataset.personsRecur ? html`<th scope="col" class="number">${words.personsColumn}</th>` : nothing}
            ${isEditable ? html`<th scope="col"><span class="visually-hidden">${words.actionsColumn}</span></th>` : nothing}
          </tr>
        </thead>
        <tbody>
          ${classes.map((one) => this.#row(one, dataset, largest))}
        </tbody>
      </table>
      <input type="file" name="class-files" multiple accept="image/*,.zip" hidden aria-label=${words.photographsOfClass}
        @change=${this.#chosen} />`;
  }

  /** @param {ClassCount} one @param {Dataset} dataset @param {number} largest */
  #row({ name, photographs, persons }, dataset, largest) {
    const isEditable = !dataset.features;
    return html`
      <tr data-class=${name} ?data-dragging=${this.hovered === name}
        @dragover=${(/** @type {DragEvent} */ event) => isEditable && this.#hover(event, name)}
        @dragleave=${this.#leave}
        @drop=${(/** @type {DragEvent} */ event) => isEditable && this.#drop(event, name)}
        @paste=${(/** @type {ClipboardEvent} */ event) => isEditable && this.#paste(event, name)}>
        <th scope="row">${name}</th>
        <td class="number" data-label=${isEditable ? words.countColumn : words.sampleColumn}>${whole(photographs)}</td>
        <td class="share" data-label=${words.shareColumn}>
          <span>${bar(photographs / largest)}${percent(photographs / dataset.samples.length, 0)}</span>
        </td>
        ${
          dataset.personsRecur
            ? html`<td class="number" data-label=${words.personsColumn}>${whole(persons)}</td>`
            : nothing
        }
        ${isEditable ? this.#actions(name) : nothing}
      </tr>`;
  }

  /** @param {string} name */
  #actions(name) {
    return html`
      <td class="class-actions">
        <button type="button" class="quiet" ?disabled=${this.disabled} aria-label=${words.addTo(name)}
          @click=${() => this.#choose(name)}>${words.addShort}</button>
        <button type="button" class="quiet" ?disabled=${this.disabled} aria-label=${words.renameClass(name)}
          @click=${() => this.#rename(name)}>${words.rename}</button>
      </td>`;
  }

  /** @param {string} name */
  #choose(name) {
    this.choosing = name;
    openFileField(this.querySelector('input[type=file]'));
  }

  /** @param {Event} event */
  #chosen(event) {
    // What is no photograph is refused by name.
    this.#add(chosenFiles(event), this.choosing);
  }

  /** @param {File[]} files @param {string} className */
  #add(files, className) {
    if (files.length > 0) this.emit('photographs-added', { files, className });
  }

  /** @param {string} name */
  async #rename(name) {
    const to = await askName({
      title: words.renameClassTitle(name),
      label: words.renameClassLabel,
      hint: words.renameClassHint,
      action: words.renameAction,
      value: name,
      suggestions: this.photographs?.classNames.filter((other) => other !== name),
    });
    if (to !== null && to !== name) this.emit('class-renamed', { name, to });
  }

  /** @param {DragEvent} event @param {string} name */
  #hover(event, name) {
    if (!this.disabled && offerDrop(event)) this.hovered = name;
  }

  /** @param {DragEvent} event */
  #leave({ currentTarget, relatedTarget }) {
    const row = /** @type {Element} */ (currentTarget);
    if (!row.contains(/** @type {Node | null} */ (relatedTarget))) this.hovered = null;
  }

  /** @param {DragEvent} event @param {string} name */
  async #drop(event, name) {
    this.hovered = null;
    if (this.disabled || !event.dataTransfer) return;
    event.preventDefault();
    this.#add([...(await droppedFiles(event.dataTransfer)).values()].flat(), name);
  }

  /** @param {ClipboardEvent} event @param {string} name */
  #paste(event, name) {
    const files = addableIn(event.clipboardData?.files);
    if (this.disabled || files.length === 0) return;
    event.preventDefault();
    event.stopPropagation();
    this.#add(files, name);
  }
}

customElements.define('agelens-class-table', ClassTable);
