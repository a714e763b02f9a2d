// What the figures of a run were measured on and with, in words.
/** @import {Run, Settings} from '../types.d.ts' */
import { strings } from '../strings.js';
import { decimal, duration, moment, whole } from './format.js';
import { earlyStoppingSentence, LOSSES, METHODS, SCALINGS, trainingSentence } from './method-words.js';
import { cropSentence, deviceName } from './words.js';

const words = strings.facts;
const { names } = words;

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
  const known = run.persons < run.samples;
  const samples = number('samples', run.samples);
  const persons = number('persons', run.persons);
  return [
    fact(names.dataset, ...words.dataset(run.datasetName, samples, persons, known, run.rejected.length)),
    ...backbones.map(({ title, source, notice }) => fact(names.backbone, `${title} (${source}). ${notice ?? ''}`)),
    fact(names.crop, { key: 'crop', value: settings.crop, text: cropSentence(run) }),
    fact(
      names.embeddings,
      ...words.embedded(number('computed', run.embedded.computed), number('reused', run.embedded.reused)),
    ),
    fact(names.device, deviceName(run.device)),
    fact(names.method, METHODS[settings.method].title),
    ...(settings.method === 'neighbours' ? [] : [fact(names.loss, LOSSES[run.loss].title)]),
    fact(names.scaling, words.scaling(SCALINGS[settings.scaling])),
    fact(names.settings, trainingSentence(settings)),
    fact(names.earlyStopping, earlyStoppingSentence(settings)),
    fact(names.ensemble, settings.ensemble > 1 ? words.classifiers(whole(settings.ensemble)) : words.oneClassifier),
    fact(names.testCopies, settings.testCopies > 0 ? words.averaged(settings.testCopies) : words.photographAlone),
    fact(names.temperature, ...temperatureText(settings, temperature)),
    fact(names.trained, words.trained(moment(run.startedAt), duration(run.seconds.total))),
  ];
}

/** @param {string} name @param {(string | NamedValue)[]} text @returns {Fact} */
const fact = (name, ...text) => ({ name, text });

/** @param {string} key @param {number} value @returns {NamedValue} */
const number = (key, value) => ({ key, value, text: whole(value) });

/** @param {Settings} settings @param {number} temperature @returns {(string | NamedValue)[]} */
function temperatureText({ calibration }, temperature) {
  if (calibration === 'off') return [words.notFitted];
  const effect = temperature > 1 ? words.lessSure : temperature < 1 ? words.surer : '';
  return [{ key: 'temperature', value: temperature, text: decimal(temperature, 2) }, effect];
}
