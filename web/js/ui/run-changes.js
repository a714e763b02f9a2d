import { html, nothing } from 'lit';
import { strings } from '../strings.js';
import { LightElement } from './light-element.js';

/** How many photographs differ from those of the run, and training again; nothing while none does. Emits `train-requested`. */
class RunChanges extends LightElement {
  /** @override */
  static properties = { changes: { type: Number }, disabled: { type: Boolean } };

  constructor() {
    super();
    this.changes = 0;
    this.disabled = false;
  }

  /** @override */
  render() {
    const { changes, trainAgain } = strings.mistakes;
    return html`
      <div class="run-changes" ?hidden=${this.changes === 0}>
        <p role="status" data-changes=${this.changes}>${this.changes > 0 ? changes(this.changes) : nothing}</p>
        <button type="button" class="primary" ?disabled=${this.disabled} @click=${() => this.emit('train-requested')}>
          ${trainAgain}
        </button>
      </div>`;
  }
}

customElements.define('agelens-run-changes', RunChanges);
