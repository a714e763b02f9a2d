// What the figures of a run were measured on and with, in words.
/** @import {Run, Settings} from '../types.d.ts' */
import { count, decimal, duration, moment, whole } from './format.js';
import { earlyStoppingSentence, LOSSES, METHODS, SCALINGS, trainingSentence } from './method-words.js';
import { cropSentence, deviceName } from './words.js';

/**
 * @typedef {{ key: string, value: string | number, text: string }} NamedValue
 * @typedef {{ name: string, text: (string | NamedValue)[] }} Fact The texts follow one another.
 */

/**
 * @param {Run} run
 * @param {number} temperature of the model
 * @returns {Fact[]}
 */
export function factsOf(run, temperature) {
  const { settings, backbones } = run;
  const refused = run.rejected.length > 0 ? `, ${count(run.rejected.length, 'file')} refused` : '';
  const known = run.persons < run.samples;
  return [
    fact(
      'Dataset',
      `${run.datasetName}: `,
      number('samples', run.samples),
      ` photographs ${known ? 'of' : 'counted as'} `,
      number('persons', run.persons),
      ` persons${refused}`,
    ),
    ...backbones.map(({ title, source, notice }) => fact('Backbone', `${title} (${source}). ${notice ?? ''}`)),
    fact('Crop', { key: 'crop', value: settings.crop, text: cropSentence(run) }),
    fact(
      'Embeddings',
      number('computed', run.embedded.computed),
      ' computed, ',
      number('reused', run.embedded.reused),
      ' kept from earlier',
    ),
    fact('Device', deviceName(run.device)),
    fact('Method', METHODS[settings.method].title),
    ...(settings.method === 'neighbours' ? [] : [fact('Loss', LOSSES[run.loss].title)]),
    fact('Scaling', `embeddings ${SCALINGS[settings.scaling]}`),
    fact('Settings', trainingSentence(settings)),
    fact('Early stopping', earlyStoppingSentence(settings)),
    fact('Ensemble', settings.ensemble > 1 ? `${whole(settings.ensemble)} classifiers, averaged` : 'one classifier'),
    fact('Test copies', testCopiesSentence(settings)),
    fact('Temperature', ...temperatureText(settings, temperature)),
    fact('Trained', `${moment(run.startedAt)}, in ${duration(run.seconds.total)}`),
  ];
}

/** @param {string} name @param {(string | NamedValue)[]} text @returns {Fact} */
const fact = (name, ...text) => ({ name, text });

/** @param {string} key @param {number} value @returns {NamedValue} */
const number = (key, value) => ({ key, value, text: whole(value) });

/** @param {Settings} settings */
function testCopiesSentence({ testCopies }) {
  if (testCopies === 0) return 'none: the photograph alone';
  return `answers averaged over the photograph and ${count(testCopies, 'copy', 'copies')}`;
}

/** @param {Settings} settings @param {number} temperature */
function temperatureText({ calibration }, temperature) {
  if (calibration === 'off') return ['not fitted'];
  const effect = temperature > 1 ? ': answers are made less sure' : temperature < 1 ? ': answers are made surer' : '';
  return [{ key: 'temperature', value: temperature, text: decimal(temperature, 2) }, effect];
}
