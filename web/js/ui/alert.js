import { html, nothing } from 'lit';

/** An error beside the step it belongs to. @param {string | null} sentence */
export function alertBox(sentence) {
  return sentence ? html`<p class="alert" role="alert">${sentence}</p>` : nothing;
}
