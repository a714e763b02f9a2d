/** @import {AlbumState, AppState, Dataset, Trained} from '../types.d.ts' */
import { html, nothing } from 'lit';
import { strings } from '../strings.js';
import './album-ages.js';
import './album-chooser.js';
import './album-figures.js';
import './album-order.js';
import { whyNotTrain } from './album-words.js';
import { alertBox } from './alert.js';
import './job-progress.js';
import { LightElement } from './light-element.js';

/**
 * Ageing in time: photographs of one person, their ages together, and the network that reads them. Emits `album-read`,
 * `album-cleared` and `album-trained`, and what its chooser and its list emit.
 */
class AlbumPart extends LightElement {
  /** @override */
  static properties = {
    trained: { attribute: false },
    photographs: { attribute: false },
    album: { attribute: false },
    job: { attribute: false },
    error: { attribute: false },
  };

  constructor() {
    super();
    /** @type {Trained | null} */
    this.trained = null;
    /** @type {Dataset | null} */
    this.photographs = null;
    /** @type {AlbumState} */
    this.album = { photographs: [], answer: null };
    /** @type {AppState['job']} */
    this.job = null;
    /** @type {string | null} */
    this.error = null;
  }

  /** @override */
  render() {
    const { trained, album, job } = this;
    // Without ages there is no order to keep.
    if (!trained?.run.classValues) return nothing;
    const running = job?.kind === 'album' || job?.kind === 'train-album';
    const { photographs, answer } = album;
    return html`
      <section class="album" aria-labelledby="album-title">
        <h3 id="album-title" tabindex="-1">${strings.album.title}</h3>
        <p class="hint">${strings.album.what}</p>
        ${alertBox(this.error)}
        <agelens-album-chooser .disabled=${job !== null}></agelens-album-chooser>
        ${
          photographs.length > 0
            ? html`
              <agelens-album-order .photographs=${photographs} .disabled=${job !== null}></agelens-album-order>
              ${this.#actions(photographs.length)}`
            : nothing
        }
        ${running ? html`<agelens-job-progress .job=${job}></agelens-job-progress>` : nothing}
        ${
          answer && answer.by === trained.model
            ? html`<agelens-album-ages .said=${answer.said} .photographs=${photographs}></agelens-album-ages>`
            : nothing
        }
        ${this.#network(trained)}
      </section>`;
  }

  /** @param {number} count */
  #actions(count) {
    const busy = this.job !== null;
    return html`
      <p class="album-actions">
        <button type="button" class="primary" ?disabled=${busy || count < 2} @click=${() => this.emit('album-read')}>
          ${strings.album.read}
        </button>
        <button type="button" class="quiet" ?disabled=${busy} @click=${() => this.emit('album-cleared')}>${strings.album.clear}</button>
        ${count < 2 ? html`<span class="hint">${strings.album.tooFew}</span>` : nothing}
      </p>`;
  }

  /** @param {Trained} trained */
  #network(trained) {
    const network = trained.model.album;
    // Training again would make the same of the same photographs.
    if (network?.evaluation) {
      return html`<agelens-album-figures .evaluation=${network.evaluation}></agelens-album-figures>`;
    }
    const reason = whyNotTrain(trained, this.photographs);
    return html`
      <div class="album-network">
        <p class="hint">${network ? strings.album.unmeasured : strings.album.untrained}</p>
        ${
          reason
            ? html`<p class="waiting" data-why-not>${reason}</p>`
            : html`
              <p class="album-train">
                <button type="button" ?disabled=${this.job !== null} @click=${() => this.emit('album-trained')}>
                  ${strings.album.train}
                </button>
              </p>`
        }
      </div>`;
  }
}

customElements.define('agelens-album', AlbumPart);
