/** @import {Group} from './colouring.js' */
import { html, nothing, svg } from 'lit';
import { strings } from '../../strings.js';
import { whole } from '../format.js';

const SHOWN = 40;

/**
 * What colours and shapes mean. Each entry selects its points: a lasso for the keyboard.
 * @param {Group[]} groups
 * @param {(points: number[]) => void} select
 */
export function legend(groups, select) {
  return html`
    <ul class="map-legend" aria-label=${strings.map.legend}>
      ${groups.slice(0, SHOWN).map(
        (group) => html`
          <li>
            <button type="button" class="quiet" data-group=${group.name} @click=${() => select(group.points)}
              aria-label=${strings.map.select(group.name, group.points.length)}>
              ${swatch(group)} <span>${group.name}</span>
            </button>
          </li>`,
      )}
      ${groups.length > SHOWN ? html`<li class="hint">${strings.map.more(whole(groups.length - SHOWN))}</li>` : nothing}
    </ul>`;
}

/** The same for a file, at which nothing can be pressed. @param {Group[]} groups */
export const keyOf = (groups) => html`
  <span class="key">
    ${groups.slice(0, SHOWN).map((group) => html`<span data-series=${group.name}>${swatch(group)} ${group.name}</span>`)}
  </span>`;

/** @param {Group} group */
function swatch({ colour, shape }) {
  return html`<svg class="swatch" viewBox="0 0 14 14" aria-hidden="true">${outline(colour, shape)}</svg>`;
}

/** @param {string} colour @param {Group['shape']} shape */
function outline(colour, shape) {
  if (shape === 'square') return svg`<rect x="2" y="2" width="10" height="10" fill=${colour}></rect>`;
  if (shape === 'diamond') return svg`<path d="M7 1l6 6-6 6-6-6z" fill=${colour}></path>`;
  if (shape === 'triangle') return svg`<path d="M7 1l6 11H1z" fill=${colour}></path>`;
  if (shape === 'ring')
    return svg`<circle cx="7" cy="7" r="4.5" fill="none" stroke-width="2" stroke=${colour}></circle>`;
  return svg`<circle cx="7" cy="7" r="5.5" fill=${colour}></circle>`;
}
