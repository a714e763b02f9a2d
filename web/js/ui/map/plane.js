/** @import {Group} from './colouring.js' */
/** @import {Place} from './geometry.js' */
import { html } from 'lit';
import { ChartElement } from '../../charts/chart-element.js';
import { strings } from '../../strings.js';
import { drawOver, drawPoints } from './drawing.js';
import { nearestPoint, placeOf, placesIn, pointsInside } from './geometry.js';
import { pointByKey } from './keys.js';

/** A pointer means a point that is so near, in pixels; a finger covers more. */
const NEAR = { mouse: 14, touch: 28 };
/** A press that moves less is a click. */
const CLICK = 5;
/** Corners of a lasso are so far apart. */
const CORNER = 3;

/**
 * The points, by pointer and by keyboard. Emits `point-shown` {point}, -1 when none is looked at any more, and
 * `points-selected` {points}, all that are selected now.
 */
class Plane extends ChartElement {
  /** @override */
  static properties = {
    coordinates: { attribute: false },
    groups: { attribute: false },
    selected: { attribute: false },
    course: { attribute: false },
    pictureOf: { attribute: false },
    describe: { attribute: false },
    lassoing: { attribute: false },
    moving: { attribute: false },
    said: { state: true },
  };

  constructor() {
    super();
    this.coordinates = new Float32Array(0);
    /** @type {Group[]} */
    this.groups = [];
    /** @type {Set<number>} */
    this.selected = new Set();
    /** @type {number[]} Points in the order of a person's ages. */
    this.course = [];
    /** @type {((point: number) => ImageBitmap | null) | null} null: dots. */
    this.pictureOf = null;
    /** @type {(point: number) => string} */
    this.describe = () => '';
    /** Whether a finger draws a lasso; else it scrolls the page. */
    this.lassoing = false;
    /** Whether the points are still on their way. */
    this.moving = false;
    this.said = '';
    this.current = -1;
    this.places = new Float32Array(0);
    /** @type {Place[]} */
    this.lasso = [];
    /** @type {Place | null} */
    this.pressed = null;
    this.overFrame = 0;
    this.dark = window.matchMedia('(prefers-color-scheme: dark)');
    this.still = window.matchMedia('(prefers-reduced-motion: reduce)');
  }

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    this.dark.addEventListener('change', this.#repaint);
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    this.dark.removeEventListener('change', this.#repaint);
    cancelAnimationFrame(this.overFrame);
    this.overFrame = 0;
  }

  #repaint = () => this.requestUpdate();

  get #canvases() {
    return /** @type {HTMLCanvasElement[]} */ ([...this.querySelectorAll('canvas')]);
  }

  get #inks() {
    const style = getComputedStyle(this);
    const names = ['--ink', '--line-strong', '--surface', '--accent'];
    const [ink, outline, surface, accent] = names.map((name) => style.getPropertyValue(name));
    return { ink, outline, surface, accent };
  }

  /** @override @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    const before = /** @type {Float32Array | undefined} */ (changed.get('coordinates'));
    if (before && before.length !== this.coordinates.length) this.#show(-1);
  }

  /** @override */
  drawAll() {
    const [points] = this.#canvases;
    if (!points || points.clientWidth === 0) return;
    if (this.moving && this.still.matches && this.places.length === this.coordinates.length) return;
    this.places = placesIn(this.coordinates, points.clientWidth, points.clientHeight);
    drawPoints(points, this, this.#inks);
    this.#drawOver();
  }

  #drawOver() {
    const [, over] = this.#canvases;
    if (over) drawOver(over, this, this.#inks);
  }

  #scheduleOver() {
    if (this.overFrame !== 0) return;
    this.overFrame = requestAnimationFrame(() => {
      this.overFrame = 0;
      this.#drawOver();
    });
  }

  /** @param {number} point */
  #show(point) {
    if (point === this.current) return;
    this.current = point;
    this.#scheduleOver();
    this.emit('point-shown', { point });
  }

  /** @param {string} name @param {unknown} detail */
  emit(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));
  }

  /** @param {Iterable<number>} points */
  #select(points) {
    this.emit('points-selected', { points: new Set(points) });
  }

  /** @param {number} point */
  #toggle(point) {
    const selected = new Set(this.selected);
    if (!selected.delete(point)) selected.add(point);
    this.#select(selected);
    return selected.has(point);
  }

  /** @param {PointerEvent} event @returns {Place} */
  #placeIn({ clientX, clientY }) {
    const { left, top } = this.#canvases[0].getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  }

  /** @param {PointerEvent} event */
  #pointAt(event) {
    return nearestPoint(this.places, this.#placeIn(event), event.pointerType === 'touch' ? NEAR.touch : NEAR.mouse);
  }

  /** @param {PointerEvent} event */
  #down(event) {
    if (event.button !== 0) return;
    this.pressed = this.#placeIn(event);
    this.lasso = [this.pressed];
    if (event.pointerType !== 'touch' || this.lassoing) {
      /** @type {HTMLElement} */ (event.currentTarget).setPointerCapture(event.pointerId);
    }
  }

  /** @param {PointerEvent} event */
  #move(event) {
    if (!this.pressed) {
      this.#show(this.#pointAt(event));
      return;
    }
    const [place, last] = [this.#placeIn(event), this.lasso[this.lasso.length - 1]];
    if (Math.hypot(place.x - last.x, place.y - last.y) < CORNER) return;
    this.lasso.push(place);
    this.#scheduleOver();
  }

  /** @param {PointerEvent} event */
  #up(event) {
    const { pressed, lasso } = this;
    this.#drop();
    if (!pressed) return;
    const [xs, ys] = [lasso.map(({ x }) => x), lasso.map(({ y }) => y)];
    const moved = Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys)) >= CLICK;
    const adds = event.shiftKey || event.ctrlKey || event.metaKey;
    if (moved) {
      this.#select([...(adds ? this.selected : []), ...pointsInside(this.places, lasso)]);
      return;
    }
    const point = this.#pointAt(event);
    this.#show(point);
    if (point >= 0) this.#toggle(point);
    else if (this.selected.size > 0 && !adds) this.#select([]);
  }

  #drop() {
    this.pressed = null;
    this.lasso = [];
    this.#scheduleOver();
  }

  #leave() {
    if (!this.pressed && document.activeElement !== this.querySelector('[data-plane]')) this.#show(-1);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const { key } = event;
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (key === 'Escape') {
      if (this.pressed) this.#drop();
      else if (this.selected.size > 0) {
        this.#select([]);
        this.said = strings.map.nothingSelected;
      }
    } else if (key === ' ' && this.current >= 0) {
      const say = this.#toggle(this.current) ? strings.map.nowSelected : strings.map.nowUnselected;
      this.said = say(this.describe(this.current));
    } else {
      const next = pointByKey(key, this.places, this.current, () => this.#middle());
      if (next === null) return;
      this.#look(next);
    }
    event.preventDefault();
  }

  #middle() {
    const [{ clientWidth, clientHeight }] = this.#canvases;
    return nearestPoint(this.places, { x: clientWidth / 2, y: clientHeight / 2 }, Infinity);
  }

  /** @param {number} point */
  #look(point) {
    if (point < 0 || point >= this.places.length / 2) return;
    this.#show(point);
    const words = this.describe(point);
    this.said = this.selected.has(point) ? strings.map.isSelected(words) : words;
  }

  #focus() {
    if (this.current < 0 && !this.pressed) this.#look(this.#middle());
  }

  /** Where a point is drawn, in pixels of the page. @param {number} point */
  placeOnPage(point) {
    const { left, top } = this.#canvases[0].getBoundingClientRect();
    const { x, y } = placeOf(this.places, point);
    return { x: left + x, y: top + y };
  }

  /** @override */
  render() {
    return html`
      <div class="plane" data-plane tabindex="0" role="application" aria-roledescription=${strings.map.role}
        aria-label=${strings.map.title} aria-describedby="map-drawn map-keys" ?data-lassoing=${this.lassoing}
        @pointerdown=${this.#down} @pointermove=${this.#move} @pointerup=${this.#up} @pointercancel=${this.#drop}
        @pointerleave=${this.#leave} @keydown=${this.#key} @focus=${this.#focus}>
        <canvas aria-hidden="true"></canvas>
        <canvas aria-hidden="true"></canvas>
      </div>
      <p class="visually-hidden" role="status" data-said>${this.said}</p>`;
  }
}

customElements.define('agelens-map-plane', Plane);
