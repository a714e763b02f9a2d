/** @import {PageWords} from '../../strings.js' */
import { html } from 'lit';
import { section, table } from './sections.js';

/** @param {PageWords} words */
export function draw({ keyboard }) {
  return html`
    <p class="lead">${keyboard.lead}</p>
    ${keyboard.groups.map(({ title, rows }) => section(title, table(title, keyboard.head, rows.map(rowOf))))}`;
}

/** @param {(string | string[])[]} row */
const rowOf = ([keys, does]) => [[keys].flat().map((key) => html`<kbd>${key}</kbd> `), does];
