/** @import {AppState} from '../types.d.ts' */
import { html, nothing } from 'lit';
import { partsOf } from './joined-name.js';
import './classify.js';
import { keepFocus } from './keep-focus.js';
import { LightElement } from './light-element.js';
import './photographs.js';
import './projects.js';
import './results.js';
import './site-header.js';
import './step-nav.js';
import { stepsOf } from './steps.js';
import './train.js';
import './undo-bar.js';

/** The whole page, drawn from one AppState. What the user does comes out as events; see each element. */
export class AgelensApp extends LightElement {
  /** @override */
  static properties = { state: { attribute: false } };

  constructor() {
    super();
    /** @type {AppState | null} */
    this.state = null;
    /** @type {AppState | null} What the running job, or the last one, began from. */
    this.started = null;
  }

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    document.addEventListener('paste', this.#paste);
    window.addEventListener('dragover', refuseDrop);
    window.addEventListener('drop', refuseDrop);
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('paste', this.#paste);
    window.removeEventListener('dragover', refuseDrop);
    window.removeEventListener('drop', refuseDrop);
  }

  /** @param {ClipboardEvent} event */
  #paste = (event) => {
    const files = [...(event.clipboardData?.files ?? [])].filter(({ type }) => type.startsWith('image/'));
    if (event.defaultPrevented || files.length === 0 || !this.state?.trained || this.state.job) return;
    event.preventDefault();
    if (files.length > 1) this.emit('photos-chosen', { files });
    else this.emit('photo-chosen', { file: files[0] });
  };

  /** @override @param {Map<string, unknown>} changed */
  updated(changed) {
    const before = /** @type {AppState | null | undefined} */ (changed.get('state'));
    if (!before || !this.state) return;
    if (!before.job) this.started = before;
    keepFocus(this, before, this.state, this.started ?? before);
  }

  /** @override */
  render() {
    const { state } = this;
    if (!state) return nothing;
    const { job, dataset, settings, manifest, trained, errors } = state;
    const names = partsOf(settings.backbone);
    const chosen = manifest.backbones.filter(({ name }) => names.includes(name));
    return html`
      <agelens-site-header .device=${state.device} .backbones=${chosen}
        .offline=${state.offline} .hasThreads=${state.hasThreads} .job=${job}></agelens-site-header>
      <agelens-step-nav .steps=${stepsOf(state)}></agelens-step-nav>
      <main>
        <agelens-projects .projects=${state.projects} .cacheBytes=${state.cacheBytes}
          .disabled=${job !== null}></agelens-projects>
        <agelens-photographs id="photographs" .photographs=${dataset} .job=${job} .error=${errors.intake}
          .faces=${state.faces} .onlyShown=${state.onlyShown} .duplicates=${state.duplicates} .hasClassifier=${trained !== null} .opened=${state.projects.opened}></agelens-photographs>
        <agelens-train id="train" .photographs=${dataset} .job=${job} .error=${errors.train} .settings=${settings}
          .manifest=${manifest} .ownBackbones=${state.ownBackbones} .deviceChoice=${state.deviceChoice} .history=${state.history}
          .search=${state.search} .backboneComparison=${state.backboneComparison}
          .cacheBytes=${state.cacheBytes} .preview=${state.preview}></agelens-train>
        <agelens-results id="results" .trained=${trained} .job=${job} .runs=${state.runs}
          .comparison=${state.comparison} .photographs=${dataset} .exported=${state.exported}
          .error=${errors.export} .embeddingMap=${state.embeddingMap} .mapError=${errors.map}
          .meanMaps=${state.meanMaps} .meanMapsError=${errors.meanMaps}></agelens-results>
        <agelens-classify id="classify" .trained=${trained} .job=${job} .answer=${state.answer} .explanation=${state.explanation}
          .photographs=${dataset} .error=${errors.classify} .batch=${state.batch} .live=${state.live} .album=${state.album} .albumError=${errors.album}></agelens-classify>
      </main>
      <agelens-undo-bar .undo=${state.undo} .job=${job}></agelens-undo-bar>`;
  }
}

/** A drop beside the drop zones would make the browser leave the page for the photograph. @param {DragEvent} event */
function refuseDrop(event) {
  if (event.defaultPrevented) return;
  event.preventDefault();
  if (event.dataTransfer) event.dataTransfer.dropEffect = 'none';
}

customElements.define('agelens-app', AgelensApp);
