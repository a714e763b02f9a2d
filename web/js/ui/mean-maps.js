/** @import {AppState, Dataset, MeanMaps, Trained} from '../types.d.ts' */
import { html, nothing } from 'lit';
import { strings } from '../strings.js';
import { alertBox } from './alert.js';
import './job-progress.js';
import { lazyPart } from './lazy-part.js';
import { LightElement } from './light-element.js';
import { isTrainedOn } from './trained-on.js';

const words = strings.why.mean;

/** What the classifier looks at on average, on demand: it takes as long as embedding. Emits `mean-maps-requested`. */
class MeanMapsPanel extends LightElement {
  /** @override */
  static properties = {
    trained: { attribute: false },
    meanMaps: { attribute: false },
    photographs: { attribute: false },
    job: { attribute: false },
    error: { attribute: false },
  };

  constructor() {
    super();
    /** @type {Trained | null} */
    this.trained = null;
    /** @type {MeanMaps | null} */
    this.meanMaps = null;
    /** @type {Dataset | null} */
    this.photographs = null;
    /** @type {AppState['job']} */
    this.job = null;
    /** @type {string | null} */
    this.error = null;
    this.grid = lazyPart(this, () => import('./mean-map-grid.js'));
  }

  /** @override @param {Map<string, unknown>} changed */
  updated(changed) {
    if (changed.has('meanMaps') && this.meanMaps) this.grid.need();
  }

  /** @override */
  render() {
    const { trained, job, meanMaps } = this;
    if (!trained) return nothing;
    const reason = this.#whyNot(trained);
    return html`
      <section class="mean-maps-panel" aria-labelledby="mean-maps-title">
        <h3 id="mean-maps-title" tabindex="-1">${words.title}</h3>
        ${alertBox(this.error)} ${this.grid.alert()}
        ${
          job?.kind === 'mean-maps'
            ? html`<agelens-job-progress .job=${job}></agelens-job-progress>`
            : html`
              <p class="hint">${reason ?? words.hint}</p>
              <button type="button" data-mean-maps ?disabled=${job !== null || reason !== null}
                @click=${() => this.emit('mean-maps-requested')}>${words.make}</button>`
        }
        ${
          meanMaps?.startedAt === trained.run.startedAt
            ? html`<agelens-mean-map-grid .meanMaps=${meanMaps}></agelens-mean-map-grid>`
            : nothing
        }
      </section>`;
  }

  /** Why there can be none now; null where there can. @param {Trained} trained */
  #whyNot(trained) {
    const { photographs } = this;
    if (trained.run.settings.method === 'neighbours') return words.noGradient;
    if (photographs?.features) return words.onlyFeatures;
    if (!photographs || !isTrainedOn(trained, photographs)) return words.needsPhotographs;
    return null;
  }
}

customElements.define('agelens-mean-maps', MeanMapsPanel);
