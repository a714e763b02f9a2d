import { html, nothing } from 'lit';
import { strings } from '../strings.js';
import { LightElement } from './light-element.js';
import { pageLinks } from './page-links.js';
import { PAGES } from './route.js';

const words = strings.page;

/** Written by the build. @type {HTMLMetaElement | null} */
const meta = document.querySelector('meta[name=version]');
const version = meta?.content;

/** What else there is to read, and whose work this is. */
class SiteFooter extends LightElement {
  /** @override */
  static properties = { page: { attribute: false } };

  constructor() {
    super();
    /** @type {import('./route.js').PageId | null} */
    this.page = null;
  }

  /** @override */
  render() {
    return html`
      <footer class="site-footer">
        <nav aria-label=${words.pages}>${pageLinks(PAGES, this.page)}</nav>
        <p class="colophon">
          <span>${words.footer}</span>
          ${version ? html`<span>${words.version(version)}</span>` : nothing}
          <a href="LICENSE.txt" target="_blank" rel="noopener">${words.licence}</a>
          <a href="THIRD-PARTY-NOTICES.txt" target="_blank" rel="noopener">${words.notices}</a>
        </p>
      </footer>`;
  }
}

customElements.define('agelens-site-footer', SiteFooter);
