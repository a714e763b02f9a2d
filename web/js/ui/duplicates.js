/** @import {Dataset, Duplicates} from '../types.d.ts' */
import { html, nothing } from 'lit';
import { strings } from '../strings.js';
import { figureHelp } from './figure-help.js';
import { whole } from './format.js';
import { lazyPart } from './lazy-part.js';
import { LightElement } from './light-element.js';

const words = strings.duplicates;

/**
 * How far the search for photographs that are the same picture is, and what it found. Emits `duplicates-requested`; its groups
 * `photographs-excluded` {paths} and `photographs-filtered` {paths}.
 */
class DuplicatesPanel extends LightElement {
  /** @override */
  static properties = {
    duplicates: { attribute: false },
    photographs: { attribute: false },
    disabled: { attribute: false },
  };

  constructor() {
    super();
    /** @type {Duplicates | null} */
    this.duplicates = null;
    /** @type {Dataset | null} */
    this.photographs = null;
    this.disabled = false;
    this.groups = lazyPart(this, () => import('./duplicate-groups.js'));
  }

  /** @override @param {Map<string, unknown>} changed */
  updated(changed) {
    if (changed.has('duplicates') && this.duplicates?.groups.length) this.groups.need();
  }

  /** @override */
  render() {
    const { duplicates } = this;
    if (!duplicates) return nothing;
    const { done, total, unread, groups } = duplicates;
    return html`
      <section class="duplicates" aria-labelledby="duplicates-title">
        <h3 id="duplicates-title" tabindex="-1">${words.title}</h3>
        ${done < total ? this.#progress(done, total) : nothing}
        <p ?hidden=${done < total} class=${groups.length > 0 ? 'caution' : 'hint'}>
          <span role="status" data-duplicates>${done < total ? '' : words.found(groups.length)}</span>
          ${figureHelp('look-alikes', words.title)}
        </p>
        ${done === total && unread > 0 ? this.#unread(unread) : nothing}
        ${this.groups.alert()}
        ${
          groups.length > 0
            ? html`
              <agelens-duplicate-groups .groups=${groups} .photographs=${this.photographs}
                .disabled=${this.disabled}></agelens-duplicate-groups>`
            : nothing
        }
      </section>`;
  }

  /** @param {number} done @param {number} total */
  #progress(done, total) {
    return html`
      <p class="hint">
        <label>
          ${words.looking(whole(done), whole(total))}
          <progress max=${total} .value=${done}></progress>
        </label>
      </p>`;
  }

  /** @param {number} unread */
  #unread(unread) {
    return html`
      <p class="hint">
        ${words.unread(unread)}
        <button type="button" class="quiet" ?disabled=${this.disabled} @click=${() => this.emit('duplicates-requested')}>
          ${words.again}
        </button>
      </p>`;
  }
}

customElements.define('agelens-duplicates', DuplicatesPanel);
