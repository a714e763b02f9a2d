import { html } from 'lit';
import { LightElement } from './light-element.js';

/** What this is, for somebody who opens the page for the first time. */
class Welcome extends LightElement {
  /** @override */
  render() {
    return html`
      <div class="welcome">
        <p class="welcome-title">Teach this page to tell ages apart.</p>
        <ul>
          <li>Give it photographs sorted into folders, one for each age group.</li>
          <li>It trains a classifier here and tests it on persons the classifier has never seen.</li>
          <li>Then it classifies any photograph, even with the network cable out.</li>
        </ul>
      </div>`;
  }
}

customElements.define('agelens-welcome', Welcome);
