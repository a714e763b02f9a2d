/** @import {Model, Settings} from '../types.d.ts' */
import { html, nothing } from 'lit';
import { count, decimal, duration, moment, whole } from './format.js';
import { earlyStoppingSentence, LOSSES, METHODS, SCALINGS, trainingSentence } from './method-words.js';
import { RunElement } from './run-element.js';
import { cropSentence, deviceName } from './words.js';

/** What the figures were measured on and with, so that somebody else can repeat them. */
class RunFacts extends RunElement {
  /** @override */
  static properties = { model: { attribute: false } };

  constructor() {
    super();
    /** @type {Model | null} */
    this.model = null;
  }

  /** @override */
  render() {
    const { run } = this;
    if (!run) return nothing;
    const { settings, backbones } = run;
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
        ${backbones.map(({ title, source, notice }) => fact('Backbone', `${title} (${source}). ${notice ?? ''}`))}
        ${fact('Crop', html`<span data-run="crop">${cropSentence(run)}</span>`)}
        ${fact(
          'Embeddings',
          html`<span data-run="computed" data-value=${run.embedded.computed}>${whole(run.embedded.computed)}</span> computed,
          <span data-run="reused" data-value=${run.embedded.reused}>${whole(run.embedded.reused)}</span> kept from earlier`,
        )}
        ${fact('Device', deviceName(run.device))}
        ${fact('Method', METHODS[settings.method].title)}
        ${settings.method === 'neighbours' ? nothing : fact('Loss', LOSSES[run.loss].title)}
        ${fact('Scaling', `embeddings ${SCALINGS[settings.scaling]}`)}
        ${fact('Settings', trainingSentence(settings))}
        ${fact('Early stopping', earlyStoppingSentence(settings))}
        ${fact('Ensemble', settings.ensemble > 1 ? `${whole(settings.ensemble)} classifiers, averaged` : 'one classifier')}
        ${fact('Test copies', settings.testCopies > 0 ? `answers averaged over the photograph and ${count(settings.testCopies, 'copy', 'copies')}` : 'none: the photograph alone')}
        ${fact('Temperature', this.#temperature(settings.calibration))}
        ${fact('Trained', `${moment(run.startedAt)}, in ${duration(run.seconds.total)}`)}
      </dl>`;
  }

  /** @param {Settings['calibration']} calibration */
  #temperature(calibration) {
    const temperature = this.model?.temperature ?? 1;
    if (calibration === 'off') return 'not fitted';
    const effect = temperature > 1 ? ': answers are made less sure' : temperature < 1 ? ': answers are made surer' : '';
    return html`<span data-run="temperature" data-value=${temperature}>${decimal(temperature, 2)}</span>${effect}`;
  }
}

/** @param {string} name @param {unknown} value */
function fact(name, value) {
  return html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
}

customElements.define('agelens-run-facts', RunFacts);
