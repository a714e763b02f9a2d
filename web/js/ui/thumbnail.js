/** @import {FileEntry} from '../types.d.ts' */
/** @import {DrawnThumbnail} from './thumbnail-source.js' */
import { html } from 'lit';
import { LightElement } from './light-element.js';
import { createQueue } from './queue.js';
import { drawnThumbnail } from './thumbnail-source.js';

const SIDE_PIXELS = 112;
const DECODE_WIDTH_PIXELS = 160;
/** Of the longer side of a whole photograph. */
const WHOLE_PIXELS = 400;

// A photograph is decoded at full size for a moment, so only a few at a time.
const decoding = createQueue(3);

const observer = new IntersectionObserver(
  (changes) => {
    for (const { target, isIntersecting } of changes) /** @type {Thumbnail} */ (target).setVisible(isIntersecting);
  },
  { rootMargin: '300px' },
);

/**
 * One photograph, its middle square or the `whole`, drawn when it comes into view and forgotten when it leaves, whatever
 * the number of photographs. The square comes from thumbnail-source.js where there is one. A whole one emits
 * `thumbnail-drawn` {width, height} of the upright photograph; one that the browser cannot decode emits
 * `thumbnail-failed`.
 */
class Thumbnail extends LightElement {
  /** @override */
  static properties = { entry: { attribute: false }, whole: { attribute: false } };

  constructor() {
    super();
    /** @type {FileEntry | null} */
    this.entry = null;
    this.whole = false;
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
      const drawn = this.whole ? null : await drawnThumbnail(entry);
      if (drawn) {
        if (this.visible && entry === this.entry) this.#show(drawn);
        return;
      }
      const bytes = /** @type {Uint8Array<ArrayBuffer>} */ (await entry.read());
      if (!this.visible || entry !== this.entry) return;
      /** @type {ImageBitmapOptions} A whole one is asked how large it is. */
      const options = this.whole ? {} : { resizeWidth: DECODE_WIDTH_PIXELS, resizeQuality: 'medium' };
      const bitmap = await createImageBitmap(new Blob([bytes]), options);
      if (this.visible && entry === this.entry) this.#paint(bitmap);
      bitmap.close();
    } catch {
      // A file that is gone; or whole, a format that the core reads and this browser does not show, such as TGA.
      if (!this.visible || entry !== this.entry) return;
      this.dataset.state = 'undecodable';
      this.emit('thumbnail-failed');
    }
  }

  /** @param {DrawnThumbnail} drawn */
  #show({ side, rgba }) {
    const canvas = this.#canvas;
    if (!canvas) return;
    canvas.width = side;
    canvas.height = side;
    canvas.getContext('2d')?.putImageData(new ImageData(rgba, side, side), 0, 0);
    this.dataset.state = 'drawn';
  }

  /** @param {ImageBitmap} bitmap */
  #paint(bitmap) {
    const canvas = this.#canvas;
    if (!canvas) return;
    if (this.whole) paintWhole(canvas, bitmap);
    else paintMiddle(canvas, bitmap);
    this.dataset.state = 'drawn';
    if (this.whole) this.emit('thumbnail-drawn', { width: bitmap.width, height: bitmap.height });
  }

  /** @override */
  render() {
    return html`<canvas width="0" height="0"></canvas>`;
  }
}

/** @param {HTMLCanvasElement} canvas @param {ImageBitmap} bitmap */
function paintWhole(canvas, bitmap) {
  const scale = Math.min(1, WHOLE_PIXELS / Math.max(bitmap.width, bitmap.height));
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const context = canvas.getContext('2d');
  if (!context) return;
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
}

/** The middle square of the photograph. @param {HTMLCanvasElement} canvas @param {ImageBitmap} bitmap */
function paintMiddle(canvas, bitmap) {
  canvas.width = SIDE_PIXELS;
  canvas.height = SIDE_PIXELS;
  const side = Math.min(bitmap.width, bitmap.height);
  const left = (bitmap.width - side) / 2;
  const top = (bitmap.height - side) / 2;
  canvas.getContext('2d')?.drawImage(bitmap, left, top, side, side, 0, 0, SIDE_PIXELS, SIDE_PIXELS);
}

customElements.define('agelens-thumbnail', Thumbnail);
