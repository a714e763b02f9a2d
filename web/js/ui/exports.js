/** @import {AppState, Dataset, ExportName} from '../types.d.ts' */
import { html, nothing } from 'lit';
import { exportCaution } from '../export/onnx/caution.js';
import { strings } from '../strings.js';
import { alertBox } from './alert.js';
import { EXPORTS } from './export-list.js';
import './job-progress.js';
import { RunElement } from './run-element.js';

/** What can be saved of the run. Emits `export-requested` {name}. */
class Exports extends RunElement {
  /** @override */
  static properties = {
    photographs: { attribute: false },
    job: { attribute: false },
    exported: { attribute: false },
    error: { attribute: false },
  };

  constructor() {
    super();
    /** @type {Dataset | null} */
    this.photographs = null;
    /** @type {AppState['job']} */
    this.job = null;
    /** @type {AppState['exported']} */
    this.exported = null;
    /** @type {string | null} */
    this.error = null;
  }

  /** @override */
  render() {
    if (!this.run) return nothing;
    return html`
      <div class="exports">
        <ul aria-labelledby="exports-title">${EXPORTS.map((one) => this.#entry(one))}</ul>
      </div>`;
  }

  /** @param {typeof EXPORTS[number]} entry */
  #entry({ name, title, format, sentence, needsPhotographs }) {
    const { job, run, exported } = this;
    const isLast = exported?.name === name;
    const making = isLast && job?.kind === 'export';
    const missing = needsPhotographs && this.photographs?.name !== run?.datasetName;
    // What is being made keeps its button, and with it the focus.
    const disabled = missing || (job !== null && !making);
    return html`
      <li data-export=${name}>
        <div class="export-words">
          <p class="export-title">${title} <span class="hint">${format}</span></p>
          <p class="hint" id="export-${name}-hint">
            ${sentence} ${name === 'network' && run ? exportCaution(run) : ''} ${missing ? strings.exports.missing(run?.datasetName ?? '') : ''}
          </p>
          <p class="export-status" role="status">${this.#status(isLast, making)}</p>
          ${isLast && !making ? alertBox(this.error) : nothing}
        </div>
        <button type="button" ?disabled=${disabled} aria-busy=${making} aria-label=${making ? strings.exports.savingIt(title) : strings.exports.saveIt(title)}
          aria-describedby="export-${name}-hint" @click=${() => this.#ask(name)}>${making ? strings.exports.saving : strings.exports.save}</button>
        ${making && needsPhotographs ? html`<agelens-job-progress .job=${job}></agelens-job-progress>` : nothing}
      </li>`;
  }

  /** @param {boolean} isLast @param {boolean} making */
  #status(isLast, making) {
    if (!isLast || making) return '';
    return this.exported?.file ? strings.exports.saved(this.exported.file) : '';
  }

  /** @param {ExportName} name */
  #ask(name) {
    if (!this.job) this.emit('export-requested', { name });
  }
}

customElements.define('agelens-exports', Exports);
