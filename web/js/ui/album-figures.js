/** @import {SequenceEvaluation, SequenceMethod, SequenceRow} from '../types.d.ts' */
import { html, nothing } from 'lit';
import { strings } from '../strings.js';
import { METHOD_TITLES, verdictSentence } from './album-words.js';
import { decimal, percent, whole } from './format.js';
import { intervalOf } from './interval.js';
import { LightElement } from './light-element.js';

/** How good albums of each size are, by each way of answering them, and whether the network is worth its trouble. */
class AlbumFigures extends LightElement {
  /** @override */
  static properties = { evaluation: { attribute: false } };

  constructor() {
    super();
    /** @type {SequenceEvaluation | null} */
    this.evaluation = null;
  }

  /** @override */
  render() {
    const { evaluation } = this;
    if (!evaluation) return nothing;
    const sizes = [...new Set(evaluation.rows.map(({ size }) => size))];
    const methods = [...new Set(evaluation.rows.map(({ method }) => method))];
    return html`
      <h4 id="album-figures-title" tabindex="-1">${strings.album.figures}</h4>
      <p data-verdict=${evaluation.verdict}>${verdictSentence(evaluation)}</p>
      <div class="scroll-wide" tabindex="0" role="region" aria-labelledby="album-figures-title">
        <table class="figures album-figures">
          <thead>
            <tr>
              <th scope="col">${strings.album.figuresHead}</th>
              ${sizes.map((size) => html`<th scope="col">${strings.album.albumsOf(size)}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${methods.map(
              (method) => html`
                <tr data-method=${method}>
                  <th scope="row">${METHOD_TITLES[method]}</th>
                  ${sizes.map((size) => this.#cell(evaluation.rows, method, size))}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      <p class="hint">
        ${strings.album.measured(
          evaluation.persons,
          sizes.map((size) => ({ size, albums: whole(subsetsOf(evaluation.rows, size)) })),
        )}
      </p>`;
  }

  /** @param {SequenceRow[]} rows @param {SequenceMethod} method @param {number} size */
  #cell(rows, method, size) {
    const row = rows.find((one) => one.method === method && one.size === size);
    if (!row) return html`<td>–</td>`;
    return html`
      <td data-size=${size} data-accuracy=${row.accuracy} data-mae-years=${row.maeYears}>
        ${percent(row.accuracy)} ${intervalOf('album-accuracy', row.accuracyInterval, (share) => percent(share, 0))}
        <span class="album-years">
          ${strings.album.years(decimal(row.maeYears, 1))}
          ${intervalOf('album-years', row.maeYearsInterval, (years) => decimal(years, 1))}
        </span>
      </td>`;
  }
}

/** @param {SequenceRow[]} rows @param {number} size */
const subsetsOf = (rows, size) => rows.find((row) => row.size === size)?.subsets ?? 0;

customElements.define('agelens-album-figures', AlbumFigures);
