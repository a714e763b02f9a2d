/** @import {Figure} from './headline-figures.js' */
import { html, nothing } from 'lit';
import { headlineFigures } from './headline-figures.js';
import { intervalOf } from './interval.js';
import { RunElement } from './run-element.js';
import { intervalSentence, OPTIMISTIC, PROTOCOLS, protocolSentence } from './words.js';

/** The three figures to read first, how certain they are, and the protocol that gives them their meaning. */
class Headline extends RunElement {
  /** @override */
  render() {
    const { run } = this;
    if (!run) return nothing;
    const figures = headlineFigures(run);
    return html`
      <p class="protocol">
        <strong data-protocol=${run.protocol}>${PROTOCOLS[run.protocol].title}</strong>
        ${run.protocol === 'seed' ? html`<span class="badge" data-optimistic>${OPTIMISTIC}</span>` : nothing}
        <span>${protocolSentence(run)}</span>
      </p>
      <div class="headline">
        <div class="headline-figures">
          ${figures.map((one, index) => figure(index === 0 ? 'lead-figure' : '', one))}
        </div>
        <p class="hint" data-interval-note>${intervalSentence(run)}</p>
      </div>`;
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
