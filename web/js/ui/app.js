/** @import {AppState} from '../types.d.ts' */
import { html, nothing } from 'lit';
import { strings } from '../strings.js';
import './classify.js';
import './job-bar.js';
import { partsOf } from './joined-name.js';
import { keepFocus } from './keep-focus.js';
import { LightElement } from './light-element.js';
import { outcomeOf, titleOf } from './page-title.js';
import './page-view.js';
import './photographs.js';
import './projects.js';
import './results.js';
import { pageAddress, routeOf } from './route.js';
import { settling } from './settling.js';
import './site-footer.js';
import './site-header.js';
import { stepLead } from './step-lead.js';
import './step-line.js';
import './step-nav.js';
import { steadySteps, stepsOf } from './steps.js';
import './train.js';
import './undo-bar.js';
import { resolvedProtocol } from './words.js';

/** @typedef {import('./steps.js').Step} Step */

/** Here a question mark is a letter. */
const WRITTEN_IN = 'input, select, textarea, [contenteditable]';

/** The user is back. */
const BACK = ['pointerdown', 'keydown', 'focus'];

/** The whole page, drawn from one AppState. What the user does comes out as events; see each element. */
export class AgelensApp extends LightElement {
  /** @override */
  static properties = { state: { attribute: false }, route: { state: true } };

  constructor() {
    super();
    /** @type {AppState | null} */
    this.state = null;
    /** @type {AppState | null} What the running job, or the last one, began from. */
    this.started = null;
    /** @type {Step[]} As they were drawn last. */
    this.steps = [];
    this.settling = settling(this);
    this.route = routeOf(location.hash);
    /** How far down the work was, while another page is read. */
    this.workAt = 0;
    /** @type {'done' | 'failed' | null} Of a long job that ended; the window's title says it until the user is back. */
    this.outcome = null;
  }

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    document.addEventListener('paste', this.#paste);
    window.addEventListener('dragover', refuseDrop);
    window.addEventListener('drop', refuseDrop);
    window.addEventListener('hashchange', this.#follow);
    window.addEventListener('keydown', this.#key);
    for (const back of BACK) window.addEventListener(back, this.#seen);
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('paste', this.#paste);
    window.removeEventListener('dragover', refuseDrop);
    window.removeEventListener('drop', refuseDrop);
    window.removeEventListener('hashchange', this.#follow);
    window.removeEventListener('keydown', this.#key);
    for (const back of BACK) window.removeEventListener(back, this.#seen);
  }

  #follow = () => {
    this.route = routeOf(location.hash);
  };

  /** @param {KeyboardEvent} event */
  #key = (event) => {
    const { key, target, ctrlKey, metaKey, altKey } = event;
    if (event.defaultPrevented || ctrlKey || metaKey || altKey || this.querySelector('dialog[open]')) return;
    if (key === '?' && !(target instanceof Element && target.matches(WRITTEN_IN)))
      location.hash = pageAddress('keyboard');
    if (key === 'Escape' && this.route) location.hash = '#work';
  };

  #seen = () => {
    if (!this.outcome) return;
    this.outcome = null;
    this.#name();
  };

  #name() {
    if (this.state) document.title = titleOf(this.state.job, this.route?.page ?? null, this.outcome);
  }

  /** Past header and steps, whichever page is shown. @param {Event} event */
  #skip(event) {
    event.preventDefault();
    const main = /** @type {HTMLElement | null} */ (this.querySelector('main:not([hidden])'));
    main?.scrollIntoView({ behavior: 'instant' });
    main?.focus({ preventScroll: true });
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
  willUpdate(changed) {
    if (changed.has('route') && this.route && !changed.get('route')) this.workAt = scrollY;
  }

  /** @override @param {Map<string, unknown>} changed */
  updated(changed) {
    if (changed.get('route') && !this.route) this.#return();
    // Before the keyboard is moved: it cannot go to what is not seen.
    this.settling.follow(this.state?.job ?? null);
    const before = /** @type {AppState | null | undefined} */ (changed.get('state'));
    if (before && this.state) {
      if (!before.job) this.started = before;
      keepFocus(this, before, this.state, this.started ?? before);
      this.outcome = this.state.job ? null : (outcomeOf(before, this.state) ?? this.outcome);
    }
    this.#name();
  }

  /** To where the work was left, or to the step that was asked for. */
  #return() {
    const place = location.hash === '#work' ? null : document.getElementById(location.hash.slice(1));
    if (place) place.scrollIntoView({ behavior: 'instant' });
    else scrollTo({ top: this.workAt, behavior: 'instant' });
  }

  /** @override */
  render() {
    const { state, route } = this;
    if (!state) return nothing;
    const { job, dataset, settings, manifest } = state;
    const names = partsOf(settings.backbone);
    const chosen = manifest.backbones.filter(({ name }) => names.includes(name));
    const steps = steadySteps(this.steps, stepsOf(state));
    this.steps = steps;
    return html`
      <a class="skip" href="#work" @click=${this.#skip}>${strings.page.skip}</a>
      <agelens-site-header .device=${state.device} .opening=${state.opening} .backbones=${chosen} .page=${route?.page ?? null}
        .offline=${state.offline} .hasThreads=${state.hasThreads} .isBusy=${job !== null}></agelens-site-header>
      <agelens-step-nav .steps=${steps} .away=${route !== null}></agelens-step-nav>
      <main id="work" tabindex="-1" ?hidden=${route !== null}>${this.#work(state, steps)}</main>
      ${route ? html`<agelens-page-view .page=${route.page} .section=${route.part}></agelens-page-view>` : nothing}
      <agelens-job-bar .job=${job} .protocol=${resolvedProtocol(settings.protocol, dataset)}></agelens-job-bar>
      <agelens-undo-bar .undo=${state.undo} .job=${job}></agelens-undo-bar>
      <agelens-site-footer .page=${route?.page ?? null}></agelens-site-footer>`;
  }

  /** @param {AppState} state @param {Step[]} steps */
  #work(state, steps) {
    const [first, second, third, fourth] = steps;
    const { job, dataset, settings, manifest, trained, errors } = state;
    return html`
      <agelens-projects .projects=${state.projects} .cacheBytes=${state.cacheBytes}
        .disabled=${job !== null}></agelens-projects>
      ${inStep(
        first,
        steps,
        html`
          <agelens-photographs .photographs=${dataset} .job=${job} .error=${errors.intake}
            .faces=${state.faces} .onlyShown=${state.onlyShown} .duplicates=${state.duplicates} .hasClassifier=${trained !== null}
            .opened=${state.projects.opened}></agelens-photographs>`,
      )}
      ${inStep(
        second,
        steps,
        html`
          <agelens-train .photographs=${dataset} .job=${job} .error=${errors.train} .settings=${settings}
            .manifest=${manifest} .ownBackbones=${state.ownBackbones} .deviceChoice=${state.deviceChoice}
            .history=${state.history} .search=${state.search} .backboneComparison=${state.backboneComparison}
            .cacheBytes=${state.cacheBytes} .preview=${state.preview}></agelens-train>`,
      )}
      ${inStep(
        third,
        steps,
        html`
          <agelens-results .trained=${trained} .job=${job} .runs=${state.runs}
            .comparison=${state.comparison} .photographs=${dataset} .exported=${state.exported}
            .error=${errors.export} .embeddingMap=${state.embeddingMap} .mapError=${errors.map}
            .meanMaps=${state.meanMaps} .meanMapsError=${errors.meanMaps}></agelens-results>`,
      )}
      ${inStep(
        fourth,
        steps,
        html`
          <agelens-classify .trained=${trained} .job=${job} .answer=${state.answer} .explanation=${state.explanation}
            .photographs=${dataset} .error=${errors.classify} .batch=${state.batch} .live=${state.live} .album=${state.album}
            .albumError=${errors.album}></agelens-classify>`,
      )}`;
  }
}

/** A step between the line that says what it needs and the way on. @param {Step | undefined} step @param {Step[]} steps @param {unknown} content */
function inStep(step, steps, content) {
  if (!step) return nothing;
  return html`
    <div class="step" id=${step.id}>
      ${step.isReady ? html`<agelens-step-line .step=${step}></agelens-step-line>` : nothing}
      ${content}
      ${stepLead(step, steps)}
    </div>`;
}

/** A drop beside the drop zones would make the browser leave the page for the photograph. @param {DragEvent} event */
function refuseDrop(event) {
  if (event.defaultPrevented) return;
  event.preventDefault();
  if (event.dataTransfer) event.dataTransfer.dropEffect = 'none';
}

customElements.define('agelens-app', AgelensApp);
