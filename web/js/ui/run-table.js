/** @import {Run} from '../types.d.ts' */
import { html, nothing } from 'lit';
import { strings } from '../strings.js';
import { decimal, moment, percent, whole } from './format.js';
import { intervalOf } from './interval.js';
import { methodSentence } from './method-words.js';
import { RunElement } from './run-element.js';
import { backboneTitle, PROTOCOLS } from './words.js';

const words = strings.runs;

/** Every run of the project, the latest first. Emits `run-removed` {startedAt} and `setting-changed` {patch}. */
class RunTable extends RunElement {
  /** @override */
  static properties = { runs: { attribute: false }, used: { state: true } };

  constructor() {
    super();
    /** @type {Run[]} */
    this.runs = [];
    /** Whose settings were taken over, by when it started. @type {string | null} */
    this.used = null;
  }

  /** @override */
  render() {
    const { runs } = this;
    const used = runs.find(({ startedAt }) => startedAt === this.used);
    const inYears = runs.some(({ metrics }) => metrics.maeYears !== null);
    const optimistic = runs.some((run) => run.optimistic);
    const heads = [
      ...[words.when, words.protocol, words.backbone, words.method, words.copies, words.accuracy],
      ...(inYears ? [words.withinOne, words.yearsOff] : []),
      ...(optimistic ? [words.optimistic] : []),
    ];
    return html`
      <div class="scroll-wide" tabindex="0" role="region" aria-label=${words.table}>
        <table class="figures runs">
          <thead>
            <tr>
              ${heads.map((head) => html`<th scope="col">${head}</th>`)}
              <th scope="col"><span class="visually-hidden">${words.actions}</span></th>
            </tr>
          </thead>
          <tbody>${runs.map((run) => this.#row(run, inYears, optimistic))}</tbody>
        </table>
      </div>
      <p class="hint" role="status" data-used>${used ? words.usedSentence(moment(used.startedAt)) : nothing}</p>`;
  }

  /** @param {Run} run @param {boolean} inYears @param {boolean} optimistic */
  #row(run, inYears, optimistic) {
    const { startedAt, settings, protocol, metrics, intervals } = run;
    const when = moment(startedAt);
    // It goes when its classifier is deleted.
    const isShown = startedAt === this.run?.startedAt;
    const wholePercent = (/** @type {number} */ share) => percent(share, 0);
    return html`
      <tr data-run-row=${startedAt}>
        <th scope="row">
          ${when} ${isShown ? html`<span class="hint">${words.shown}</span>` : nothing}
        </th>
        <td>${PROTOCOLS[protocol].title}</td>
        <td>${backboneTitle(settings.backbone, run.backbones)}</td>
        <td>${methodSentence(run)}</td>
        <td>${whole(settings.copies)}</td>
        <td data-run-accuracy=${metrics.accuracy}>
          ${percent(metrics.accuracy)} ${intervalOf('run-accuracy', intervals?.accuracy, wholePercent)}
        </td>
        ${
          inYears
            ? html`
              <td>${metrics.withinOne === null ? '–' : percent(metrics.withinOne)}</td>
              <td>${metrics.maeYears === null ? '–' : decimal(metrics.maeYears, 1)}</td>`
            : nothing
        }
        ${optimistic ? html`<td>${run.optimistic ? percent(run.optimistic.accuracy) : '–'}</td>` : nothing}
        <td class="run-actions">
          <button type="button" class="quiet small" aria-label=${words.useOf(when)} @click=${() => {
            this.used = startedAt;
            this.emit('setting-changed', { patch: settings });
          }}>${words.use}</button>
          ${
            isShown
              ? nothing
              : html`
                <button type="button" class="quiet small" aria-label=${words.removeOf(when)}
                  @click=${() => this.#remove(startedAt)}>${words.remove}</button>`
          }
        </td>
      </tr>`;
  }

  /** @param {string} startedAt */
  #remove(startedAt) {
    this.emit('run-removed', { startedAt });
    // Its row goes away; the keyboard stays with the runs.
    /** @type {HTMLElement | null | undefined} */ (this.closest('.comparison')?.querySelector('h3'))?.focus();
  }
}

customElements.define('agelens-run-table', RunTable);
