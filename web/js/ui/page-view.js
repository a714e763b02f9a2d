/** @import {PageId} from './route.js' */
/** @import {PageWords} from '../strings.js' */
import { html } from 'lit';
import { pageWords, strings } from '../strings.js';
import { lazyPart } from './lazy-part.js';
import { LightElement } from './light-element.js';
import { pageLinks } from './page-links.js';
import { PAGES } from './route.js';

const words = strings.page;

/** @type {Record<PageId, () => Promise<{draw: (words: PageWords) => unknown}>>} */
const LOAD = {
  'how-it-works': () => import('./pages/how-it-works.js'),
  numbers: () => import('./pages/numbers.js'),
  privacy: () => import('./pages/privacy.js'),
  keyboard: () => import('./pages/keyboard.js'),
};

/** One of the pages beside the work, loaded when it is asked for. What runs goes on meanwhile. */
class PageView extends LightElement {
  /** @override */
  static properties = {
    page: { attribute: false },
    section: { attribute: false },
    drawn: { state: true },
  };

  constructor() {
    super();
    /** @type {PageId} */
    this.page = 'how-it-works';
    /** @type {string | null} */
    this.section = null;
    /** @type {{page: PageId, content: unknown} | null} */
    this.drawn = null;
    /** The reader has not been taken to it yet. */
    this.isNew = true;
    this.loading = lazyPart(this, () => this.#load());
  }

  async #load() {
    const { page } = this;
    const [texts, { draw }] = await Promise.all([pageWords(), LOAD[page]()]);
    if (page === this.page) this.drawn = { page, content: draw(texts) };
  }

  /** @override @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('page')) this.loading.need();
    if (changed.has('page') || changed.has('section')) this.isNew = true;
  }

  /** @override */
  updated() {
    if (!this.isNew || this.drawn?.page !== this.page) return;
    this.isNew = false;
    const place = this.section ? document.getElementById(`${this.page}-${this.section}`) : null;
    const heading = /** @type {HTMLElement | null} */ (place ?? this.querySelector('h2'));
    if (!place) scrollTo({ top: 0, behavior: 'instant' });
    heading?.focus({ preventScroll: !place });
  }

  /** @override */
  render() {
    const isHere = this.drawn?.page === this.page;
    return html`
      <main class="page" tabindex="-1">
        <nav class="page-nav" aria-label=${words.pages}>
          <a href="#work">← ${words.backToWork}</a>
          ${pageLinks(PAGES, this.page)}
        </nav>
        ${this.loading.alert()}
        <article class="page-text" aria-busy=${!isHere}>
          <h2 tabindex="-1">${words.titles[this.page]}</h2>
          ${isHere ? this.drawn?.content : html`<p class="waiting">${words.loadingPage}</p>`}
        </article>
      </main>`;
  }
}

customElements.define('agelens-page-view', PageView);
