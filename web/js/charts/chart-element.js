import { LitElement } from 'lit';

/**
 * An element whose pictures are as wide as their place, drawn at most once a frame. It renders into the page, so that
 * the page's style sheets reach the pictures.
 * @abstract
 */
export class ChartElement extends LitElement {
  constructor() {
    super();
    this.frame = 0;
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
    this.frame = 0;
  }

  /** @override */
  updated() {
    this.#schedule();
  }

  /** However often progress comes, a frame draws once. */
  #schedule() {
    if (this.frame !== 0) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      this.drawAll();
    });
  }

  /** Draws what `[data-chart]` places there are. @abstract */
  drawAll() {}

  /**
   * @param {string} title The place's `data-chart`.
   * @param {(width: number) => Element} draw
   */
  fill(title, draw) {
    const place = this.querySelector(`[data-chart="${title}"]`);
    if (place && place.clientWidth > 0) place.replaceChildren(draw(place.clientWidth));
  }
}
