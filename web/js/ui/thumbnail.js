/** @import {FileEntry} from '../types.d.ts' */
import { html } from 'lit';
import { LightElement } from './light-element.js';
import { createQueue } from './queue.js';

const SIDE_PIXELS = 112;
const DECODE_WIDTH_PIXELS = 160;

// A photograph is decoded at full size for a moment, so only a few at a time.
const decoding = createQueue(3);

const observer = new IntersectionObserver(
  (changes) => {
    for (const { target, isIntersecting } of changes) /** @type {Thumbnail} */ (target).setVisible(isIntersecting);
  },
  { rootMargin: '300px' },
);

/** One photograph, drawn when it comes into view and forgotten when it leaves, whatever the number of photographs. */
class Thumbnail extends LightElement {
  /** @override */
  static properties = { entry: { attribute: false } };

  constructor() {
    super();
    /** @type {FileEntry | null} */
    this.entry = null;
    this.visible = false;
    this.withdraw = () => {};
  }

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    observer.observe(this);
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    observer.unobserve(this);
    this.setVisible(false);
  }

  /** @override @param {Map<string, unknown>} changed */
  updated(changed) {
    if (!changed.has('entry') || !this.visible) return;
    this.setVisible(false);
    this.setVisible(true);
  }

  /** @param {boolean} visible */
  setVisible(visible) {
    if (visible === this.visible) return;
    this.visible = visible;
    this.withdraw();
    this.#erase();
    if (visible) this.withdraw = decoding.add(() => this.#draw());
  }

  get #canvas() {
    return this.querySelector('canvas');
  }

  #erase() {
    delete this.dataset.state;
    if (this.#canvas) this.#canvas.width = 0;
  }

  async #draw() {
    const { entry } = this;
    try {
      if (!entry) return;
      const bytes = /** @type {Uint8Array<ArrayBuffer>} */ (await entry.read());
      if (!this.visible || entry !== this.entry) return;
      const bitmap = await createImageBitmap(new Blob([bytes]), {
        resizeWidth: DECODE_WIDTH_PIXELS,
        resizeQuality: 'medium',
      });
      if (this.visible && entry === this.entry) this.#paint(bitmap);
      bitmap.close();
    } catch {
      // A format the core reads and this browser does not show, such as TGA.
      if (this.visible && entry === this.entry) this.dataset.state = 'undecodable';
    }
  }

  /** The middle square of the photograph. @param {ImageBitmap} bitmap */
  #paint(bitmap) {
    const canvas = this.#canvas;
    if (!canvas) return;
    canvas.width = SIDE_PIXELS;
    canvas.height = SIDE_PIXELS;
    const side = Math.min(bitmap.width, bitmap.height);
    const left = (bitmap.width - side) / 2;
    const top = (bitmap.height - side) / 2;
    canvas.getContext('2d')?.drawImage(bitmap, left, top, side, side, 0, 0, SIDE_PIXELS, SIDE_PIXELS);
    this.dataset.state = 'drawn';
  }

  /** @override */
  render() {
    return html`<canvas width="0" height="0"></canvas>`;
  }
}

customElements.define('agelens-thumbnail', Thumbnail);
