/** @import {Optimistic} from '../types.d.ts' */
/** @import {Figure} from './headline-figures.js' */
import { html, nothing } from 'lit';
import { strings } from '../strings.js';
import { figureHelp } from './figure-help.js';
import { percent } from './format.js';
import { headlineFigures } from './headline-figures.js';
import { plainSentence } from './headline-words.js';
import { intervalOf } from './interval.js';
import { RunElement } from './run-element.js';
import { intervalSentence, OPTIMISTIC, PROTOCOLS, protocolSentence } from './words.js';

/**
 * What the run comes to, in a sentence that needs no figures; the figures to read first, how certain they are, and the
 * protocol that gives them their meaning. Beside them the number that a random split would have shown, and why it means less.
 */
class Headline extends RunElement {
  /** @override */
  render() {
    const { run } = this;
    if (!run) return nothing;
    return html`
      <p class="plainly" data-headline>${plainSentence(run)}</p>
      <p class="protocol">
        <strong data-protocol=${run.protocol}>${PROTOCOLS[run.protocol].title}</strong>
        ${run.protocol === 'seed' ? html`<span class="badge" data-optimistic>${OPTIMISTIC}</span>` : nothing}
        <span>${protocolSentence(run)}</span>
      </p>
      <div class="headline">
        <div class="headline-figures">
          ${headlineFigures(run).map((one, index) => figure(index === 0 ? 'lead-figure' : '', one))}
        </div>
        <p class="hint" data-interval-note>${intervalSentence(run)}</p>
        ${run.optimistic ? optimistic(run.optimistic) : nothing}
      </div>`;
  }
}

/** @param {Optimistic} optimistic */
function optimistic({ accuracy }) {
  const { optimistic: name, optimisticHint } = strings.results;
  return html`
    <div class="optimistic">
      <p>
        <span class="optimistic-value" data-metric="optimistic-accuracy" data-value=${accuracy}>${percent(accuracy)}</span>
        <span class="figure-name">${name}</span>
      </p>
      <p class="hint">${optimisticHint}</p>
    </div>`;
}

/** @param {string} look @param {Figure} figure */
function figure(look, { metric, value, interval, format, rough, name, hint }) {
  return html`
    <div class="figure ${look}">
      <p class="figure-value" data-metric=${metric} data-value=${value}>${format(value)}</p>
      ${interval ? html`<p class="figure-range">${intervalOf(metric, interval, rough ?? format)}</p>` : nothing}
      <p class="figure-name">${name} ${figureHelp(metric.replace('headline-', ''), name)}</p>
      <p class="hint">${hint}</p>
    </div>`;
}

customElements.define('agelens-headline', Headline);
