// The tables of the report.
/** @import {Interval, Run} from '../types.d.ts' */
/** @import {Content} from './markup.js' */

import { decimal, percent, range, whole } from '../ui/format.js';
import { averageRows, singleRows } from '../ui/metric-rows.js';
import { personsWorstFirst, wrongWorstFirst } from '../ui/run-order.js';
import { markup } from './markup.js';

const two = (/** @type {number} */ value) => decimal(value, 2);
const half = (/** @type {number} */ share) => percent(share, 0);

/**
 * @param {string} caption
 * @param {string[]} heads
 * @param {Content[][]} rows the first cell of each names it
 */
export function tableOf(caption, heads, rows) {
  return markup`
<div class="wide"><table>
<caption>${caption}</caption>
<thead><tr>${heads.map((head) => markup`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>${rows.map(
    ([first = '', ...cells]) =>
      markup`
<tr><th scope="row">${first}</th>${cells.map((cell) => markup`<td>${cell}</td>`)}</tr>`,
  )}
</tbody>
</table></div>`;
}

/**
 * A figure over its interval; the whole value is there for programs.
 *
 * @param {string} name
 * @param {number} value
 * @param {Interval | null | undefined} interval
 * @param {(value: number) => string} format
 */
function figure(name, value, interval, format) {
  return markup`<span data-metric="${name}" data-value="${value}">${format(value)}</span>${
    interval ? markup` <span class="range">${range(interval, two)}</span>` : ''
  }`;
}

/** @param {Run} run */
export function averagesTable(run) {
  return tableOf(
    'Averages over classes',
    ['', 'Macro', 'Weighted'],
    averageRows(run).map(({ title, name, value, ranges }) => [
      title,
      figure(`macro-${name}`, value.macro, ranges?.macro, decimal),
      figure(`weighted-${name}`, value.weighted, ranges?.weighted, decimal),
    ]),
  );
}

/** @param {Run} run */
export function singlesTable(run) {
  return tableOf(
    'How good and how sure',
    ['', 'Value'],
    singleRows(run).map(({ title, name, value, interval, hint }) => [
      markup`${title} <span class="hint">${hint}</span>`,
      figure(name, value, interval, decimal),
    ]),
  );
}

/** @param {Run} run */
export function confusionTable({ classNames, metrics }) {
  const rows = metrics.confusion.map((row, index) => {
    const total = row.reduce((sum, cell) => sum + cell, 0);
    const cells = row.map((cell, predicted) => {
      const share = total > 0 ? cell / total : 0;
      const right = predicted === index ? markup` class="right"` : '';
      return markup`<td style="--share:${share.toFixed(2)}"${right}>${whole(cell)}</td>`;
    });
    return markup`
<tr><th scope="row">${classNames[index] ?? ''}</th>${cells}</tr>`;
  });
  return markup`
<div class="wide"><table class="confusion">
<caption>Confusion matrix <span class="hint">Rows: true class. Columns: what it was taken for.</span></caption>
<thead><tr><td></td>${classNames.map((name) => markup`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${rows}
</tbody>
</table></div>`;
}

/** @param {Run} run */
export function classTable({ classNames, metrics, intervals }) {
  return tableOf(
    'Each class',
    ['Class', 'Precision', 'Recall', 'F1', 'Support'],
    metrics.perClass.map(({ precision, recall, f1, support }, index) => {
      const ranges = intervals?.perClass[index];
      return [
        classNames[index] ?? '',
        figure('class-precision', precision, ranges?.precision, two),
        figure('class-recall', recall, ranges?.recall, two),
        figure('class-f1', f1, ranges?.f1, two),
        whole(support),
      ];
    }),
  );
}

/** @param {Run} run */
export function personTable(run) {
  const inYears = run.classValues !== null;
  return tableOf(
    'Each person, the worst first',
    ['Person', 'Photographs', 'Accuracy', ...(inYears ? ['Mean years off'] : [])],
    personsWorstFirst(run).map(({ personIndex, count, accuracy, maeYears }) => [
      run.personNames[personIndex] ?? '',
      whole(count),
      half(accuracy),
      ...(inYears ? [decimal(maeYears ?? Number.NaN, 1)] : []),
    ]),
  );
}

/** @param {Run} run */
export function wrongTable(run) {
  const { classNames } = run;
  return tableOf(
    'Each wrong prediction, the worst first',
    ['Photograph', 'True', 'Predicted', 'Sure'],
    wrongWorstFirst(run).map(({ path, copy, classIndex, predictedIndex, probabilities }) => [
      markup`<code>${path}</code>${copy > 0 ? ` copy ${copy}` : ''}`,
      classNames[classIndex] ?? '',
      classNames[predictedIndex] ?? '',
      half(probabilities[predictedIndex] ?? Number.NaN),
    ]),
  );
}
