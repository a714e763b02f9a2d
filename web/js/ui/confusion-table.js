import { html, nothing } from 'lit';
import { percent, whole } from './format.js';
import { RunElement } from './run-element.js';

const HEAT_STEPS = 10;

/** Which class is taken for which. The heat of a cell is its share of its row. */
class ConfusionTable extends RunElement {
  /** @override */
  render() {
    const { run } = this;
    if (!run) return nothing;
    const { classNames } = run;
    return html`
      <figure class="confusion" aria-labelledby="confusion-caption">
        <figcaption id="confusion-caption">
          Confusion matrix <span class="hint">Rows: true class. Columns: what it was taken for.</span>
        </figcaption>
        <div class="scroll-wide" tabindex="0" role="region" aria-label="Confusion matrix">
          <table aria-labelledby="confusion-caption">
            <thead>
              <tr>
                <th scope="col"><span class="axis">True ↓<br />Predicted →</span></th>
                ${classNames.map((name) => html`<th scope="col">${name}</th>`)}
              </tr>
            </thead>
            <tbody>${run.metrics.confusion.map((row, index) => this.#row(row, index, classNames))}</tbody>
          </table>
        </div>
      </figure>`;
  }

  /** @param {number[]} row @param {number} trueIndex @param {string[]} classNames */
  #row(row, trueIndex, classNames) {
    const total = row.reduce((sum, cell) => sum + cell, 0);
    return html`
      <tr>
        <th scope="row">${classNames[trueIndex]}</th>
        ${row.map((cell, predictedIndex) => {
          const share = total > 0 ? cell / total : 0;
          const predicted = classNames[predictedIndex];
          const sentence = `${percent(share, 0)} of class ${classNames[trueIndex]} taken for ${predicted}`;
          return html`
            <td class="heat-${Math.round(share * HEAT_STEPS)}" ?data-right=${predictedIndex === trueIndex}
              title=${sentence}>${whole(cell)}</td>`;
        })}
      </tr>`;
  }
}

customElements.define('agelens-confusion-table', ConfusionTable);
