import { html, nothing } from 'lit';
import { strings } from '../strings.js';
import { RunElement } from './run-element.js';

/** What the figures can and cannot mean, the gravest first. */
class Cautions extends RunElement {
  /** @override */
  render() {
    const sentences = this.run?.cautions ?? [];
    if (sentences.length === 0) return nothing;
    return html`
      <div class="cautions" role="note" aria-labelledby="cautions-title">
        <h3 id="cautions-title">${strings.results.cautions}</h3>
        <ul>${sentences.map((sentence) => html`<li data-caution>${sentence}</li>`)}</ul>
      </div>`;
  }
}

customElements.define('agelens-cautions', Cautions);
