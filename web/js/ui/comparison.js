/** @import {AppState, Dataset, Run} from '../types.d.ts' */
import { html, nothing } from 'lit';
import { strings } from '../strings.js';
import './choice.js';
import { areComparable, runTitle } from './comparison-words.js';
import { lazyPart } from './lazy-part.js';
import { RunElement } from './run-element.js';
import './run-table.js';

const words = strings.runs;

/**
 * The runs of this project, and two of them side by side. Emits `comparison-chosen` {startedAt, of}, of the earlier run and
 * the later, null where they are not compared; through its parts `run-removed` {startedAt}, `setting-changed` {patch} and
 * `photographs-filtered` {paths}.
 */
class RunComparison extends RunElement {
  /** @override */
  static properties = {
    runs: { attribute: false },
    comparison: { attribute: false },
    photographs: { attribute: false },
    ofRun: { state: true },
    withRun: { state: true },
  };

  constructor() {
    super();
    /** @type {Run[]} */
    this.runs = [];
    /** @type {AppState['comparison']} */
    this.comparison = null;
    /** @type {Dataset | null} */
    this.photographs = null;
    /** What was chosen here, by when it started; null: nothing yet. @type {string | null} */
    this.ofRun = null;
    /** @type {string | null} */
    this.withRun = null;
    this.pair = lazyPart(this, () => import('./run-pair.js'));
  }

  /** @override @param {Map<string, any>} changed */
  willUpdate(changed) {
    if (!changed.has('run') || changed.get('run')?.startedAt === this.run?.startedAt) return;
    this.ofRun = null;
    this.withRun = null;
  }

  /** The later of the two, those before it, and the earlier. */
  get #chosen() {
    const { runs, comparison } = this;
    const of = this.ofRun ?? comparison?.of ?? this.run?.startedAt;
    const at = runs.findIndex(({ startedAt }) => startedAt === of);
    // One that was removed meanwhile is compared with nothing.
    if (at < 0) return { first: runs[0], others: runs.slice(1), second: null };
    const others = runs.slice(at + 1);
    const chosen = this.withRun ?? comparison?.with;
    return { first: runs[at], others, second: others.find(({ startedAt }) => startedAt === chosen) ?? null };
  }

  /** @override */
  render() {
    const { run, runs } = this;
    const { first, others, second } = this.#chosen;
    if (!run || !first || runs.length < 2) return nothing;
    if (second) this.pair.need();
    const of = { name: 'comparison-of', label: words.later, hint: words.laterHint, value: first.startedAt };
    const earlier = {
      name: 'comparison',
      label: words.earlier,
      hint: words.earlierHint,
      value: second?.startedAt ?? '',
    };
    return html`
      <section class="comparison" aria-labelledby="runs-title">
        <agelens-run-table .runs=${runs} .run=${run}></agelens-run-table>
        <div class="run-choice">
          ${this.#choice(of, runs.slice(0, -1).map(optionOf), (value) => {
            this.ofRun = value;
            this.withRun = '';
            this.emit('comparison-chosen', { startedAt: null, of: value });
          })}
          ${this.#choice(earlier, [{ value: '', title: words.none }, ...others.map(optionOf)], (value) => {
            this.ofRun = first.startedAt;
            this.withRun = value;
            const other = others.find(({ startedAt }) => startedAt === value);
            const compared = other && areComparable(first, other) ? value : null;
            this.emit('comparison-chosen', { startedAt: compared, of: first.startedAt });
          })}
        </div>
        ${this.pair.alert()}
        ${second ? this.#pairOf(first, second) : nothing}
      </section>`;
  }

  /**
   * @param {{ name: string, label: string, hint: string, value: string }} select
   * @param {{ value: string, title: string }[]} options
   * @param {(value: string) => void} take
   */
  #choice({ name, label, hint, value }, options, take) {
    return html`
      <agelens-choice .name=${name} .label=${label} .options=${options} .value=${value} .hint=${hint}
        @choice-made=${(/** @type {CustomEvent} */ { detail }) => take(detail.value)}></agelens-choice>`;
  }

  /** @param {Run} later @param {Run} earlier */
  #pairOf(later, earlier) {
    const { comparison } = this;
    const isOfThese = comparison?.with === earlier.startedAt && comparison.of === later.startedAt;
    return html`
      <agelens-run-pair .later=${later} .earlier=${earlier} .result=${isOfThese ? comparison.result : null}
        .photographs=${this.photographs}></agelens-run-pair>`;
  }
}

/** @param {Run} run */
const optionOf = (run) => ({ value: run.startedAt, title: runTitle(run) });

customElements.define('agelens-comparison', RunComparison);
