/** @import {Answer, LikePhotograph, Sample} from '../types.d.ts' */
import { html, nothing } from 'lit';
import { strings } from '../strings.js';
import { decimal } from './format.js';
import { LightElement } from './light-element.js';
import { likeName, likenessSentence } from './likeness-words.js';
import './thumbnail.js';

/** The photographs trained on that the classified one is most like: a sentence, and each with its picture where that is here. */
class LikenessList extends LightElement {
  /** @override */
  static properties = { answer: { attribute: false }, samples: { attribute: false } };

  constructor() {
    super();
    /** @type {Answer | null} */
    this.answer = null;
    /** @type {Map<string, Sample>} By path: those trained on that are here. */
    this.samples = new Map();
  }

  /** @override */
  render() {
    const { answer } = this;
    if (!answer || answer.likeness.nearest.length === 0) return nothing;
    const { nearest, another } = answer.likeness;
    const beyond = another && !nearest.some(({ path }) => path === another.path) ? [another] : [];
    return html`
      <section class="likeness" aria-labelledby="likeness-title">
        <h3 id="likeness-title">${strings.likeness.title}</h3>
        <p data-likeness>${likenessSentence(answer)}</p>
        <ol>${[...nearest, ...beyond].map((photograph) => this.#photograph(photograph, answer))}</ol>
        <p class="hint">
          ${strings.likeness.hint}
        </p>
      </section>`;
  }

  /** @param {LikePhotograph} photograph @param {Answer} answer */
  #photograph(photograph, answer) {
    const { path, distance, same } = photograph;
    const sample = this.samples.get(path);
    return html`
      <li data-path=${path} data-distance=${distance} ?data-same=${same} title=${path}>
        ${sample ? html`<agelens-thumbnail .entry=${sample.entry}></agelens-thumbnail>` : nothing}
        <span>${likeName(photograph, answer)}</span>
        <span class="distance">${same ? strings.likeness.same : decimal(distance, 2)}</span>
      </li>`;
  }
}

customElements.define('agelens-likeness', LikenessList);
