/** @import {Step} from './steps.js' */
import { html, nothing } from 'lit';
import { strings } from '../strings.js';

/** At the end of a step: the way on. @param {Step} step */
export function stepLead({ next, isReady }) {
  if (!next?.href) return nothing;
  return html`
    <p class="step-lead">
      <a class=${isReady ? 'button primary' : ''} href=${next.href}>${isReady ? `${strings.page.next}: ` : ''}${next.title}</a>
    </p>`;
}
