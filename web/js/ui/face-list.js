/** @import {AppState, Dataset, FacesFound, Sample} from '../types.d.ts' */
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { strings } from '../strings.js';
import './face-picture.js';
import { whole } from './format.js';
import { LightElement } from './light-element.js';

const SHOWN_AT_ONCE = 24;
const OPEN_UP_TO = 12;

/** @typedef {{sample: Sample, found: FacesFound, trained: number}} Unclear `trained`: the face that was trained on. */

/** The photographs of the last training in which the face is missing or not the only one. Emits `face-chosen`. */
class FaceList extends LightElement {
  /** @override */
  static properties = {
    photographs: { attribute: false },
    faces: { attribute: false },
    disabled: { attribute: false },
  };

  constructor() {
    super();
    /** @type {Dataset | null} */
    this.photographs = null;
    /** @type {AppState['faces']} */
    this.faces = [];
    this.disabled = false;
    this.shown = { faceless: SHOWN_AT_ONCE, several: SHOWN_AT_ONCE };
  }

  /** @override @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('faces')) this.shown = { faceless: SHOWN_AT_ONCE, several: SHOWN_AT_ONCE };
  }

  /** @override */
  render() {
    const unclear = this.#unclear();
    const faceless = unclear.filter(({ found }) => found.faces.length === 0);
    const several = unclear.filter(({ found }) => found.faces.length > 1);
    const changed = several.some(({ found, trained }) => found.chosen !== trained);
    return html`
      ${this.#part('several', several, strings.faces.several(several.length))}
      <p role="status" class="face-hint" ?hidden=${!changed} data-faces-changed>
        ${changed ? strings.faces.changed : nothing}
      </p>
      ${this.#part('faceless', faceless, strings.faces.faceless(faceless.length))}`;
  }

  /** With the user's choice in the place of the training's. @returns {Unclear[]} */
  #unclear() {
    if (this.faces.length === 0) return [];
    const byPath = new Map(this.photographs?.samples.map((sample) => [sample.path, sample]));
    return this.faces.flatMap(({ path, found }) => {
      const sample = byPath.get(path);
      if (!sample) return [];
      return { sample, found: { ...found, chosen: sample.chosenFace ?? found.chosen }, trained: found.chosen };
    });
  }

  /** @param {'faceless' | 'several'} name @param {Unclear[]} unclear @param {string} title */
  #part(name, unclear, title) {
    if (unclear.length === 0) return nothing;
    const limit = this.shown[name];
    const rest = unclear.length - limit;
    const more = () => {
      this.shown = { ...this.shown, [name]: limit + SHOWN_AT_ONCE };
      this.requestUpdate();
    };
    return html`
      <details class="faces" data-faces=${name} ?open=${unclear.length <= OPEN_UP_TO}>
        <summary>${title}</summary>
        <ul class="face-grid">
          ${repeat(
            unclear.slice(0, limit),
            ({ sample }) => sample.path,
            ({ sample, found }) => html`
              <li>
                <agelens-face-picture .sample=${sample} .found=${found} .disabled=${this.disabled}></agelens-face-picture>
              </li>`,
          )}
        </ul>
        ${
          rest > 0
            ? html`<button type="button" class="quiet" @click=${more}>${strings.faces.more(whole(rest))}</button>`
            : nothing
        }
      </details>`;
  }
}

customElements.define('agelens-face-list', FaceList);
