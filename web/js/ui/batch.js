/** @import {Answer, AppState, Batch, BatchItem} from '../types.d.ts' */
import { html, nothing } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import { strings } from '../strings.js';
import { columnsOf, isShown, sortedItems } from './batch-order.js';
import { decimal, percent } from './format.js';
import { LightElement } from './light-element.js';
import './thumbnail.js';

/**
 * What was said of several photographs, in a table that any column sorts. Emits `batch-shown` {id}, `batch-saved` and
 * `batch-cleared`.
 */
class BatchTable extends LightElement {
  /** @override */
  static properties = {
    batch: { attribute: false },
    answer: { attribute: false },
    job: { attribute: false },
    by: { state: true },
    descending: { state: true },
  };

  constructor() {
    super();
    /** @type {Batch | null} */
    this.batch = null;
    /** @type {Answer | null} The one that is shown in full. */
    this.answer = null;
    /** @type {AppState['job']} */
    this.job = null;
    /** @type {import('./batch-order.js').ColumnName | null} null: as they came. */
    this.by = null;
    this.descending = false;
  }

  /** First one way, then the other, then as they came. @param {import('./batch-order.js').ColumnName} by */
  #sort(by) {
    const again = this.by === by;
    this.by = again && this.descending ? null : by;
    this.descending = again && !this.descending;
  }

  /** @override */
  render() {
    const { batch, answer, job } = this;
    if (!batch) return nothing;
    const { items } = batch;
    const words = strings.batch;
    const columns = columnsOf(items);
    const running = job?.kind === 'batch';
    const answered = items.filter((item) => item.answer).length;
    return html`
      <section class="batch" aria-labelledby="batch-title">
        <h3 id="batch-title" tabindex="-1">${words.title(items.length)}</h3>
        <p class="hint" data-batch-summary>${words.summary(summaryOf(items))}</p>
        <p class="batch-actions">
          <button type="button" ?disabled=${answered === 0} @click=${() => this.emit('batch-saved')}>${words.save}</button>
          <button type="button" class="quiet" ?disabled=${running} @click=${() => this.emit('batch-cleared')}>
            ${words.clear}
          </button>
        </p>
        <div class="scroll-list" tabindex="0" role="region" aria-label=${words.table}>
          <table class="figures batch-table">
            <thead><tr>${columns.map((column) => this.#heading(column))}</tr></thead>
            <tbody>
              ${repeat(
                sortedItems(items, this.by, this.descending),
                ({ id }) => id,
                (item) => {
                  const shown = isShown(item, answer);
                  return guard([item, shown, columns.length], () => this.#row(item, columns, shown));
                },
              )}
            </tbody>
          </table>
        </div>
      </section>`;
  }

  /** @param {import('./batch-order.js').ColumnName} column */
  #heading(column) {
    const sorted = this.by === column;
    const direction = this.descending ? 'descending' : 'ascending';
    return html`
      <th scope="col" aria-sort=${sorted ? direction : nothing}>
        <button type="button" class="sort" data-sort=${column} @click=${() => this.#sort(column)}>
          ${strings.batch.columns[column]}${sorted ? html`<span class="sort-mark" aria-hidden="true">${this.descending ? '↓' : '↑'}</span>` : nothing}
        </button>
      </th>`;
  }

  /** @param {BatchItem} item @param {import('./batch-order.js').ColumnName[]} columns @param {boolean} shown */
  #row(item, columns, shown) {
    const { id, name, entry, answer, problem } = item;
    return html`
      <tr data-item=${id} ?data-shown=${shown}>
        <th scope="row">
          <span class="batch-name">
            <agelens-thumbnail .entry=${entry}></agelens-thumbnail>
            ${
              answer
                ? html`
                  <button type="button" class="link" aria-pressed=${shown} @click=${() => this.emit('batch-shown', { id })}>
                    ${name}
                  </button>`
                : html`<span>${name}</span>`
            }
          </span>
        </th>
        ${
          answer
            ? answerCells(answer, columns.includes('age'))
            : html`<td colspan=${columns.length - 1} class=${problem ? 'problem' : 'hint'}>${problem ?? strings.batch.waiting}</td>`
        }
      </tr>`;
  }
}

/** @param {Answer} answer @param {boolean} hasAges */
function answerCells({ classNames, predictedIndex, probabilities, sure, unfamiliar, expectedAge, ageRange }, hasAges) {
  const words = strings.batch;
  return html`
    <td data-batch-class=${classNames[predictedIndex]}>
      ${sure ? classNames[predictedIndex] : html`${words.notSure} <span class="range">${words.likeliest(classNames[predictedIndex])}</span>`}
    </td>
    <td>${percent(probabilities[predictedIndex], 0)}</td>
    ${
      hasAges
        ? html`
          <td>
            ${decimal(expectedAge ?? Number.NaN, 1)}
            ${ageRange ? html`<span class="range">${words.range(decimal(ageRange.low, 0), decimal(ageRange.high, 0))}</span>` : nothing}
          </td>`
        : nothing
    }
    <td>${unfamiliar ? html`<span class="badge" data-unlike>${words.unlike}</span>` : words.familiar}</td>`;
}

/** @param {BatchItem[]} items */
function summaryOf(items) {
  const answers = items.flatMap(({ answer }) => answer ?? []);
  return {
    sure: answers.filter(({ sure }) => sure).length,
    unsure: answers.filter(({ sure }) => !sure).length,
    unlike: answers.filter(({ unfamiliar }) => unfamiliar).length,
    failed: items.filter(({ problem }) => problem).length,
    waiting: items.filter(({ answer, problem }) => !answer && !problem).length,
  };
}

customElements.define('agelens-batch', BatchTable);
