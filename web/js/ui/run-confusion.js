/** @import {Run} from '../types.d.ts' */
import { html } from 'lit';
import { strings } from '../strings.js';
import { whole } from './format.js';
import { heatClass, sharesOf } from './row-heat.js';

/** A confusion matrix, small enough to stand beside another. @param {Run} run @param {string} title */
export function confusionOf({ classNames, metrics }, title) {
  return html`
    <figure class="confusion small-confusion">
      <figcaption>${title}</figcaption>
      <div class="scroll-wide" tabindex="0" role="region" aria-label="${strings.charts.confusion.caption}: ${title}">
        <table>
          <thead>
            <tr>
              <th scope="col"><span class="axis">${strings.runs.axes[0]}<br />${strings.runs.axes[1]}</span></th>
              ${classNames.map((name) => html`<th scope="col">${name}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${metrics.confusion.map((row, trueIndex) => {
              const shares = sharesOf(row);
              return html`
                <tr>
                  <th scope="row">${classNames[trueIndex]}</th>
                  ${row.map(
                    (cell, index) => html`
                      <td class=${heatClass(shares[index] ?? 0)} ?data-right=${index === trueIndex}>${whole(cell)}</td>`,
                  )}
                </tr>`;
            })}
          </tbody>
        </table>
      </div>
    </figure>`;
}
