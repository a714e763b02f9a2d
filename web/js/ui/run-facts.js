import { html, nothing } from 'lit';
import { count, duration, moment, whole } from './format.js';
import { RunElement } from './run-element.js';
import { deviceName } from './words.js';

/** What the figures were measured on and with, so that somebody else can repeat them. */
class RunFacts extends RunElement {
  /** @override */
  render() {
    const { run } = this;
    if (!run) return nothing;
    const { settings, backbone } = run;
    const rejected = run.rejected.length;
    const refused = `, ${count(rejected, 'file')} refused`;
    const known = run.persons < run.samples;
    return html`
      <dl class="facts" aria-label="How these figures came about">
        ${fact(
          'Dataset',
          html`${run.datasetName}:
            <span data-run="samples">${whole(run.samples)}</span> photographs ${known ? 'of' : 'counted as'}
            <span data-run="persons">${whole(run.persons)}</span> persons${rejected > 0 ? refused : ''}`,
        )}
        ${fact('Backbone', `${backbone.title} (${backbone.source}). ${backbone.notice ?? ''}`)}
        ${fact('Device', deviceName(run.device))}
        ${fact(
          'Settings',
          `seed ${settings.seed}, ${count(settings.copies, 'copy', 'copies')}, ${count(settings.epochs, 'epoch')}, ` +
            `learning rate ${settings.learningRate}, batch ${settings.batchSize}, ` +
            `hidden units ${settings.hiddenUnits.join(', ') || 'none'}, dropout ${settings.dropout}`,
        )}
        ${fact('Trained', `${moment(run.startedAt)}, in ${duration(run.seconds.total)}`)}
      </dl>`;
  }
}

/** @param {string} name @param {unknown} value */
function fact(name, value) {
  return html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
}

customElements.define('agelens-run-facts', RunFacts);
