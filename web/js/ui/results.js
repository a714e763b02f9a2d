/** @import {AppState, Dataset, MeanMaps, Trained, Run} from '../types.d.ts' */
/** @import {Behind, Known} from './behind-run.js' */
import { html, nothing } from 'lit';
import { strings } from '../strings.js';
import { changesSince, knownEntries, photographsBehind } from './behind-run.js';
import './cautions.js';
import './comparison.js';
import './confusion-table.js';
import './exports.js';
import './headline.js';
import { lazyPart } from './lazy-part.js';
import { LightElement } from './light-element.js';
import './map-details.js';
import './mean-maps.js';
import './metric-table.js';
import './mistakes.js';
import './per-class-table.js';
import './person-table.js';
import './run-changes.js';
import './run-facts.js';
import { coverageSentence } from './words.js';
import { yearsBins, yearsSentences } from './years-words.js';

/** Step 3: the figures of the run, with the protocol they were measured by. Emits `classifier-cleared`. */
class Results extends LightElement {
  /** @override */
  static properties = {
    trained: { attribute: false },
    job: { attribute: false },
    runs: { attribute: false },
    comparison: { attribute: false },
    photographs: { attribute: false },
    exported: { attribute: false },
    meanMaps: { attribute: false },
    meanMapsError: { attribute: false },
    error: { attribute: false },
    embeddingMap: { attribute: false },
    mapError: { attribute: false },
  };

  constructor() {
    super();
    /** @type {Trained | null} */
    this.trained = null;
    /** @type {AppState['job']} */
    this.job = null;
    /** @type {Run[]} */
    this.runs = [];
    /** @type {AppState['comparison']} */
    this.comparison = null;
    /** @type {Dataset | null} */
    this.photographs = null;
    /** @type {AppState['exported']} */
    this.exported = null;
    /** @type {MeanMaps | null} */
    this.meanMaps = null;
    /** @type {string | null} */
    this.meanMapsError = null;
    /** @type {string | null} Of an export. */
    this.error = null;
    /** @type {AppState['embeddingMap']} */
    this.embeddingMap = { map: null, neighbourhood: null, course: null, problem: null };
    /** @type {string | null} */
    this.mapError = null;
    // Observable Plot is half of the page's code.
    this.charts = lazyPart(this, () => import('../charts/all.js'));
    /** @type {{ startedAt: string, known: Known } | null} Photographs of the run that were here, also those that are moved now. */
    this.seen = null;
    /** @type {Map<string, Behind> | null} */
    this.behind = null;
    this.changes = 0;
  }

  /** @override @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (this.trained) this.charts.need();
    if (!changed.has('trained') && !changed.has('photographs')) return;
    const { trained, photographs } = this;
    this.behind = null;
    this.changes = 0;
    const known = trained && knownEntries(trained.run, photographs);
    if (!trained || !photographs || !known) return;
    const { run } = trained;
    const earlier = this.seen?.startedAt === run.startedAt ? this.seen.known : [];
    this.seen = { startedAt: run.startedAt, known: new Map([...earlier, ...known]) };
    this.behind = photographsBehind(run, this.seen.known, photographs);
    this.changes = changesSince(run, this.behind, photographs);
  }

  /** @override */
  render() {
    return html`
      <section aria-labelledby="results-title">
        <h2 id="results-title" tabindex="-1">${strings.results.title}</h2>
        ${this.trained ? this.#figures(this.trained) : html`<p class="waiting">${strings.results.waiting}</p>`}
      </section>`;
  }

  /** @param {Trained} trained */
  #figures(trained) {
    const { run, model } = trained;
    const { behind } = this;
    const busy = this.job !== null;
    return html`
      <agelens-headline .run=${run}></agelens-headline>
      <agelens-cautions .run=${run}></agelens-cautions>
      <div class="what-went-wrong">
        <agelens-run-changes .changes=${this.changes} .disabled=${busy}></agelens-run-changes>
        <agelens-confusion-table .run=${run} .behind=${behind} .disabled=${busy}></agelens-confusion-table>
        <agelens-mistakes .run=${run} .behind=${behind} .disabled=${busy}></agelens-mistakes>
      </div>
      ${this.charts.alert()}
      <agelens-years-off .bins=${yearsBins(run)} .sentences=${yearsSentences(run)}></agelens-years-off>
      <agelens-per-class-table .run=${run}></agelens-per-class-table>
      <agelens-person-table .run=${run} .behind=${behind} .disabled=${busy}></agelens-person-table>
      <div class="chart-pair">
        <agelens-reliability-diagram .bins=${run.reliability}></agelens-reliability-diagram>
        <agelens-coverage-curve .points=${run.coverage} .sentence=${coverageSentence(run)}></agelens-coverage-curve>
      </div>
      <agelens-metric-table .run=${run}></agelens-metric-table>
      <agelens-comparison .run=${run} .runs=${this.runs} .comparison=${this.comparison}
        .photographs=${this.photographs}></agelens-comparison>
      ${this.#curves(run)}
      <agelens-map-details .trained=${trained} .photographs=${this.photographs} .job=${this.job}
        .state=${this.embeddingMap} .error=${this.mapError}></agelens-map-details>
      <agelens-mean-maps .trained=${trained} .meanMaps=${this.meanMaps} .photographs=${this.photographs} .job=${this.job}
        .error=${this.meanMapsError}></agelens-mean-maps>
      <agelens-run-facts .run=${run} .model=${model}></agelens-run-facts>
      <agelens-exports .run=${run} .photographs=${this.photographs} .job=${this.job} .exported=${this.exported}
        .error=${this.error}></agelens-exports>
      ${this.#clear()}`;
  }

  /** @param {Run} run */
  #curves({ history, settings }) {
    // Neighbours learn nothing over epochs.
    if (settings.method === 'neighbours') return nothing;
    return html`
      <agelens-learning-curves .history=${history} .epochs=${settings.epochs}></agelens-learning-curves>`;
  }

  #clear() {
    return html`
      <p class="clear">
        <button type="button" class="quiet" ?disabled=${this.job !== null} @click=${() => this.emit('classifier-cleared')}>
          ${strings.results.clear}
        </button>
      </p>`;
  }
}

customElements.define('agelens-results', Results);
