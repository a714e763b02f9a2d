/** @import {FileEntry} from '../../types.d.ts' */
/** @import {Described} from './words.js' */
import { html, nothing } from 'lit';
import { strings } from '../../strings.js';
import '../thumbnail.js';

/** The photograph of a point, and what is known of it. @param {{described: Described, entry: FileEntry | undefined} | null} shown */
export function card(shown) {
  if (!shown) return html`<p class="map-card hint">${strings.map.pointAt}</p>`;
  const { path, copy, person, className, taken, right } = shown.described;
  return html`
    <div class="map-card" data-shown=${path}>
      ${
        shown.entry
          ? html`<agelens-thumbnail .entry=${shown.entry} .whole=${true} role="img"
              aria-label=${strings.map.thePhotograph(path)}></agelens-thumbnail>`
          : nothing
      }
      <p><code>${path}</code>${copy > 0 ? html` <span class="hint">${strings.map.copy(copy)}</span>` : nothing}</p>
      <dl>
        <div><dt>${strings.map.class}</dt><dd>${className}</dd></div>
        ${person === null ? nothing : html`<div><dt>${strings.map.person}</dt><dd>${person}</dd></div>`}
        <div><dt>${strings.map.takenFor}</dt><dd>${taken === null ? strings.map.notTested : right ? taken : strings.map.wrongly(taken)}</dd></div>
      </dl>
    </div>`;
}
