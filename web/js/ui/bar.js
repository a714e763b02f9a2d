import { html, svg } from 'lit';

/**
 * A horizontal bar, drawn as SVG because its length is then an attribute that no style policy forbids.
 * It repeats a number that stands beside it, so it is hidden from screen readers.
 * @param {number} fraction 0 to 1
 */
export function bar(fraction) {
  const width = Number.isFinite(fraction) ? Math.min(1, Math.max(0, fraction)) * 100 : 0;
  return html`<svg class="bar" aria-hidden="true">${svg`
    <rect class="bar-track" width="100%" height="100%" rx="3"></rect>
    <rect class="bar-value" width=${`${width}%`} height="100%" rx="3"></rect>`}</svg>`;
}
