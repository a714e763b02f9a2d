/** @import {Run} from '../types.d.ts' */
import { html, nothing } from 'lit';
import { decimal, percent } from './format.js';
import { RunElement } from './run-element.js';
import { accuracySentence, OPTIMISTIC, PROTOCOLS, protocolSentence } from './words.js';

/** The three figures to read first, and the protocol that gives them their meaning. */
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
        <div class="figure lead-figure">
          <p class="figure-value" data-metric="accuracy" data-value=${metrics.accuracy}>${percent(metrics.accuracy)}</p>
          <p class="figure-name">${accuracySentence(run)}</p>
          <p class="hint">Always guessing the commonest class would give ${percent(commonest)}.</p>
        </div>
        ${this.#others(run)}
      </div>`;
  }

  /** @param {Run} run */
  #others({ metrics: { withinOne, maeYears, f1 } }) {
    if (withinOne === null || maeYears === null) {
      const hint = 'Precision and recall together, each class counting the same.';
      return figure('headline-f1', f1.macro, percent(f1.macro), 'Macro F1', hint);
    }
    const near = 'Right, or the neighbouring class.';
    const off = 'Mean absolute error between true and predicted class.';
    return html`
      ${figure('within-one', withinOne, percent(withinOne), 'Within one age group', near)}
      ${figure('mae-years', maeYears, decimal(maeYears, 1), 'Years off on average', off)}`;
  }
}

/** @param {string} metric @param {number} value @param {string} text @param {string} name @param {string} hint */
function figure(metric, value, text, name, hint) {
  return html`
    <div class="figure">
      <p class="figure-value" data-metric=${metric} data-value=${value}>${text}</p>
      <p class="figure-name">${name}</p>
      <p class="hint">${hint}</p>
    </div>`;
}

customElements.define('agelens-headline', Headline);
