/** @import {PageWords} from '../../strings.js' */
import { html } from 'lit';
import { strings } from '../../strings.js';
import { pageAddress } from '../route.js';
import { dataFlow } from './data-flow.js';
import { paragraphs, section } from './sections.js';

/** @param {PageWords} words */
export function draw({ howItWorks }) {
  return html`
    <p class="lead">${howItWorks.lead}</p>
    <div class="page-pair">
      <figure class="data-flow">${dataFlow(howItWorks.picture)}</figure>
      <div>
        ${howItWorks.sections.map(({ title, paragraphs: texts }) => section(title, paragraphs(texts)))}
        <p>${howItWorks.more} <a href=${pageAddress('numbers')}>${strings.page.titles.numbers}</a></p>
      </div>
    </div>`;
}
