import { html, nothing } from 'lit';
import { strings } from '../strings.js';
import { LightElement } from './light-element.js';

const words = strings.photographs;

/**
 * @typedef {object} NameQuestion
 * @property {string} title
 * @property {string} label
 * @property {string} action of the button that takes the name
 * @property {string} [hint]
 * @property {string} [value] to begin with
 * @property {string[]} [suggestions]
 * @property {string[]} [choices] taken with one press
 */

/** A window that asks for the name of a class or a file. */
class NameDialog extends LightElement {
  /** @override */
  static properties = { question: { attribute: false }, problem: { state: true } };

  constructor() {
    super();
    /** @type {NameQuestion | null} */
    this.question = null;
    /** @type {string | null} */
    this.problem = null;
    /** @type {string | null} What was said. */
    this.answer = null;
  }

  get #input() {
    return /** @type {HTMLInputElement} */ (this.querySelector('input'));
  }

  /** @returns {Promise<string | null>} null: nothing was said */
  async ask() {
    await this.updateComplete;
    const dialog = /** @type {HTMLDialogElement} */ (this.querySelector('dialog'));
    const closed = new Promise((resolve) => dialog.addEventListener('close', resolve, { once: true }));
    dialog.showModal();
    this.#input.focus();
    const dot = this.#input.value.lastIndexOf('.');
    this.#input.setSelectionRange(0, dot > 0 ? dot : this.#input.value.length);
    await closed;
    return this.answer;
  }

  /** @override */
  render() {
    const { question, problem } = this;
    if (!question) return nothing;
    const { title, label, action, hint, value = '', suggestions = [], choices = [] } = question;
    return html`
      <dialog class="name-dialog" aria-labelledby="name-title">
        <form novalidate @submit=${this.#take}>
          <h3 id="name-title">${title}</h3>
          ${
            choices.length === 0
              ? nothing
              : html`
                <div class="name-suggestions" role="group" aria-labelledby="name-title">
                  ${choices.map((name) => html`<button type="button" @click=${() => this.#answer(name)}>${name}</button>`)}
                </div>`
          }
          <label for="name-input">${label}</label>
          <input id="name-input" name="name" autocomplete="off" autocapitalize="off" spellcheck="false" list="name-list"
            .value=${value} aria-invalid=${problem ? 'true' : 'false'} aria-describedby="name-problem name-hint" />
          <datalist id="name-list">${suggestions.map((name) => html`<option value=${name}></option>`)}</datalist>
          <p class="problem" id="name-problem" role="alert" ?hidden=${!problem}>${problem}</p>
          <p class="hint" id="name-hint" ?hidden=${!hint}>${hint}</p>
          <p class="dialog-actions">
            <button type="button" @click=${this.#close}>${words.cancel}</button>
            <button type="submit" class="primary">${action}</button>
          </p>
        </form>
      </dialog>`;
  }

  /** @param {Event} event */
  #take(event) {
    event.preventDefault();
    const name = this.#input.value.trim();
    this.problem = problemOf(name);
    if (this.problem) {
      this.#input.focus();
      return;
    }
    this.#answer(name);
  }

  /** @param {string} name */
  #answer(name) {
    this.answer = name;
    this.#close();
  }

  #close() {
    this.querySelector('dialog')?.close();
  }
}

/** @param {string} name */
function problemOf(name) {
  if (!name) return words.nameMissing;
  if (/[/\\]/.test(name)) return words.nameWithSlash;
  if (name.startsWith('.')) return words.nameWithDot;
  return null;
}

customElements.define('agelens-name-dialog', NameDialog);

/**
 * Asks for a name, and gives the focus back to where it was.
 * @param {NameQuestion} question
 * @returns {Promise<string | null>} trimmed, without a slash; null: nothing was said
 */
export async function askName(question) {
  const element = /** @type {NameDialog} */ (document.createElement('agelens-name-dialog'));
  element.question = question;
  document.body.append(element);
  try {
    return await element.ask();
  } finally {
    element.remove();
  }
}

/** More than these are a list, not a choice. */
const MOST_CHOICES = 14;

/**
 * Into which class files or photographs go.
 * @param {string[]} classNames that there are
 * @param {{title: string, action: string}} question
 */
export function askClass(classNames, question) {
  const choices = classNames.length > MOST_CHOICES ? [] : classNames;
  const label = choices.length > 0 ? words.orNewClass : words.className;
  return askName({ ...question, label, choices, suggestions: classNames });
}
