import { html, nothing } from 'lit';
import { decimal, whole } from './format.js';
import { RunElement } from './run-element.js';

/** Precision, recall, F1 and support of each class. */
class PerClassTable extends RunElement {
  /** @override */
  render() {
    const { run } = this;
    if (!run) return nothing;
    return html`
      <table class="figures">
        <caption>Each class</caption>
        <thead>
          <tr>
            <th scope="col">Class</th><th scope="col">Precision</th><th scope="col">Recall</th><th scope="col">F1</th>
            <th scope="col">Support</th>
          </tr>
        </thead>
        <tbody>
          ${run.metrics.perClass.map(
            ({ precision, recall, f1, support }, index) => html`
              <tr>
                <th scope="row">${run.classNames[index]}</th>
                <td>${decimal(precision, 2)}</td><td>${decimal(recall, 2)}</td><td>${decimal(f1, 2)}</td>
                <td>${whole(support)}</td>
              </tr>`,
          )}
        </tbody>
      </table>`;
  }
}

customElements.define('agelens-per-class-table', PerClassTable);
