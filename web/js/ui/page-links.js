/** @import {PageId} from './route.js' */
import { html } from 'lit';
import { strings } from '../strings.js';
import { pageAddress } from './route.js';

/** Links to pages beside the work. @param {PageId[]} pages @param {PageId | null} shown */
export const pageLinks = (pages, shown) =>
  pages.map(
    (id) => html`
      <a href=${pageAddress(id)} aria-current=${id === shown ? 'page' : 'false'}>${strings.page.titles[id]}</a>`,
  );
