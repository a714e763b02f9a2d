/** @import {Dataset, Sample} from '../types.d.ts' */
import { html, nothing } from 'lit';
import { bar } from './bar.js';
import { count, whole } from './format.js';
import { LightElement } from './light-element.js';
import './thumbnail.js';

const SHOWN_AT_FIRST = 10;
const SHOWN_MORE = 200;

/** The contact sheet: each class with its count and its photographs. */
class ClassTable extends LightElement {
  /** @override */
  static properties = { photographs: { attribute: false } };

  constructor() {
    super();
    /** @type {Dataset | null} */
    this.photographs = null;
    /** @type {Map<number, number>} How many photographs of a class are shown, where more were asked for. */
    this.shown = new Map();
  }

  /** @override @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    const before = /** @type {Dataset | null | undefined} */ (changed.get('photographs'));
    // A face that was chosen makes the dataset another object of the same classes.
    if (before && before.classNames !== this.photographs?.classNames) this.shown.clear();
  }

  /** @override */
  render() {
    const { photographs: dataset } = this;
    if (!dataset) return nothing;
    /** @type {Sample[][]} */
    const byClass = dataset.classNames.map(() => []);
    for (const sample of dataset.samples) byClass[sample.classIndex].push(sample);
    const largest = Math.max(1, ...byClass.map((samples) => samples.length));
    return html`
      <table class="class-table">
        <thead>
          <tr>
            <th scope="col">Class</th>
            <th scope="col">Count</th>
            ${dataset.features ? nothing : html`<th scope="col">Photographs</th>`}
          </tr>
        </thead>
        <tbody>
          ${byClass.map((samples, index) => this.#row(dataset.classNames[index], index, samples, largest))}
        </tbody>
      </table>`;
  }

  /** @param {string} name @param {number} index @param {Sample[]} samples @param {number} largest */
  #row(name, index, samples, largest) {
    return html`
      <tr>
        <th scope="row">${name}</th>
        <td class="class-count"><span>${whole(samples.length)}</span>${bar(samples.length / largest)}</td>
        ${this.photographs?.features ? nothing : this.#photographs(name, index, samples)}
      </tr>`;
  }

  /** @param {string} name @param {number} index @param {Sample[]} samples */
  #photographs(name, index, samples) {
    const limit = this.shown.get(index) ?? SHOWN_AT_FIRST;
    const rest = samples.length - limit;
    const more = () => {
      this.shown.set(index, limit + SHOWN_MORE);
      this.requestUpdate();
    };
    return html`
        <td>
          <div class="thumbnails">
            <div role="img" aria-label="${count(samples.length, 'photograph')} of class ${name}">
              ${samples
                .slice(0, limit)
                .map(({ entry, path }) => html`<agelens-thumbnail .entry=${entry} title=${path}></agelens-thumbnail>`)}
            </div>
            ${
              rest > 0
                ? html`
                  <button type="button" class="quiet" @click=${more}
                    aria-label="+${whole(rest)}: show more photographs of class ${name}">
                    +${whole(rest)}
                  </button>`
                : nothing
            }
          </div>
        </td>`;
  }
}

customElements.define('agelens-class-table', ClassTable);
