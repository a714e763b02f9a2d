/** @import {Comparison, Dataset, Difference, Interval, Run} from '../types.d.ts' */
/** @import {Pair} from './comparison-words.js' */
import { html, nothing } from 'lit';
import { strings } from '../strings.js';
import { areComparable, onlyOneRight, verdictSentence } from './comparison-words.js';
import { decimal, percent, range, signed } from './format.js';
import { intervalOf } from './interval.js';
import { LightElement } from './light-element.js';
import { confusionOf } from './run-confusion.js';
import { settingDifferences } from './setting-words.js';
import './thumbnail.js';
import { testedCount } from './words.js';

const words = strings.runs;

/** Two runs side by side: what was set otherwise, and what came of it. Emits `photographs-filtered` {paths}. */
class RunPair extends LightElement {
  /** @override */
  static properties = {
    later: { attribute: false },
    earlier: { attribute: false },
    result: { attribute: false },
    photographs: { attribute: false },
  };

  constructor() {
    super();
    /** @type {Run | null} */
    this.later = null;
    /** @type {Run | null} */
    this.earlier = null;
    /** @type {Comparison | null} null: they are not of the same photographs, or not compared yet. */
    this.result = null;
    /** @type {Dataset | null} */
    this.photographs = null;
  }

  /** @override */
  render() {
    const { later, earlier, result } = this;
    if (!later || !earlier) return nothing;
    return html`
      <div class="run-pair">
        ${
          result
            ? html`<p class="verdict" role="status" data-verdict>${verdictSentence(result, later)}</p>`
            : areComparable(later, earlier)
              ? html`<p role="status">${words.comparing}</p>`
              : html`<p class="verdict" role="status" data-not-compared>${words.notCompared}</p>`
        }
        ${settingsTable(later, earlier)} ${figuresTable(later, earlier, result)}
        ${result ? mcNemar(result) : nothing}
        <div class="run-matrices">${confusionOf(earlier, words.earlier)} ${confusionOf(later, words.later)}</div>
        ${result ? this.#photographs(later, earlier) : nothing}
      </div>`;
  }

  /** @param {Run} later @param {Run} earlier */
  #photographs(later, earlier) {
    const { onlyLater, onlyEarlier } = onlyOneRight(later, earlier);
    const tested = (/** @type {Pair[]} */ pairs) => testedCount(pairs.length, later.protocol);
    return html`
      <p data-only-this=${onlyLater.length} data-only-earlier=${onlyEarlier.length}>
        ${words.onlyOne(tested(onlyLater), tested(onlyEarlier))}
      </p>
      ${this.#list(words.onlyLater, onlyLater, later.classNames)}
      ${this.#list(words.onlyEarlier, onlyEarlier, later.classNames)}`;
  }

  /** @param {string} title @param {Pair[]} pairs @param {string[]} classNames */
  #list(title, pairs, classNames) {
    if (pairs.length === 0) return nothing;
    const entries = new Map(this.photographs?.samples.map(({ path, entry }) => [path, entry]));
    const areHere = !this.photographs?.features && pairs.some(({ later }) => entries.has(later.path));
    const paths = [...new Set(pairs.map(({ later }) => later.path))].filter((path) => entries.has(path));
    return html`
      <details class="only-right">
        <summary>${title}</summary>
        <ul>
          ${pairs.map(
            ({ later, earlier }) => html`
              <li>
                ${areHere ? html`<agelens-thumbnail .entry=${entries.get(later.path) ?? null}></agelens-thumbnail>` : nothing}
                <span>
                  <code>${later.path}</code>
                  <span class="hint">${words.said(
                    classNames[later.classIndex] ?? '',
                    classNames[earlier.predictedIndex] ?? '',
                    classNames[later.predictedIndex] ?? '',
                  )}</span>
                </span>
              </li>`,
          )}
        </ul>
        ${
          areHere
            ? html`
              <button type="button" class="small" @click=${() => this.emit('photographs-filtered', { paths })}>${
                words.showThese
              }</button>`
            : nothing
        }
      </details>`;
  }
}

/** @param {Run} later @param {Run} earlier */
function settingsTable(later, earlier) {
  const rows = settingDifferences(later, earlier);
  if (rows.length === 0) return html`<p data-same-settings>${words.sameSettings}</p>`;
  return html`
      <table class="figures" data-settings>
        <caption>${words.settingsCaption}</caption>
        <thead><tr><td></td><th scope="col">${words.earlier}</th><th scope="col">${words.later}</th></tr></thead>
        <tbody>
          ${rows.map(
            (row) => html`<tr><th scope="row">${row.label}</th><td>${row.earlier}</td><td>${row.later}</td></tr>`,
          )}
        </tbody>
      </table>`;
}

/**
 * How a figure is written, and the difference between two.
 * @typedef {{ write: (value: number) => string, writeDifference: (value: number) => string }} Writing
 */

/** The difference in points. @type {Writing} */
const SHARE = { write: (value) => percent(value), writeDifference: (value) => decimal(value * 100, 1) };

/** @param {number} digits @returns {Writing} */
function written(digits) {
  const write = (/** @type {number} */ value) => decimal(value, digits);
  return { write, writeDifference: write };
}

/** @typedef {{ title: string, hint: string, name: string, of: (run: Run) => number | null | undefined, interval: (run: Run) => Interval | null | undefined, difference: Difference | null | undefined } & Writing} Figure */

/** @param {Run} later @param {Run} earlier @param {Comparison | null} result */
function figuresTable(later, earlier, result) {
  /** @type {Figure[]} */
  const figures = [
    {
      ...{ ...SHARE, title: words.accuracy, hint: words.inPoints, name: 'accuracy' },
      of: ({ metrics }) => metrics.accuracy,
      interval: ({ intervals }) => intervals?.accuracy,
      difference: result?.accuracy,
    },
    {
      ...{ ...SHARE, title: words.withinOne, hint: '', name: 'within-one' },
      of: ({ metrics }) => metrics.withinOne,
      interval: ({ intervals }) => intervals?.withinOne,
      difference: null,
    },
    {
      ...{ ...written(1), title: words.yearsOff, hint: words.lowerIsBetter, name: 'mae-years' },
      of: ({ metrics }) => metrics.maeYears,
      interval: ({ intervals }) => intervals?.maeYears,
      difference: result?.maeYears,
    },
    {
      ...{ ...written(2), title: words.logLoss, hint: words.lowerIsBetter, name: 'log-loss' },
      of: ({ metrics }) => metrics.logLoss,
      interval: ({ intervals }) => intervals?.logLoss,
      difference: result?.logLoss,
    },
    {
      ...{ ...SHARE, title: words.optimistic, hint: words.optimisticHint, name: 'optimistic' },
      of: ({ optimistic }) => optimistic?.accuracy,
      interval: () => null,
      difference: null,
    },
  ];
  const known = figures.filter(({ of }) => of(later) != null || of(earlier) != null);
  return html`
    <div class="scroll-wide" tabindex="0" role="region" aria-label=${words.figuresCaption}>
      <table class="figures" data-figures>
        <caption>${words.figuresCaption}</caption>
        <thead>
          <tr>
            <td></td><th scope="col">${words.earlier}</th><th scope="col">${words.later}</th>
            <th scope="col">${words.difference}</th><th scope="col">${words.interval}</th>
          </tr>
        </thead>
        <tbody>${known.map((figure) => figureRow(figure, later, earlier))}</tbody>
      </table>
    </div>`;
}

/** @param {Figure} figure @param {Run} later @param {Run} earlier */
function figureRow({ title, hint, name, of, interval, difference, write, writeDifference }, later, earlier) {
  const withSign = (/** @type {number} */ value) => signed(value, writeDifference);
  const cell = (/** @type {Run} */ run) => {
    const value = of(run);
    return html`<td>${value == null ? '–' : write(value)} ${intervalOf(`pair-${name}`, interval(run), write)}</td>`;
  };
  return html`
    <tr>
      <th scope="row">${title} ${hint ? html`<span class="hint">${hint}</span>` : nothing}</th>
      ${cell(earlier)} ${cell(later)}
      <td data-difference=${name} data-value=${difference?.value ?? ''}>${difference ? withSign(difference.value) : '–'}</td>
      <td>${difference?.interval ? range(difference.interval, withSign) : '–'}</td>
    </tr>`;
}

/** @param {Comparison} result */
function mcNemar({ mcNemarP }) {
  const p = html`<span data-metric="mcnemar" data-value=${mcNemarP}>${decimal(mcNemarP, 2)}</span>`;
  return html`<p class="hint">${words.mcNemar} ${p}. ${words.mcNemarCaution}</p>`;
}

customElements.define('agelens-run-pair', RunPair);
