/** @import {Answer} from '../types.d.ts' */
import { html } from 'lit';
import { strings } from '../strings.js';
import { bar } from './bar.js';
import { percent } from './format.js';

/** How the classifier divides its belief: a bar for each class. @param {Answer} answer */
export function probabilityBars({ classNames, probabilities, predictedIndex }) {
  const words = strings.classify;
  return html`
    <table class="probabilities">
      <caption class="visually-hidden">${words.probabilities}</caption>
      <thead class="visually-hidden">
        <tr><th scope="col">${words.class}</th><th scope="col">${words.probability}</th></tr>
      </thead>
      <tbody>
        ${classNames.map(
          (name, index) => html`
            <tr ?data-predicted=${index === predictedIndex}>
              <th scope="row">${name}</th>
              <td data-class=${name} data-probability=${probabilities[index]}>
                ${bar(probabilities[index])}<span>${percent(probabilities[index])}</span>
              </td>
            </tr>`,
        )}
      </tbody>
    </table>`;
}
