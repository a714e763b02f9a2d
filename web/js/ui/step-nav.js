/** @import {Step, StepId} from './steps.js' */
import { html, nothing } from 'lit';
import { strings } from '../strings.js';
import { LightElement } from './light-element.js';

const words = strings.page;

/** What takes the reader away from the step that was just chosen. */
const MOVES = ['wheel', 'touchmove', 'keydown', 'pointerdown'];

/** The path Photographs, Train, Results, Classify; always in view, with the step that the reader looks at. */
class StepNav extends LightElement {
  /** @override */
  static properties = {
    steps: { attribute: false },
    away: { attribute: false },
    here: { state: true },
  };

  constructor() {
    super();
    /** @type {Step[]} */
    this.steps = [];
    /** Another page than the steps' is shown. */
    this.away = false;
    /** @type {StepId | null} The step that is looked at; null before that is known. */
    this.here = null;
    /** @type {StepId | null} Chosen, and not left since: a short step at the end cannot be scrolled to. */
    this.chosen = null;
    this.frame = 0;
  }

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    window.addEventListener('scroll', this.#look, { passive: true });
    window.addEventListener('resize', this.#look);
    for (const move of MOVES) window.addEventListener(move, this.#leave, { passive: true });
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    window.removeEventListener('scroll', this.#look);
    window.removeEventListener('resize', this.#look);
    for (const move of MOVES) window.removeEventListener(move, this.#leave);
    cancelAnimationFrame(this.frame);
  }

  #leave = () => {
    this.chosen = null;
  };

  #look = () => {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => {
      this.here = this.chosen ?? stepInView(this.steps.map(({ id }) => id));
    });
  };

  /** @param {StepId} id */
  #choose(id) {
    this.chosen = id;
    this.here = id;
  }

  /** @override @param {Map<string, unknown>} changed */
  updated(changed) {
    if (changed.has('steps') || changed.has('away')) this.#look();
  }

  /** @override */
  render() {
    const here = this.away ? undefined : this.steps.find(({ id }) => id === this.here);
    const next = this.steps.find(({ isNext }) => isNext);
    return html`
      <nav class="steps" aria-label=${words.steps}>
        <ol>${this.steps.map((step, index) => this.#step(step, index))}</ol>
        ${this.#now(here, next)}
      </nav>`;
  }

  /** @param {Step} step @param {number} index */
  #step({ id, title, note, done, isNext }, index) {
    const isHere = !this.away && id === this.here;
    return html`
      <li>
        <a href="#${id}" aria-current=${isHere ? 'step' : 'false'} ?data-done=${done} ?data-next=${isNext}
          @click=${() => this.#choose(id)}>
          <span class="step-mark" aria-hidden="true">${done ? '✓' : index + 1}</span>
          <span class="step-title">${title}</span>
          <span class="step-note">${isNext ? html`<span class="step-next">${words.next}: </span>` : nothing}${note}</span>
        </a>
      </li>`;
  }

  /** Where there is no room for a note beside each step. @param {Step | undefined} here @param {Step | undefined} next */
  #now(here, next) {
    return html`
      <p class="steps-now" aria-hidden="true">
        ${here ? html`<span>${here.title}: ${here.note}</span>` : nothing}
        ${!next || here === next ? nothing : html`<span>${words.next}: ${next.title}, ${next.note}</span>`}
      </p>`;
  }
}

/**
 * The step at a line that moves from the top of the window to its foot as the page is read, so that each has its turn.
 * @param {StepId[]} ids
 */
function stepInView(ids) {
  const { scrollHeight, clientHeight } = document.documentElement;
  const share = Math.min(1, Math.max(0, scrollY / Math.max(1, scrollHeight - clientHeight)));
  const line = Math.max(share * clientHeight, clientHeight / 4);
  const above = ids.filter((id) => (document.getElementById(id)?.getBoundingClientRect().top ?? Infinity) <= line);
  return above.at(-1) ?? ids[0] ?? null;
}

customElements.define('agelens-step-nav', StepNav);
