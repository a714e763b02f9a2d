import { html } from 'lit';
import { strings } from '../strings.js';

/** @typedef {keyof typeof strings.results.parts} Part */

/**
 * A part of the results that few need: folded, under a heading that says what it holds. On paper it is unfolded.
 * @param {Part} part
 * @param {unknown} content
 */
export function resultsPart(part, content) {
  const { title, holds } = strings.results.parts[part];
  return html`
    <details class="part" id="results-${part}">
      <summary><h3 id="${part}-title" tabindex="-1">${title}</h3> <span class="hint">${holds}</span></summary>
      <div class="part-body">${content}</div>
    </details>`;
}

/** @param {{ address: string, title: string }[]} places */
export function resultsContents(places) {
  return html`
    <nav class="results-contents" aria-label=${strings.results.contents}>
      <ul>${places.map(({ address, title }) => html`<li><a href=${address}>${title}</a></li>`)}</ul>
    </nav>`;
}

/**
 * Unfolds what a link leads into, before the browser goes there.
 * @param {HTMLElement} results
 * @param {Event} event a click
 */
export function unfoldFor(results, { target }) {
  const hash = target instanceof Element && target.closest('a[href^="#"]')?.getAttribute('href');
  const place = hash && document.getElementById(hash.slice(1));
  const part = place && results.contains(place) ? place.closest('details.part') : null;
  if (part instanceof HTMLDetailsElement) part.open = true;
}
