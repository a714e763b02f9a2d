/** @import {AppState, Dataset, MeanMaps, Trained, Run} from '../types.d.ts' */
/** @import {Behind, Known} from './behind-run.js' */
/** @import {Part} from './results-part.js' */
import { html, nothing } from 'lit';
import { strings } from '../strings.js';
import { changesSince, knownEntries, photographsBehind } from './behind-run.js';
import './cautions.js';
import './comparison.js';
import './confusion-table.js';
import './exports.js';
import './headline.js';
import { inSlices } from './in-slices.js';
import { jobOf } from './job-property.js';
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
import { resultsContents, resultsPart, unfoldFor } from './results-part.js';
import { coverageSentence } from './words.js';
import { yearsBins, yearsSentences } from './years-words.js';

/** What is drawn a frame later than the part above it. */
const SLICES = 5;

/** Step 3: the figures of the run, with the protocol they were measured by. Emits `classifier-cleared`. */
class Results extends LightElement {
  /** @override */
  static properties = {
    trained: { attribute: false },
    job: jobOf('results'),
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
    this.charts = lazyPart(this, () => import('./results-charts.js'));
    /** @type {{ startedAt: string, known: Known } | null} Photographs of the run that were here, also those that are moved now. */
    this.seen = null;
    /** @type {Map<string, Behind> | null} */
    this.behind = null;
    this.changes = 0;
    /** @type {import('./years-words.js').YearsBin[]} */
    this.yearsBins = [];
    /** @type {string[]} */
    this.yearsSentences = [];
    /** @type {ReturnType<typeof inSlices<Trained>>} */
    this.slices = inSlices(this, SLICES);
  }

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    document.addEventListener('click', this.#unfold);
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('click', this.#unfold);
  }

  #unfold = (/** @type {Event} */ event) => unfoldFor(this, event);

  /** @override @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (this.trained) this.charts.need();
    if (!changed.has('trained') && !changed.has('photographs')) return;
    const { trained, photographs } = this;
    // A chart is drawn anew when its figures are others, not the same ones made again.
    if (changed.has('trained')) {
      this.slices.show(trained);
      this.yearsBins = trained ? yearsBins(trained.run) : [];
      this.yearsSentences = trained ? yearsSentences(trained.run) : [];
    }
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

  /** What is looked at first comes first. @param {Trained} trained */
  #figures(trained) {
    const { run } = trained;
    const { behind } = this;
    const [, wrong, tables, sure, further] = this.slices.shown;
    const busy = this.job !== null;
    return html`
      <agelens-headline .run=${run}></agelens-headline>
      <agelens-cautions .run=${run}></agelens-cautions>
      ${resultsContents(this.#places())}
      <div class="what-went-wrong">
        <agelens-run-changes .changes=${this.changes} .disabled=${busy}></agelens-run-changes>
        <agelens-confusion-table .run=${run} .behind=${behind} .disabled=${busy}></agelens-confusion-table>
        ${wrong ? html`<agelens-mistakes .run=${wrong.run} .behind=${behind} .disabled=${busy}></agelens-mistakes>` : nothing}
      </div>
      ${this.charts.alert()}
      ${
        tables
          ? html`
            <agelens-years-off id="years-off" .bins=${this.yearsBins} .sentences=${this.yearsSentences}></agelens-years-off>`
          : nothing
      }
      ${sure ? resultsPart('figures', this.#moreFigures(sure)) : nothing}
      ${further ? this.#further(further) : nothing}`;
  }

  /** @param {Trained} trained */
  #further(trained) {
    const { run } = trained;
    return html`
      ${this.#hasRuns ? resultsPart('runs', this.#comparison(run)) : nothing}
      ${resultsPart('inside', this.#inside(trained))}
      ${resultsPart(
        'exports',
        html`
          <agelens-exports .run=${run} .photographs=${this.photographs} .job=${this.job} .exported=${this.exported}
            .error=${this.error}></agelens-exports>`,
      )}
      ${this.#clear()}`;
  }

  get #hasRuns() {
    return this.runs.length > 1;
  }

  #places() {
    const { confusion, parts, yearsShort } = strings.results;
    const folded = /** @type {const} */ (['figures', ...(this.#hasRuns ? ['runs'] : []), 'inside', 'exports']);
    return [
      { address: '#confusion-caption', title: confusion.title },
      { address: '#mistakes-title', title: strings.mistakes.short },
      ...(this.yearsBins.length > 0 ? [{ address: '#years-off', title: yearsShort }] : []),
      ...folded.map((part) => ({ address: `#${part}-title`, title: parts[/** @type {Part} */ (part)].title })),
    ];
  }

  /** @param {Trained} trained */
  #moreFigures({ run, model }) {
    return html`
      <agelens-per-class-table .run=${run}></agelens-per-class-table>
      <agelens-person-table .run=${run} .behind=${this.behind} .disabled=${this.job !== null}></agelens-person-table>
      <div class="chart-pair">
        <agelens-reliability-diagram .bins=${run.reliability}></agelens-reliability-diagram>
        <agelens-coverage-curve .points=${run.coverage} .sentence=${coverageSentence(run)}></agelens-coverage-curve>
      </div>
      <agelens-metric-table .run=${run}></agelens-metric-table>
      ${this.#curves(run)}
      <agelens-run-facts .run=${run} .model=${model}></agelens-run-facts>`;
  }

  /** @param {Run} run */
  #comparison(run) {
    return html`
      <agelens-comparison .run=${run} .runs=${this.runs} .comparison=${this.comparison}
        .photographs=${this.photographs}></agelens-comparison>`;
  }

  /** @param {Trained} trained */
  #inside(trained) {
    return html`
      <agelens-map-details .trained=${trained} .photographs=${this.photographs} .job=${this.job}
        .state=${this.embeddingMap} .error=${this.mapError}></agelens-map-details>
      <agelens-mean-maps .trained=${trained} .meanMaps=${this.meanMaps} .photographs=${this.photographs} .job=${this.job}
        .error=${this.meanMapsError}></agelens-mean-maps>`;
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
