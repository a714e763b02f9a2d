import { html } from 'lit';
import { strings } from '../strings.js';
import { pageAddress } from './route.js';

/**
 * A link to what a figure means.
 * @param {string} id of an entry in strings/en-pages.js
 * @param {string} name
 */
export const figureHelp = (id, name) => html`
  <a class="figure-help" href=${pageAddress('numbers', id)} aria-label=${strings.page.whatIs(name)}></a>`;
