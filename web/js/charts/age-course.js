/** @import {AgePoint} from './age-course-plot.js' */
import { html } from 'lit';
import { strings } from '../strings.js';
import { drawAgeCourse } from './age-course-plot.js';
import { ChartElement } from './chart-element.js';
import { chartFrame } from './chart-frame.js';

const NAME = 'ages';
const words = strings.charts.ageCourse;

/** A person's ages along an album, beside what each photograph by itself says; the table beside it says the same. */
class AgeCourse extends ChartElement {
  /** @override */
  static properties = { points: { attribute: false }, albumTitle: { attribute: false } };

  constructor() {
    super();
    /** @type {AgePoint[]} */
    this.points = [];
    this.albumTitle = '';
  }

  /** @override */
  drawAll() {
    const { points, albumTitle } = this;
    this.fill(NAME, (width) => drawAgeCourse({ points, albumTitle, width }));
  }

  /** @override */
  render() {
    const { points, albumTitle } = this;
    return chartFrame(this, {
      ...words,
      key: html`
        <span class="key">
          <span data-series="own">
            <svg viewBox="0 0 22 10" aria-hidden="true">
              <line x2="22" y1="5" y2="5"></line><rect x="7.5" y="1.5" width="7" height="7"></rect>
            </svg>
            ${words.own}
          </span>
          <span data-series="album">
            <svg viewBox="0 0 22 10" aria-hidden="true">
              <line x2="22" y1="5" y2="5"></line><circle cx="11" cy="5" r="4"></circle>
            </svg>
            ${albumTitle}
          </span>
        </span>`,
      body: html`<div data-chart=${NAME}></div>`,
      table: {
        // The table of the album's photographs says it.
        summary: null,
        label: words.caption,
        columns: [words.photograph, words.own, albumTitle].map((title) => ({ title })),
        rows: () => points.map(({ name, own, album }) => [name, own, album]),
      },
    });
  }
}

customElements.define('agelens-age-course', AgeCourse);
