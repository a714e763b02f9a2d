/** @import {AgePoint} from './age-course-plot.js' */
import { html } from 'lit';
import { drawAgeCourse } from './age-course-plot.js';
import { ChartElement } from './chart-element.js';

const TITLE = 'Ages';

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
    this.fill(TITLE, (width) => drawAgeCourse({ points, albumTitle, width }));
  }

  /** @override */
  render() {
    return html`
      <figure class="curves">
        <figcaption>
          Expected age
          <span class="key">
            <span data-series="own">
              <svg viewBox="0 0 22 10" aria-hidden="true">
                <line x2="22" y1="5" y2="5"></line><rect x="7.5" y="1.5" width="7" height="7"></rect>
              </svg>
              Each by itself
            </span>
            <span data-series="album">
              <svg viewBox="0 0 22 10" aria-hidden="true">
                <line x2="22" y1="5" y2="5"></line><circle cx="11" cy="5" r="4"></circle>
              </svg>
              ${this.albumTitle}
            </span>
          </span>
        </figcaption>
        <div data-chart=${TITLE}></div>
      </figure>`;
  }
}

customElements.define('agelens-age-course', AgeCourse);
