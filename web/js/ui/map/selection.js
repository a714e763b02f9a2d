/** @import {Described} from './words.js' */
import { html, nothing } from 'lit';
import { strings } from '../../strings.js';
import { whole } from '../format.js';

const SHOWN = 100;

/**
 * What is selected, as a table.
 * @param {Described[]} points
 * @param {{filter: (() => void) | null, clear: () => void}} actions `filter`: null where there are no photographs to show.
 */
export function selection(points, { filter, clear }) {
  const photographs = new Set(points.map(({ path }) => path)).size;
  return html`
    <div class="map-selection">
      <p role="status" data-selected=${points.length}>
        ${points.length === 0 ? strings.map.nothingSelected : strings.map.selected(points.length, photographs)}
      </p>
      ${points.length === 0 ? nothing : selected(points, filter, clear)}
    </div>`;
}

/** @param {Described[]} points @param {(() => void) | null} filter @param {() => void} clear */
function selected(points, filter, clear) {
  const named = points.some(({ person }) => person !== null);
  return html`
    <p class="map-buttons">
      ${filter ? html`<button type="button" data-filter @click=${filter}>${strings.map.filter}</button>` : nothing}
      <button type="button" class="quiet" data-clear @click=${clear}>${strings.map.clear}</button>
    </p>
    <div class="scroll-list" tabindex="0" role="region" aria-label=${strings.map.selectedPoints}>
      <table class="figures">
        <thead>
          <tr>
            <th scope="col">${strings.map.photograph}</th><th scope="col">${strings.map.class}</th>
            ${named ? html`<th scope="col">${strings.map.person}</th>` : nothing}<th scope="col">${strings.map.takenFor}</th>
          </tr>
        </thead>
        <tbody>
          ${points.slice(0, SHOWN).map(
            ({ path, copy, className, person, taken }) => html`
              <tr>
                <th scope="row"><code>${path}</code> ${copy > 0 ? html`<span class="hint">${strings.map.copy(copy)}</span>` : nothing}</th>
                <td>${className}</td>
                ${named ? html`<td>${person}</td>` : nothing}
                <td>${taken ?? '–'}</td>
              </tr>`,
          )}
        </tbody>
      </table>
      ${points.length > SHOWN ? html`<p class="hint">${strings.map.more(whole(points.length - SHOWN))}</p>` : nothing}
    </div>`;
}
