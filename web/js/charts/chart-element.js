import { LitElement } from 'lit';

/** @typedef {{ title: string, draw: (width: number) => Element, heading: string | null }} Picture `heading` is for a file */

/**
 * An element whose pictures are as wide as their place, drawn one a frame so that none holds the page up, and anew at most
 * every `drawEveryMs`. It renders into the page, so that the page's style sheets reach the pictures.
 * @abstract
 */
export class ChartElement extends LitElement {
  constructor() {
    super();
    this.frame = 0;
    this.timer = 0;
    /** Of what changes while it is looked at. */
    this.drawEveryMs = 0;
    this.drawnAt = Number.NEGATIVE_INFINITY;
    /** What is still to be drawn, and what was asked to be drawn last. @type {Picture[]} */
    this.waiting = [];
    /** @type {Picture[]} */
    this.pictures = [];
    /** What is being drawn is not of the latest state any more. */
    this.isStale = false;
    this.resized = new ResizeObserver(() => this.#schedule());
  }

  /** @override */
  createRenderRoot() {
    return this;
  }

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    this.resized.observe(this);
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    this.resized.disconnect();
    cancelAnimationFrame(this.frame);
    clearTimeout(this.timer);
    this.frame = 0;
    this.timer = 0;
    this.waiting = [];
  }

  /** @override */
  updated() {
    this.isStale = this.waiting.length > 0;
    this.#schedule();
  }

  /** However often progress comes. */
  #schedule() {
    if (this.frame !== 0 || this.timer !== 0) return;
    const wait = this.drawnAt + this.drawEveryMs - performance.now();
    const start = () => {
      this.timer = 0;
      this.#nextFrame(() => {
        this.drawnAt = performance.now();
        this.isStale = false;
        this.pictures = [];
        this.drawAll();
        this.waiting = [...this.pictures];
        this.#drawNext();
      });
    };
    if (wait > 0) this.timer = window.setTimeout(start, wait);
    else start();
  }

  /** @param {() => void} work */
  #nextFrame(work) {
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      work();
    });
  }

  #drawNext() {
    const picture = this.waiting.shift();
    if (!picture) return;
    const place = this.querySelector(`[data-chart="${picture.title}"]`);
    if (place && place.clientWidth > 0) place.replaceChildren(picture.draw(place.clientWidth));
    if (this.waiting.length > 0) this.#nextFrame(() => this.#drawNext());
    else if (this.isStale) this.#schedule();
  }

  /** Calls `fill` for what `[data-chart]` places there are; or draws them otherwise. @abstract */
  drawAll() {}

  /**
   * @param {string} title The place's `data-chart`.
   * @param {(width: number) => Element} draw
   * @param {string | null} [heading] What stands over it, in a file.
   */
  fill(title, draw, heading = null) {
    this.pictures.push({ title, draw, heading });
  }
}
