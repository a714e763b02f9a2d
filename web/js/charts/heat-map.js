/** @import {Heat} from './heat.js' */
import { html, LitElement } from 'lit';
import { heatPicture, strongest } from './heat.js';

/** The most pixels along the longer side of what is laid over a photograph. */
const MOST_PIXELS = 1024;

/**
 * A map laid over a photograph, or over whatever it is placed on: on the turned square that the backbone saw, or all of it.
 * It says nothing by itself: the words are beside it.
 */
class HeatMap extends LitElement {
  /** @override */
  static properties = {
    heat: { attribute: false },
    most: { attribute: false },
    opacity: { attribute: false },
    size: { attribute: false },
    crop: { attribute: false },
  };

  constructor() {
    super();
    /** @type {Heat | null} */
    this.heat = null;
    /** @type {number | null} What the full colour stands for; null: this map's own strongest place. */
    this.most = null;
    this.opacity = 0.8;
    /** @type {{width: number, height: number}} Of what it is laid over. */
    this.size = { width: 1, height: 1 };
    /** @type {{centreX: number, centreY: number, side: number, angleDegrees: number} | null} */
    this.crop = null;
  }

  /** @override The page's style sheets reach it. */
  createRenderRoot() {
    return this;
  }

  /** @override */
  updated() {
    const { heat, size, crop } = this;
    const canvas = this.querySelector('canvas');
    const context = canvas?.getContext('2d');
    if (!canvas || !context || !heat) return;
    const scale = Math.min(1, MOST_PIXELS / Math.max(size.width, size.height));
    canvas.width = Math.max(1, Math.round(size.width * scale));
    canvas.height = Math.max(1, Math.round(size.height * scale));
    const picture = heatPicture(heat, this.most ?? strongest(heat.values), this.opacity);
    const square = new OffscreenCanvas(picture.width, picture.height);
    square.getContext('2d')?.putImageData(picture, 0, 0);
    context.imageSmoothingQuality = 'high';
    if (crop) {
      context.scale(scale, scale);
      context.translate(crop.centreX, crop.centreY);
      context.rotate((crop.angleDegrees * Math.PI) / 180);
      context.drawImage(square, -crop.side / 2, -crop.side / 2, crop.side, crop.side);
    } else context.drawImage(square, 0, 0, canvas.width, canvas.height);
  }

  /** @override */
  render() {
    return html`<canvas class="heat" aria-hidden="true"></canvas>`;
  }
}

customElements.define('agelens-heat-map', HeatMap);
