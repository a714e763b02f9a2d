/** @import {Field} from './field-rules.js' */
import { html, nothing } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { live } from 'lit/directives/live.js';
import { defaultNote } from './default-note.js';
import { LightElement } from './light-element.js';

/**
 * A labelled input. Emits `field-changed` {value} when what was typed is allowed; otherwise it keeps the text, says
 * what is allowed and emits nothing. `aria-invalid` on the input tells the form.
 */
class SettingField extends LightElement {
  /** @override */
  static properties = {
    field: { attribute: false },
    value: { attribute: false },
    usual: { attribute: false },
    draft: { state: true },
    problem: { state: true },
  };

  constructor() {
    super();
    /** @type {Field<any> | null} */
    this.field = null;
    /** @type {unknown} */
    this.value = null;
    /** @type {unknown} What it is unless somebody changes it; undefined: that is not said. */
    this.usual = undefined;
    /** @type {string | null} What was typed and is not allowed. */
    this.draft = null;
    /** @type {string | null} */
    this.problem = null;
  }

  /** @param {Event} event */
  #changed(event) {
    const text = /** @type {HTMLInputElement} */ (event.target).value;
    const parsed = this.field?.parse(text);
    if (!parsed) return;
    this.problem = 'problem' in parsed ? parsed.problem : null;
    this.draft = this.problem === null ? null : text;
    if ('value' in parsed) this.emit('field-changed', { value: parsed.value });
  }

  /** @override */
  render() {
    const { field, problem } = this;
    if (!field) return nothing;
    const id = `setting-${field.name}`;
    const number = field.kind === 'number';
    return html`
      <div class="field">
        <div class="field-head"><label for=${id}>${field.label}</label> ${this.#usual(field)}</div>
        <input id=${id} name=${field.name} type=${field.kind} autocomplete="off"
          min=${number ? ifDefined(field.min) : nothing} max=${number ? ifDefined(field.max) : nothing}
          step=${number ? 'any' : nothing}
          aria-describedby="${id}-hint${this.usual === undefined ? '' : ` ${id}-usual`}" aria-invalid=${problem ? 'true' : 'false'}
          .value=${live(this.draft ?? field.format(this.value))} @change=${this.#changed} @keydown=${this.#step} />
        <p class="hint" id="${id}-hint">
          ${problem ? html`<span class="problem" role="alert">${problem}</span>` : field.hint}
        </p>
      </div>`;
  }

  /** @param {Field<any>} field */
  #usual(field) {
    const { name, label } = field;
    const usual = this.usual === undefined ? undefined : field.format(this.usual);
    return defaultNote({
      name,
      label,
      usual,
      changed: this.draft !== null || field.format(this.value) !== usual,
      reset: () => {
        this.draft = null;
        this.problem = null;
        this.emit('field-changed', { value: this.usual });
      },
    });
  }

  /** @param {KeyboardEvent} event */
  #step(event) {
    // Arrow keys move by the field's own step; the browser's, for step="any", would always be 1.
    const { field } = this;
    const direction = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (!field?.step || !direction) return;
    const input = /** @type {HTMLInputElement} */ (event.target);
    const stepped = Number((Number(input.value) + direction * field.step).toPrecision(12));
    // Two factors are typed.
    if (Number.isNaN(stepped)) return;
    event.preventDefault();
    input.value = `${Math.min(field.max ?? stepped, Math.max(field.min ?? stepped, stepped))}`;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  }
}

customElements.define('agelens-field', SettingField);
