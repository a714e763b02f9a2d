import { html } from 'lit';
import { strings } from '../strings.js';
import { LightElement } from './light-element.js';

const words = strings.page.welcome;

/** What this is, for somebody who opens the page for the first time. */
class Welcome extends LightElement {
  /** @override */
  render() {
    return html`
      <div class="welcome">
        <p class="welcome-title">${words.title}</p>
        <ol>${words.lines.map((line) => html`<li>${line}</li>`)}</ol>
        <p class="welcome-promise">${words.promise}</p>
      </div>`;
  }
}

customElements.define('agelens-welcome', Welcome);
