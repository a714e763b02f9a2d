/** @import {Prediction, Run} from '../types.d.ts' */
/** @import {Behind} from './behind-run.js' */
import { html, nothing } from 'lit';
import { strings } from '../strings.js';
import { LightElement } from './light-element.js';
import './photo-answer.js';

const SHOWN_AT_ONCE = 20;

/** Photographs with what was said of each; of many the first, and more where they are asked for. */
class PhotoAnswers extends LightElement {
  /** @override */
  static properties = {
    run: { attribute: false },
    predictions: { attribute: false },
    behind: { attribute: false },
    disabled: { type: Boolean },
    most: { state: true },
  };

  constructor() {
    super();
    /** @type {Run | null} */
    this.run = null;
    /** @type {Prediction[]} */
    this.predictions = [];
    /** @type {Map<string, Behind> | null} */
    this.behind = null;
    this.disabled = false;
    this.most = SHOWN_AT_ONCE;
  }

  /** @override @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('run')) this.most = SHOWN_AT_ONCE;
  }

  /** @override */
  render() {
    const { run, predictions, behind, disabled, most } = this;
    const shown = predictions.slice(0, most);
    const more = () => {
      this.most += SHOWN_AT_ONCE;
    };
    return html`
      <ul class="photo-answers">
        ${shown.map(
          (prediction) => html`
            <li data-path=${prediction.path}>
              <agelens-photo-answer .run=${run} .prediction=${prediction} .behind=${behind?.get(prediction.path)}
                .disabled=${disabled}></agelens-photo-answer>
            </li>`,
        )}
      </ul>
      ${
        predictions.length > shown.length
          ? html`<button type="button" data-more @click=${more}>${strings.mistakes.more(shown.length, predictions.length)}</button>`
          : nothing
      }`;
  }
}

customElements.define('agelens-photo-answers', PhotoAnswers);
