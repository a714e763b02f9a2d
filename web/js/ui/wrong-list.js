import { html, nothing } from 'lit';
import { count, percent, whole } from './format.js';
import { RunElement } from './run-element.js';
import { wrongWorstFirst } from './run-order.js';

/** Which photographs were misjudged, the worst first. */
class WrongList extends RunElement {
  /** @override */
  render() {
    const { run } = this;
    if (!run) return nothing;
    const { classNames } = run;
    const wrong = wrongWorstFirst(run);
    return html`
      <details class="wrong">
        <summary>
          <span data-count="wrong">${count(wrong.length, 'wrong prediction')}</span> of ${whole(run.predictions.length)}
        </summary>
        <div class="scroll-list" tabindex="0" role="region" aria-label="Wrong predictions">
          <table class="figures">
            <thead>
              <tr>
                <th scope="col">Photograph</th><th scope="col">True</th><th scope="col">Predicted</th>
                <th scope="col">Sure</th>
              </tr>
            </thead>
            <tbody>
              ${wrong.map(
                ({ path, copy, classIndex, predictedIndex, probabilities }) => html`
                  <tr>
                    <th scope="row">
                      <code>${path}</code> ${copy > 0 ? html`<span class="hint">copy ${copy}</span>` : nothing}
                    </th>
                    <td>${classNames[classIndex]}</td>
                    <td>${classNames[predictedIndex]}</td>
                    <td>${percent(probabilities[predictedIndex], 0)}</td>
                  </tr>`,
              )}
            </tbody>
          </table>
        </div>
      </details>`;
  }
}

customElements.define('agelens-wrong-list', WrongList);
