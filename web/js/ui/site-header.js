/** @import {AppState, Backbone, Device} from '../types.d.ts' */
import { html, nothing } from 'lit';
import { strings } from '../strings.js';
import { LightElement } from './light-element.js';
import { pageLinks } from './page-links.js';
import { pageAddress } from './route.js';
import './update-notice.js';
import { deviceName } from './words.js';

const words = strings.page;

/** Privacy is linked by the promise. @type {import('./route.js').PageId[]} */
const LINKED = ['how-it-works', 'numbers', 'keyboard'];

/** Name, promise, and what the work runs on. */
class SiteHeader extends LightElement {
  /** @override */
  static properties = {
    device: { attribute: false },
    opening: { attribute: false },
    backbones: { attribute: false, hasChanged: isAnotherList },
    offline: { attribute: false },
    hasThreads: { attribute: false },
    isBusy: { attribute: false },
    page: { attribute: false },
  };

  constructor() {
    super();
    /** @type {Device | null} */
    this.device = null;
    /** @type {AppState['opening']} */
    this.opening = null;
    /** @type {Backbone[]} */
    this.backbones = [];
    /** @type {AppState['offline']} */
    this.offline = { state: 'preparing', message: '', update: null };
    this.hasThreads = true;
    this.isBusy = false;
    /** @type {import('./route.js').PageId | null} */
    this.page = null;
  }

  /** @override */
  render() {
    const { state, message, update } = this.offline;
    const warnings = this.backbones.map(({ notice }) => notice);
    const notices = [state === 'incomplete' ? message : '', ...warnings, this.device?.notice].filter(Boolean);
    const threads = this.device?.kind === 'wasm' && !this.hasThreads ? words.noThreads : '';
    const titles = this.backbones.map(({ title }) => title).join(' + ') || words.loading;
    return html`
      <header class="site-header">
        <div class="brand">
          <svg class="brand-mark" viewBox="0 0 64 64" aria-hidden="true">
            <circle cx="32" cy="32" r="26" stroke-width="5"></circle>
            <circle cx="31" cy="32.6" r="16.4" stroke-width="4" opacity=".75"></circle>
            <circle cx="30" cy="33.4" r="7.6" stroke-width="3.4" opacity=".5"></circle>
          </svg>
          <h1>${words.name}</h1>
          <p class="privacy"><a href=${pageAddress('privacy')}>${words.promise}</a></p>
        </div>
        <nav class="site-pages" aria-label=${words.help}>
          ${pageLinks(LINKED, this.page)}
        </nav>
        <dl class="status">
          <div><dt>${words.device}</dt><dd data-status="device">${deviceName(this.device)}${threads}</dd></div>
          <div><dt>${words.backbone}</dt><dd data-status="backbone">${titles}${this.#opening()}</dd></div>
          <div>
            <dt>${words.offline}</dt>
            <dd data-status="offline" data-state=${state} title=${message}>${words.offlineStates[state]}</dd>
          </div>
        </dl>
        <agelens-update-notice .offer=${update} .isBusy=${this.isBusy}></agelens-update-notice>
        ${notices.map((notice) => html`<p class="notice" data-notice>${notice}</p>`)}
      </header>`;
  }

  #opening() {
    if (!this.opening) return nothing;
    const { done, total } = this.opening;
    return html`<progress class="opening" aria-label=${strings.backbones.opening} max=${total} value=${done}></progress>`;
  }
}

/** Chosen anew for each state, most often the same. @param {Backbone[]} list @param {Backbone[] | undefined} before */
function isAnotherList(list, before) {
  return list.length !== before?.length || list.some((backbone, index) => backbone !== before[index]);
}

customElements.define('agelens-site-header', SiteHeader);
