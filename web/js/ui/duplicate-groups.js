/** @import {Dataset, DuplicateGroup, Sample} from '../types.d.ts' */
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { strings } from '../strings.js';
import { whole } from './format.js';
import { LightElement } from './light-element.js';
import './thumbnail.js';

const SHOWN_AT_ONCE = 12;

const words = strings.duplicates;

/** Pictures that are there more than once, side by side. Emits `photographs-excluded` and `photographs-filtered`. */
class DuplicateGroups extends LightElement {
  /** @override */
  static properties = {
    groups: { attribute: false },
    photographs: { attribute: false },
    disabled: { attribute: false },
  };

  constructor() {
    super();
    /** @type {DuplicateGroup[]} */
    this.groups = [];
    /** @type {Dataset | null} */
    this.photographs = null;
    this.disabled = false;
    this.limit = SHOWN_AT_ONCE;
  }

  /** @override */
  render() {
    const rest = this.groups.length - this.limit;
    const byPath = new Map(this.photographs?.samples.map((sample) => [sample.path, sample]));
    return html`
      <ul class="duplicate-groups">
        ${repeat(
          this.groups.slice(0, this.limit),
          ({ paths }) => paths[0],
          (group, index) => this.#group(group, index, byPath),
        )}
      </ul>
      ${rest > 0 ? html`<button type="button" class="quiet" @click=${this.#more}>${words.more(whole(rest))}</button>` : nothing}`;
  }

  /** @param {DuplicateGroup} group @param {number} index @param {Map<string, Sample>} byPath */
  #group(group, index, byPath) {
    const samples = group.paths.flatMap((path) => byPath.get(path) ?? []);
    if (samples.length < 2) return nothing;
    const of = words.group(whole(index + 1));
    return html`
      <li class="duplicate-group" data-duplicate-group>
        <p class=${group.acrossClasses || group.acrossPersons ? 'duplicate-problem' : ''}>${this.#sentence(group, samples)}</p>
        <ul class="duplicate-pictures">
          ${samples.map(
            ({ entry, path }) => html`
              <li>
                <agelens-thumbnail .entry=${entry} role="img" aria-label=${words.picture(path)}></agelens-thumbnail>
                <span class="duplicate-path">${path}</span>
                <button type="button" ?disabled=${this.disabled} aria-label=${words.excludeOf(path)}
                  @click=${() => this.#exclude([path])}>
                  ${words.exclude}
                </button>
              </li>`,
          )}
        </ul>
        <div class="duplicate-actions">
          <button type="button" ?disabled=${this.disabled} aria-label="${words.excludeRest} (${of})"
            @click=${() => this.#exclude(group.paths.slice(1))}>
            ${words.excludeRest}
          </button>
          <button type="button" class="quiet" aria-label="${words.show} (${of})"
            @click=${() => this.emit('photographs-filtered', { paths: group.paths })}>
            ${words.show}
          </button>
        </div>
      </li>`;
  }

  /** @param {DuplicateGroup} group @param {Sample[]} samples */
  #sentence({ identical, acrossClasses, acrossPersons }, samples) {
    const classes = [...new Set(samples.map(({ classIndex }) => this.photographs?.classNames[classIndex] ?? ''))];
    const persons = new Set(samples.map(({ person }) => person)).size;
    return [
      words.what(identical, whole(samples.length)),
      acrossClasses ? words.acrossClasses(classes) : null,
      acrossPersons ? words.acrossPersons(whole(persons)) : null,
      acrossClasses || acrossPersons ? null : words.twice,
    ]
      .filter(Boolean)
      .join(' ');
  }

  /** @param {string[]} paths */
  #exclude(paths) {
    this.emit('photographs-excluded', { paths });
    // The button goes.
    /** @type {HTMLElement | null} */ (document.querySelector('#duplicates-title'))?.focus();
  }

  #more() {
    this.limit += 10 * SHOWN_AT_ONCE;
    this.requestUpdate();
  }
}

customElements.define('agelens-duplicate-groups', DuplicateGroups);
