/** @import {Interval} from '../types.d.ts' */
import { html, nothing } from 'lit';
import { strings } from '../strings.js';
import { bar } from './bar.js';
import { decimal, whole } from './format.js';
import { intervalOf } from './interval.js';
import { RunElement } from './run-element.js';

const words = strings.results.perClass;

/** @typedef {keyof typeof words.meanings} Term */
/** @type {Term[]} */
const TERMS = ['precision', 'recall', 'f1', 'support'];

/** Precision, recall, F1 and support of each class, with 95 % intervals; what each is stands under the table when it is asked. */
class PerClassTable extends RunElement {
  /** @override */
  static properties = { term: { state: true } };

  constructor() {
    super();
    /** @type {Term | null} */
    this.term = null;
  }

  /** @override */
  render() {
    const { run } = this;
    if (!run) return nothing;
    return html`
      <div class="scroll-wide">
        <table class="figures per-class">
          <caption>${words.title}</caption>
          <thead><tr><th scope="col">${words.class}</th>${TERMS.map((term) => this.#heading(term))}</tr></thead>
          <tbody>
            ${run.metrics.perClass.map(
              ({ precision, recall, f1, support }, index) => html`
                <tr>
                  <th scope="row">${run.classNames[index]}</th>
                  ${cell('class-precision', precision, run.intervals?.perClass[index]?.precision)}
                  ${cell('class-recall', recall, run.intervals?.perClass[index]?.recall)}
                  ${cell('class-f1', f1, run.intervals?.perClass[index]?.f1)}
                  <td>${whole(support)}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      <p class="hint" role="status" data-meaning=${this.term ?? nothing}>
        ${this.term ? words.meanings[this.term] : words.ask}
      </p>`;
  }

  /** @param {Term} term */
  #heading(term) {
    const press = () => {
      this.term = this.term === term ? null : term;
    };
    return html`
      <th scope="col">
        <button type="button" class="term" data-term=${term} aria-pressed=${this.term === term}
          title=${words.meanings[term]} @click=${press}>${words[term]}</button>
      </th>`;
  }
}

const two = (/** @type {number} */ value) => decimal(value, 2);

/** @param {string} name @param {number} value @param {Interval | null | undefined} interval */
function cell(name, value, interval) {
  return html`<td><span data-value=${value}>${two(value)}</span> ${bar(value)} ${intervalOf(name, interval, two)}</td>`;
}

customElements.define('agelens-per-class-table', PerClassTable);
