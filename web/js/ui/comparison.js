/** @import {AppState, Comparison, Difference, Run} from '../types.d.ts' */
import { html, nothing } from 'lit';
import './choice.js';
import { comparableRuns, runTitle, verdictSentence } from './comparison-words.js';
import { decimal, range, signed } from './format.js';
import { RunElement } from './run-element.js';
import { testedCount } from './words.js';

const HINT = 'Both runs tested the same photographs, so what they share cancels out.';

/** How the run differs from an earlier one of this visit. Emits `comparison-chosen` {startedAt: string | null}. */
class RunComparison extends RunElement {
  /** @override */
  static properties = { runs: { attribute: false }, comparison: { attribute: false } };

  constructor() {
    super();
    /** @type {Run[]} */
    this.runs = [];
    /** @type {AppState['comparison']} */
    this.comparison = null;
  }

  /** @override */
  render() {
    const { run } = this;
    const others = run ? comparableRuns(run, this.runs) : [];
    if (!run || others.length === 0) return nothing;
    const chosen = this.comparison;
    const options = [
      { value: '', title: 'No other run' },
      ...others.map((other) => ({ value: other.startedAt, title: runTitle(other) })),
    ];
    return html`
      <div class="comparison">
        <h3>Compare with an earlier run</h3>
        <agelens-choice .name=${'comparison'} .label=${'Earlier run'} .options=${options} .value=${chosen?.with ?? ''}
          .hint=${HINT} @choice-made=${this.#chosen}></agelens-choice>
        ${others.some(({ startedAt }) => startedAt === chosen?.with) && chosen ? result(chosen.result, run) : nothing}
      </div>`;
  }

  /** @param {CustomEvent} event */
  #chosen({ detail }) {
    this.emit('comparison-chosen', { startedAt: detail.value || null });
  }
}

/** @param {Comparison} comparison @param {Run} run */
function result(comparison, run) {
  const { accuracy, maeYears, logLoss, onlyFirstRight, onlySecondRight, mcNemarP } = comparison;
  return html`
    <p class="verdict" role="status" data-verdict>${verdictSentence(comparison, run)}</p>
    <table class="figures">
      <caption>This run less the earlier one</caption>
      <thead>
        <tr><td></td><th scope="col">Difference</th><th scope="col">95% interval</th></tr>
      </thead>
      <tbody>
        ${row('Accuracy', 'in percentage points', 'accuracy', accuracy, (share) => decimal(share * 100, 1))}
        ${maeYears ? row('Years off', 'lower is better', 'mae-years', maeYears, (years) => decimal(years, 1)) : nothing}
        ${row('Log loss', 'lower is better', 'log-loss', logLoss, (loss) => decimal(loss, 2))}
      </tbody>
    </table>
    <p data-only-this=${onlySecondRight} data-only-earlier=${onlyFirstRight}>
      Only this run is right on ${testedCount(onlySecondRight, run.protocol)}, only the earlier one on
      ${testedCount(onlyFirstRight, run.protocol)}.
    </p>
    <p class="hint">
      McNemar’s test of these two numbers: p = <span data-metric="mcnemar" data-value=${mcNemarP}>${decimal(
        mcNemarP,
        2,
      )}</span>. It takes
      photographs as independent, which those of one person are not; the intervals, by resampling persons, do not.
    </p>`;
}

/**
 * @param {string} title
 * @param {string} hint
 * @param {string} name
 * @param {Difference} difference
 * @param {(value: number) => string} format
 */
function row(title, hint, name, { value, interval }, format) {
  const withSign = (/** @type {number} */ end) => signed(end, format);
  return html`
    <tr>
      <th scope="row">${title} <span class="hint">${hint}</span></th>
      <td data-difference=${name} data-value=${value}>${withSign(value)}</td>
      <td>${interval ? range(interval, withSign) : '–'}</td>
    </tr>`;
}

customElements.define('agelens-comparison', RunComparison);
