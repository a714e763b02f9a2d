/** @import {Step} from './steps.js' */
import { html, nothing } from 'lit';
import { strings } from '../strings.js';

/** At the end of a step: the way on, the louder where that is what there is to do now. @param {Step} step @param {Step[]} steps */
export function stepLead({ next, isReady }, steps) {
  if (!next?.href) return nothing;
  const isNext = steps.some(({ id, isNext: now }) => now && next.href === `#${id}`);
  return html`
    <p class="step-lead">
      <a class=${isReady ? `button ${isNext ? 'primary' : ''}` : ''} href=${next.href}>${isReady ? `${strings.page.next}: ` : ''}${next.title}</a>
    </p>`;
}
