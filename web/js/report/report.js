// A run as one HTML file that needs nothing else: no script, no picture, no network. The same in the page and on the
// command line.
/** @import {Backbone, FaceDetector, Run, Trained} from '../types.d.ts' */
/** @import {Content} from './markup.js' */
import { drawCoverage } from '../charts/coverage-plot.js';
import { drawHistory, HISTORY_CHARTS } from '../charts/history-plot.js';
import { drawReliability } from '../charts/reliability-plot.js';
import { strings } from '../strings.js';
import { factsOf } from '../ui/fact-words.js';
import { count, megabytes, moment, range, whole } from '../ui/format.js';
import { headlineFigures } from '../ui/headline-figures.js';
import { optimisticSentence, plainSentence } from '../ui/headline-words.js';
import { personsAreKnown, wrongWorstFirst } from '../ui/run-order.js';
import {
  coverageSentence,
  intervalSentence,
  OPTIMISTIC,
  PROTOCOLS,
  protocolSentence,
  testedCount,
} from '../ui/words.js';
import { Markup, markup } from './markup.js';
import { modelCardOf } from './model-card.js';
import { STYLE } from './style.js';
import { averagesTable, classTable, confusionTable, personTable, singlesTable, wrongTable } from './tables.js';
import { writtenDocument } from './written-document.js';

/** In the units of a chart, which is as wide as its place. */
const CHART_WIDTH = 420;

/** Nothing is fetched and nothing runs, whatever the names of photographs and persons hold. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'";

/**
 * @param {Trained} trained
 * @param {string} version of Agelens
 * @returns {Uint8Array} the file
 */
export function writeReport({ run, model }, version) {
  const title = `Agelens report: ${run.datasetName}`;
  const page = markup`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8" />
<meta http-equiv="Content-Security-Policy" content="${POLICY}" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta name="generator" content="Agelens ${version}" />
<title>${title}</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
<header>
<h1>${run.datasetName}</h1>
<p class="soft">Agelens report. ${summaryOf(run)}</p>
</header>
<main>
${headline(run)}
${cautions(run)}
${section('Classes', markup`<div class="pair">${confusionTable(run)}${classTable(run)}</div>`)}
${section('Figures', markup`<div class="pair">${averagesTable(run)}${singlesTable(run)}</div>`)}
${personsAreKnown(run) ? section('Persons', personTable(run)) : ''}
${section('How sure it is', markup`<div class="pair">${reliability(run)}${coverage(run)}</div>`)}
${run.settings.method === 'neighbours' ? '' : section(strings.charts.history.caption, learningCurves(run))}
${section('Wrong predictions', wrong(run))}
${section('Model card', modelCard(run))}
${section(strings.facts.title, facts(run, model.temperature))}
${section('All settings', settingsList(run))}
</main>
<footer>
<p>Written by Agelens ${version}, which is released under the MIT licence. This file holds no photograph, runs no script and
needs no network.</p>
</footer>
</body>
</html>
`;
  return new TextEncoder().encode(page.text);
}

/** @param {string} title @param {Content} content */
const section = (title, content) => markup`<section>
<h2>${title}</h2>
${content}
</section>`;

/** @param {Run} run */
function summaryOf(run) {
  const of = run.persons < run.samples ? ` of ${count(run.persons, 'person', 'persons')}` : '';
  const classes = count(run.classNames.length, 'class', 'classes');
  const date = moment(run.startedAt);
  return markup`${count(run.samples, 'photograph')}${of} in ${classes}, trained <time datetime="${run.startedAt}">${date}</time>,
seed ${run.settings.seed}.`;
}

/** @param {Run} run */
function headline(run) {
  const figures = headlineFigures(run).map(
    ({ metric, value, interval, format, rough, name, hint }) => markup`
<div class="figure">
<p class="value" data-metric="${metric}" data-value="${value}">${format(value)}</p>
${interval ? markup`<p class="range">${range(interval, rough ?? format)}</p>` : ''}
<p class="name">${name}</p>
<p class="hint">${hint}</p>
</div>`,
  );
  const badge = run.protocol === 'seed' ? markup` <span class="badge">${OPTIMISTIC}</span>` : '';
  return markup`<p>${plainSentence(run)}</p>
<p class="protocol"><strong>${PROTOCOLS[run.protocol].title}.</strong>${badge} ${protocolSentence(run)}</p>
<div class="headline">${figures}
</div>
<p class="hint">${intervalSentence(run)}</p>
<p class="hint">${optimisticSentence(run)}</p>`;
}

/** @param {Run} run */
function cautions(run) {
  if (run.cautions.length === 0) return '';
  return markup`<div class="cautions" role="note">
<h3>${strings.results.cautions}</h3>
<ul>${run.cautions.map((sentence) => markup`<li>${sentence}</li>`)}</ul>
</div>`;
}

/** @param {Element} drawn in a written document */
const svgOf = (drawn) => new Markup(String(drawn));

/** @param {Run} run */
function reliability(run) {
  return markup`<figure>
<figcaption>${strings.charts.reliability.caption}</figcaption>
<p class="hint">${strings.charts.reliability.hint}</p>
<p class="axis">${strings.charts.reliability.axis}</p>
${svgOf(drawReliability(run.reliability, CHART_WIDTH, writtenDocument()))}
</figure>`;
}

/** @param {Run} run */
function coverage(run) {
  return markup`<figure>
<figcaption>${strings.charts.coverage.caption}</figcaption>
<p class="hint">${coverageSentence(run)}</p>
<p class="axis">${strings.charts.coverage.axis}</p>
${svgOf(drawCoverage(run.coverage, CHART_WIDTH, writtenDocument()))}
</figure>`;
}

/** @param {Run} run */
function learningCurves({ history, settings }) {
  const { overEpochs, series } = strings.charts.history;
  const charts = HISTORY_CHARTS.map(
    (chart) => markup`<figure>
<figcaption>${chart.title}</figcaption>
${svgOf(drawHistory(chart, history, settings.epochs, CHART_WIDTH, writtenDocument()))}
</figure>`,
  );
  return markup`<p class="hint">${overEpochs} <span class="key"></span>${series['held-out']} <span class="key training"></span>${series.training}</p>
<div class="pair">${charts}</div>`;
}

/** @param {Run} run */
function wrong(run) {
  const wrongs = wrongWorstFirst(run).length;
  const sentence = `${whole(wrongs)} of ${testedCount(run.predictions.length, run.protocol)} were answered wrongly.`;
  return markup`<p class="hint">${sentence}</p>${wrongs > 0 ? wrongTable(run) : ''}`;
}

/** @param {Run} run */
function modelCard(run) {
  return modelCardOf(run).map(
    ({ title, sentences }) => markup`<h3>${title}</h3>
<ul>${sentences.map((sentence) => markup`<li>${sentence}</li>`)}</ul>
`,
  );
}

/** @param {Run} run @param {number} temperature */
function facts(run, temperature) {
  const { backbones, faceDetector } = run;
  const texts = factsOf(run, temperature).map(({ name, text }) => ({
    name,
    text: text.map((part) => (typeof part === 'string' ? part : part.text)).join(''),
  }));
  return markup`<dl>${texts.map(({ name, text }) => definition(name, text))}
${backbones.map((backbone) => network(`Backbone ${backbone.name}`, backbone, backbone.trainedOn))}
${faceDetector ? network('Face detector', faceDetector, '') : ''}
</dl>`;
}

/**
 * @param {string} name
 * @param {Backbone | FaceDetector} network
 * @param {string} trainedOn
 */
function network(name, { title, licence, file, bytes, sha256 }, trainedOn) {
  const learnt = trainedOn && ` Trained on: ${trainedOn}.`;
  return definition(
    name,
    markup`${title}. Licence: ${licence}.${learnt} ${file}, ${megabytes(bytes)}, SHA-256 <code>${sha256}</code>`,
  );
}

/** @param {string} name @param {Content} text */
const definition = (name, text) => markup`
<div><dt>${name}</dt><dd>${text}</dd></div>`;

/** By the names under which `agelens --set` takes them. @param {Run} run */
function settingsList({ settings: { augmentation, ...settings } }) {
  const entries = [
    ...Object.entries(settings),
    ...Object.entries(augmentation).map(([name, value]) => [`augmentation.${name}`, value]),
  ];
  return markup`<dl class="settings">${entries.map(
    ([name, value]) => markup`
<div><dt><code>${`${name}`}</code></dt><dd>${Array.isArray(value) ? value.join(', ') || 'none' : String(value)}</dd></div>`,
  )}
</dl>`;
}
