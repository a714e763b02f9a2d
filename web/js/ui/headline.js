/** @import {Interval, Run} from '../types.d.ts' */
import { html, nothing } from 'lit';
import { decimal, percent } from './format.js';
import { intervalOf } from './interval.js';
import { RunElement } from './run-element.js';
import { accuracySentence, intervalSentence, OPTIMISTIC, PROTOCOLS, protocolSentence } from './words.js';

/**
 * @typedef {{
 *   metric: string, value: number, interval: Interval | null | undefined, format: (value: number) => string,
 *   rough?: (value: number) => string, name: string, hint: string,
 * }} Figure `rough` is how the ends of the interval are written.
 */

const yearsOf = (/** @type {number} */ years) => decimal(years, 1);
const rough = (/** @type {number} */ share) => percent(share, 0);

/** The three figures to read first, how certain they are, and the protocol that gives them their meaning. */
class Headline extends RunElement {
  /** @override */
  render() {
    const { run } = this;
    if (!run) return nothing;
    const { metrics } = run;
    const commonest = Math.max(0, ...metrics.perClass.map(({ support }) => support)) / metrics.count;
    return html`
      <p class="protocol">
        <strong data-protocol=${run.protocol}>${PROTOCOLS[run.protocol].title}</strong>
        ${run.protocol === 'seed' ? html`<span class="badge" data-optimistic>${OPTIMISTIC}</span>` : nothing}
        <span>${protocolSentence(run)}</span>
      </p>
      <div class="headline">
        <div class="headline-figures">
          ${figure('lead-figure', {
            metric: 'accuracy',
            value: metrics.accuracy,
            interval: run.intervals?.accuracy,
            format: percent,
            rough,
            name: accuracySentence(run),
            hint: `Always guessing the commonest class would give ${percent(commonest)}.`,
          })}
          ${this.#others(run).map((other) => figure('', other))}
        </div>
        <p class="hint" data-interval-note>${intervalSentence(run)}</p>
      </div>`;
  }

  /** @param {Run} run @returns {Figure[]} */
  #others({ metrics: { withinOne, maeYears, f1 }, intervals }) {
    if (withinOne === null || maeYears === null) {
      return [
        {
          metric: 'headline-f1',
          value: f1.macro,
          interval: intervals?.f1.macro,
          format: percent,
          rough,
          name: 'Macro F1',
          hint: 'Precision and recall together, each class counting the same.',
        },
      ];
    }
    return [
      {
        metric: 'within-one',
        value: withinOne,
        interval: intervals?.withinOne,
        format: percent,
        rough,
        name: 'Within one age group',
        hint: 'Right, or the neighbouring class.',
      },
      {
        metric: 'mae-years',
        value: maeYears,
        interval: intervals?.maeYears,
        format: yearsOf,
        name: 'Years off on average',
        hint: 'Mean absolute error between true and predicted class.',
      },
    ];
  }
}

/** @param {string} look @param {Figure} figure */
function figure(look, { metric, value, interval, format, rough, name, hint }) {
  return html`
    <div class="figure ${look}">
      <p class="figure-value" data-metric=${metric} data-value=${value}>${format(value)}</p>
      ${interval ? html`<p class="figure-range">${intervalOf(metric, interval, rough ?? format)}</p>` : nothing}
      <p class="figure-name">${name}</p>
      <p class="hint">${hint}</p>
    </div>`;
}

customElements.define('agelens-headline', Headline);
