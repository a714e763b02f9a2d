/** @import {MapRequest} from '../../types.d.ts' */
import { html } from 'lit';
import { strings } from '../../strings.js';

/**
 * What is to be drawn.
 * @param {MapRequest} request
 * @param {{busy: boolean, title: string, change: (patch: Partial<MapRequest>) => void, draw: () => void}} options
 *   `title`: of the button.
 */
export function requestForm({ method, perplexity, copies }, { busy, title, change, draw }) {
  const submitted = (/** @type {Event} */ event) => {
    event.preventDefault();
    if (!busy) draw();
  };
  return html`
    <form class="map-form" @submit=${submitted}>
      <div class="field">
        <label for="map-method">${strings.map.method}</label>
        <select id="map-method" @change=${(/** @type {any} */ { target }) => change({ method: target.value })}>
          <option value="tsne" .selected=${method === 'tsne'}>${strings.map.methods.tsne}</option>
          <option value="pca" .selected=${method === 'pca'}>${strings.map.methods.pca}</option>
        </select>
      </div>
      <div class="field" ?hidden=${method !== 'tsne'}>
        <label for="map-perplexity">${strings.map.perplexity}</label>
        <input id="map-perplexity" type="number" min="2" max="100" step="1" required ?disabled=${method !== 'tsne'} .value=${`${perplexity}`}
          aria-describedby="map-perplexity-hint"
          @change=${(/** @type {any} */ { target }) => target.validity.valid && change({ perplexity: target.valueAsNumber })} />
        <p class="hint" id="map-perplexity-hint">${strings.map.perplexityHint}</p>
      </div>
      <label class="map-tick">
        <input type="checkbox" .checked=${copies}
          @change=${(/** @type {any} */ { target }) => change({ copies: target.checked })} />
        ${strings.map.withCopies}
      </label>
      <button type="submit" class="primary" data-draw-map ?disabled=${busy}>${title}</button>
    </form>`;
}
