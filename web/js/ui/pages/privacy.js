/** @import {PageWords} from '../../strings.js' */
import { html, nothing } from 'lit';
import { paragraphs, section, table } from './sections.js';

/** @param {PageWords} words */
export function draw({ privacy }) {
  return html`
    <p class="lead">${privacy.lead}</p>
    ${privacy.sections.map(({ title, paragraphs: texts = [], head = [], rows }) =>
      section(title, [paragraphs(texts), rows ? table(title, head, rows) : nothing]),
    )}`;
}
