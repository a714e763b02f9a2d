/** @import {AlbumAnswer, AlbumGuess, AlbumPhotograph, AlbumState, Answer} from '../types.d.ts' */
import { html, nothing } from 'lit';
import { strings } from '../strings.js';
import { flatteredSentence, METHOD_TITLES } from './album-words.js';
import { decimal } from './format.js';
import { LightElement } from './light-element.js';
import './thumbnail.js';

/** What is said of each photograph of an album, as a course and as a table. */
class AlbumAges extends LightElement {
  /** @override */
  static properties = { said: { attribute: false }, photographs: { attribute: false } };

  constructor() {
    super();
    /** @type {AlbumAnswer | null} */
    this.said = null;
    /** @type {AlbumState['photographs']} */
    this.photographs = [];
  }

  /** @override */
  render() {
    const { said } = this;
    if (!said) return nothing;
    const byNetwork = said.method === 'gru';
    const flattered = flatteredSentence(said);
    const points = said.photographs.map(({ own, album }) => ({
      name: own.path,
      own: own.expectedAge ?? Number.NaN,
      album: album.expectedAge,
    }));
    return html`
      <h4 id="album-ages-title" tabindex="-1">${strings.album.course}</h4>
      ${flattered ? html`<p class="caution" data-flattered>${flattered}</p>` : nothing}
      <agelens-age-course .points=${points} .albumTitle=${METHOD_TITLES[said.method]}></agelens-age-course>
      <div class="scroll-wide" tabindex="0" role="region" aria-labelledby="album-ages-title">
        <table class="figures album-ages">
          <thead>
            <tr>
              <th scope="col">${strings.album.photograph}</th><th scope="col">${METHOD_TITLES.single}</th>
              <th scope="col">${METHOD_TITLES.ordered}</th>
              ${byNetwork ? html`<th scope="col">${METHOD_TITLES.gru}</th>` : nothing}
            </tr>
          </thead>
          <tbody>${said.photographs.map((photograph, index) => this.#row(photograph, index, byNetwork))}</tbody>
        </table>
      </div>
      <p class="hint">${strings.album.cells}</p>`;
  }

  /** @param {AlbumPhotograph} photograph @param {number} index @param {boolean} byNetwork */
  #row({ own, ordered, album }, index, byNetwork) {
    const { classNames } = own;
    return html`
      <tr data-path=${own.path}>
        <th scope="row">
          <span class="album-photo">
            <agelens-thumbnail .entry=${this.photographs[index]?.entry ?? null}></agelens-thumbnail>
            <span>${index + 1}. ${own.path}</span>
          </span>
        </th>
        ${ownCell(own)} ${guessCell('ordered', ordered, classNames)}
        ${byNetwork ? guessCell('gru', album, classNames) : nothing}
      </tr>`;
  }
}

/** @param {Omit<Answer, 'photo'>} own */
function ownCell({ classNames, predictedIndex, expectedAge, sure }) {
  return html`
    <td data-method="single" data-class=${classNames[predictedIndex]} data-expected-age=${expectedAge ?? nothing}>
      ${classNames[predictedIndex]}
      <span class="range">${decimal(expectedAge ?? Number.NaN, 1)}${sure ? nothing : strings.album.notSure}</span>
    </td>`;
}

/** @param {string} method @param {AlbumGuess} guess @param {string[]} classNames */
function guessCell(method, { classIndex, expectedAge }, classNames) {
  return html`
    <td data-method=${method} data-class=${classNames[classIndex]} data-expected-age=${expectedAge}>
      ${classNames[classIndex]} <span class="range">${decimal(expectedAge, 1)}</span>
    </td>`;
}

customElements.define('agelens-album-ages', AlbumAges);
