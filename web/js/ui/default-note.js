import { html, nothing } from 'lit';
import { strings } from '../strings.js';

const words = strings.train;

/**
 * What a setting is unless somebody changes it, and the way back.
 * @param {{name: string, label: string, usual: string | undefined, changed: boolean, reset: () => void}} setting
 *   `usual` in words; undefined where there is no usual value.
 */
export function defaultNote({ name, label, usual, changed, reset }) {
  if (usual === undefined) return nothing;
  const back = (/** @type {Event} */ { target }) => {
    const field = /** @type {HTMLElement} */ (target).closest('.field');
    reset();
    // The button goes away; the keyboard stays at the setting.
    /** @type {HTMLElement | null | undefined} */ (field?.querySelector('input, select'))?.focus();
  };
  return html`
    <span class="usual" data-usual=${name}>
      <span id="setting-${name}-usual">${changed ? words.usual(usual) : words.isUsual}</span>
      ${
        changed
          ? html`
            <button type="button" class="quiet small" aria-label=${words.resetTo(label, usual)} @click=${back}>${
              words.reset
            }</button>`
          : nothing
      }
    </span>`;
}
