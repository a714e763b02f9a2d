/** @import {PageWords} from '../../strings.js' */
import { html } from 'lit';
import { pageAddress } from '../route.js';
import { section } from './sections.js';

/** Each figure for those who only read it, and for those who compute it. @param {PageWords} words */
export function draw({ numbers }) {
  const { groups } = numbers;
  return html`
    <p class="lead">${numbers.lead}</p>
    <ul class="page-index">
      ${groups.flatMap(({ entries }) =>
        entries.map(({ id, name }) => html`<li><a href=${pageAddress('numbers', id)}>${name}</a></li>`),
      )}
    </ul>
    ${groups.map(({ title, entries }) =>
      section(
        title,
        entries.map(
          ({ id, name, plain, exact }) => html`
            <div class="page-entry">
              <h4 id="numbers-${id}" tabindex="-1">${name}</h4>
              <p>${plain}</p>
              <p class="hint"><b>${numbers.exact}:</b> ${exact}</p>
            </div>`,
        ),
      ),
    )}`;
}
