/** @import {AppState, Dataset, MeanMaps, Run} from '../types.d.ts' */
import { html, nothing } from 'lit';
import { alertBox } from './alert.js';
import './job-progress.js';
import { LightElement } from './light-element.js';

/** What the classifier looks at on average, on demand: it takes as long as embedding. Emits `mean-maps-requested`. */
class MeanMapsPanel extends LightElement {
  /** @override */
  static properties = {
    run: { attribute: false },
    meanMaps: { attribute: false },
    photographs: { attribute: false },
    job: { attribute: false },
    error: { attribute: false },
  };

  constructor() {
    super();
    /** @type {Run | null} */
    this.run = null;
    /** @type {MeanMaps | null} */
    this.meanMaps = null;
    /** @type {Dataset | null} */
    this.photographs = null;
    /** @type {AppState['job']} */
    this.job = null;
    /** @type {string | null} */
    this.error = null;
  }

  /** @override */
  updated() {
    // Few look at it: it is loaded when there is something to draw.
    if (this.meanMaps) import('./mean-map-grid.js');
  }

  /** @override */
  render() {
    const { run, job, meanMaps } = this;
    if (!run) return nothing;
    return html`
      <section class="mean-maps-panel" aria-labelledby="mean-maps-title">
        <h3 id="mean-maps-title" tabindex="-1">What it looks at</h3>
        ${alertBox(this.error)}
        ${
          job?.kind === 'mean-maps'
            ? html`<agelens-job-progress .job=${job}></agelens-job-progress>`
            : html`
              <p class="hint">${this.#hint()}</p>
              <button type="button" data-mean-maps ?disabled=${job !== null || !this.#canBe()}
                @click=${() => this.emit('mean-maps-requested')}>Mean map of each class</button>`
        }
        ${
          meanMaps?.startedAt === run.startedAt
            ? html`<agelens-mean-map-grid .meanMaps=${meanMaps}></agelens-mean-map-grid>`
            : nothing
        }
      </section>`;
  }

  #canBe() {
    return this.photographs !== null && !this.photographs.features && this.run?.settings.method !== 'neighbours';
  }

  #hint() {
    if (this.run?.settings.method === 'neighbours')
      return 'Nearest neighbours have no maps: their votes have no gradient.';
    if (!this.photographs) return 'It needs the photographs that were trained on: choose their folder again.';
    if (this.photographs.features) return 'Features came without their photographs, so there is nothing to draw on.';
    return 'Which places of its own photographs speak for a class, on average. Every photograph is looked at once more.';
  }
}

customElements.define('agelens-mean-maps', MeanMapsPanel);
