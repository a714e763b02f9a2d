/** @import {FileEntry} from '../../types.d.ts' */
/** @import {Described} from './words.js' */
import { html, nothing } from 'lit';
import '../thumbnail.js';

/** The photograph of a point, and what is known of it. @param {{described: Described, entry: FileEntry | undefined} | null} shown */
export function card(shown) {
  if (!shown) return html`<p class="map-card hint">Point at a photograph to see it.</p>`;
  const { path, copy, person, className, taken, right } = shown.described;
  return html`
    <div class="map-card" data-shown=${path}>
      ${
        shown.entry
          ? html`<agelens-thumbnail .entry=${shown.entry} .whole=${true} role="img"
              aria-label="The photograph ${path}"></agelens-thumbnail>`
          : nothing
      }
      <p><code>${path}</code>${copy > 0 ? html` <span class="hint">copy ${copy}</span>` : nothing}</p>
      <dl>
        <div><dt>Class</dt><dd>${className}</dd></div>
        ${person === null ? nothing : html`<div><dt>Person</dt><dd>${person}</dd></div>`}
        <div><dt>Taken for</dt><dd>${taken === null ? 'not tested' : `${taken}${right ? '' : ', wrong'}`}</dd></div>
      </dl>
    </div>`;
}
