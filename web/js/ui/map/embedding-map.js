/** @import {AppState, Dataset, EmbeddingMap, MapRequest, Trained} from '../../types.d.ts' */
/** @import {ColourBy, Group} from './colouring.js' */
/** @import {Described} from './words.js' */
import { html, nothing, render } from 'lit';
import { guard } from 'lit/directives/guard.js';
import '../../charts/chart-save.js';
import { drawMap } from '../../charts/map-plot.js';
import { strings } from '../../strings.js';
import { alertBox } from '../alert.js';
import '../job-progress.js';
import { card } from './card.js';
import { groupsBy } from './colouring.js';
import './course.js';
import { keyOf, legend } from './legend.js';
import { MapElement } from './map-element.js';
import './plane.js';
import { requestForm } from './request-form.js';
import { selection } from './selection.js';
import { createSprites } from './sprites.js';
import { describer, drawnSentence, gatheringSentences, pointSentence } from './words.js';

/** @type {[ColourBy, string][]} */
const COLOURS = /** @type {any} */ (Object.entries(strings.map.colours));

const words = strings.charts.map;

const NONE = /** @type {Set<number>} */ (new Set());

/**
 * The embeddings in a plane, and what they say. Emits `map-requested` {method, perplexity, copies}, `course-requested`
 * {person, everyone}, `photographs-filtered` {paths} and, from the progress, `cancel-requested`.
 */
class EmbeddingMapPanel extends MapElement {
  /** @override */
  static properties = {
    ...MapElement.properties,
    request: { state: true },
    colourBy: { state: true },
    asPictures: { state: true },
    selected: { state: true },
    shown: { state: true },
    person: { state: true },
    lassoing: { state: true },
  };

  constructor() {
    super();
    /** @type {MapRequest} */
    this.request = { method: 'tsne', perplexity: 15, copies: false };
    /** @type {ColourBy} */
    this.colourBy = 'class';
    this.asPictures = false;
    this.selected = NONE;
    /** The point that is looked at. */
    this.shown = -1;
    /** @type {string | null} */
    this.person = null;
    this.lassoing = false;
    /** @type {Group[]} */
    this.groups = [];
    /** @type {number[]} Points of the chosen person, in the order of the ages. */
    this.course = [];
    /** @type {ReturnType<typeof createSprites> | null} */
    this.sprites = null;
    /** @type {((point: number) => ImageBitmap | null) | null} */
    this.pictureOf = null;
    /** @type {Map<string, Dataset['samples'][number]['entry']>} */
    this.entries = new Map();
    /** @type {(point: number) => Described} */
    this.pointOf = () => ({ path: '', copy: 0, person: null, className: '', taken: null, right: null });
    /** @param {number} point */
    this.describe = (point) => pointSentence(this.pointOf(point));
    this.dark = window.matchMedia('(prefers-color-scheme: dark)');
  }

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    this.dark.addEventListener('change', this.#recolour);
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    this.dark.removeEventListener('change', this.#recolour);
    this.#dropSprites();
  }

  #recolour = () => this.requestUpdate('colourBy');

  #dropSprites() {
    this.sprites?.close();
    this.sprites = null;
    this.pictureOf = null;
  }

  /** @override @param {Map<string, any>} changed */
  willUpdate(changed) {
    const { trained, photographs } = this;
    const { map } = this.state;
    if (changed.has('photographs')) {
      this.entries = new Map(photographs?.samples.map(({ path, entry }) => [path, entry]));
      if (photographs?.features) this.entries.clear();
    }
    if (changed.has('trained')) {
      const before = /** @type {Trained | null | undefined} */ (changed.get('trained'));
      if (before?.run !== trained?.run) this.person = null;
      const describe = trained && describer(trained);
      this.pointOf = (point) => /** @type {any} */ (describe)?.(this.state.map?.points[point]);
    }
    const before = /** @type {EmbeddingMap | null | undefined} */ (changed.get('state')?.map);
    const hasOtherPoints = changed.has('state') && before?.points !== map?.points;
    if (hasOtherPoints && before?.points.length !== map?.points.length) {
      this.selected = NONE;
      this.shown = -1;
    }
    if (hasOtherPoints || changed.has('colourBy') || changed.has('trained')) {
      this.groups = trained && map ? groupsBy(this.colourBy, trained, map.points, this.dark.matches) : [];
    }
    if (hasOtherPoints || changed.has('person')) this.course = trained && map ? this.#courseOf(map, trained) : [];
    if (changed.has('asPictures') || changed.has('photographs')) this.#preparePictures();
  }

  #preparePictures() {
    this.#dropSprites();
    if (!this.asPictures) return;
    const sprites = createSprites(() => {
      // Another function, so that the plane is drawn again.
      this.pictureOf = (point) => sprites.of(this.entries.get(this.pointOf(point).path));
      this.requestUpdate();
    });
    this.sprites = sprites;
    this.pictureOf = (point) => sprites.of(this.entries.get(this.pointOf(point).path));
  }

  /** @override */
  render() {
    const { trained, state } = this;
    if (!trained) return nothing;
    const { map, neighbourhood } = state;
    return html`
      <p class="hint">
        ${strings.map.what}
      </p>
      ${this.#form()} ${alertBox(this.error)}
      ${this.job?.kind === 'map' ? html`<agelens-job-progress .job=${this.job}></agelens-job-progress>` : nothing}
      <div class="map-words" role="status" data-gathering>
        ${neighbourhood ? this.#gathering(neighbourhood, trained) : nothing}
      </div>
      ${map ? this.#drawn(map, trained) : nothing}`;
  }

  #form() {
    return requestForm(this.request, {
      busy: this.job !== null,
      title: this.state.map ? strings.map.drawAgain : strings.map.draw,
      change: (patch) => {
        this.request = { ...this.request, ...patch };
      },
      draw: () => this.emit('map-requested', this.request),
    });
  }

  /** @param {NonNullable<AppState['embeddingMap']['neighbourhood']>} neighbourhood @param {Trained} trained */
  #gathering(neighbourhood, { run, model }) {
    const ages = run.classValues !== null;
    const { verdict, measured } = gatheringSentences(neighbourhood, ages, model.photographs.length);
    return html`<p><strong>${verdict}</strong></p><p>${measured}</p>`;
  }

  /** @param {EmbeddingMap} map @param {Trained} trained */
  #drawn(map, trained) {
    const { course, problem } = this.state;
    const select = (/** @type {Iterable<number>} */ points) => {
      this.selected = new Set(points);
    };
    return html`
      <div class="map-look">
        <div class="field">
          <label for="map-colour">${strings.map.colourBy}</label>
          <select id="map-colour" @change=${(/** @type {any} */ { target }) => {
            this.colourBy = target.value;
          }}>
            ${COLOURS.filter(([value]) => this.#tells(value, map, trained)).map(
              ([value, title]) => html`<option value=${value} .selected=${value === this.colourBy}>${title}</option>`,
            )}
          </select>
        </div>
        ${this.entries.size > 0 ? this.#pictureTick() : nothing}
        <button type="button" class="map-lasso" aria-pressed=${this.lassoing} @click=${() => {
          this.lassoing = !this.lassoing;
        }}>${strings.map.lasso}</button>
      </div>
      <div class="map-figure">
        <agelens-map-plane .coordinates=${map.coordinates} .groups=${this.groups} .selected=${this.selected}
          .course=${this.course} .pictureOf=${this.pictureOf} .describe=${this.describe}
          .lassoing=${this.lassoing} .moving=${this.job?.kind === 'map'}
          @point-shown=${(/** @type {CustomEvent} */ { detail }) => {
            this.shown = detail.point;
          }}
          @points-selected=${(/** @type {CustomEvent} */ { detail }) => select(detail.points)}></agelens-map-plane>
        <div class="map-side">${guard([this.groups], () => legend(this.groups, select))} ${card(this.#shown(map))}</div>
      </div>
      ${this.#save(map, trained)}
      <p class="hint" id="map-drawn" data-drawn>${drawnSentence(map)}</p>
      <p class="hint" id="map-keys">
        ${strings.map.keys}
      </p>
      ${guard([this.selected, map.points, this.entries], () => this.#selection(select))}
      <agelens-person-course .trained=${trained} .course=${course} .problem=${problem} .person=${this.person}
        @person-chosen=${(/** @type {CustomEvent} */ { detail }) => {
          this.person = detail.person;
        }}></agelens-person-course>`;
  }

  /** For paper, whose colours are a light page's. @param {EmbeddingMap} map @param {Trained} trained */
  #save({ points, coordinates }, trained) {
    const groups = () => groupsBy(this.colourBy, trained, points, false);
    const draw = (/** @type {number} */ width) =>
      drawMap({ name: words.caption, coordinates, groups: groups(), width });
    const key = () => {
      const holder = document.createElement('div');
      render(keyOf(groups()), holder);
      return holder.firstElementChild;
    };
    const table = {
      summary: null,
      label: words.caption,
      columns: words.columns.map((title) => ({ title })),
      rows: () =>
        points.map((_, point) => {
          const { path, copy, person, className, taken } = this.pointOf(point);
          return [path, copy, person, className, taken, coordinates[2 * point] ?? 0, coordinates[2 * point + 1] ?? 0];
        }),
    };
    return html`
      <agelens-chart-save .chart=${{ ...words, table }} .key=${key}
        .pictures=${() => [{ title: '', draw, heading: null }]}></agelens-chart-save>`;
  }

  /** @param {(points: Iterable<number>) => void} select */
  #selection(select) {
    const points = [...this.selected].sort((a, b) => a - b).map(this.pointOf);
    const paths = [...new Set(points.map(({ path }) => path))].filter((path) => this.entries.has(path));
    const filter = paths.length > 0 ? () => this.emit('photographs-filtered', { paths }) : null;
    return selection(points, { filter, clear: () => select(NONE) });
  }

  /** What is looked at, and its photograph. @param {EmbeddingMap} map */
  #shown({ points }) {
    if (!points[this.shown]) return null;
    const described = this.pointOf(this.shown);
    return { described, entry: this.entries.get(described.path) };
  }

  #pictureTick() {
    return html`
      <label class="map-tick">
        <input type="checkbox" .checked=${this.asPictures} @change=${(/** @type {any} */ { target }) => {
          this.asPictures = target.checked;
        }} />
        ${strings.map.thumbnails}
      </label>`;
  }

  /** @param {ColourBy} by @param {EmbeddingMap} map @param {Trained} trained */
  #tells(by, map, { run }) {
    if (by === 'person') return run.personsRecur;
    return by !== 'copy' || map.request.copies;
  }

  /** The points of the chosen person, in the order of the ages. @param {EmbeddingMap} map @param {Trained} trained */
  #courseOf({ points }, { model: { photographs } }) {
    const { person } = this;
    if (person === null) return [];
    const classOf = (/** @type {number} */ point) => photographs[points[point].photograph].classIndex;
    return points
      .flatMap(({ photograph, copy }, point) => (copy === 0 && photographs[photograph].person === person ? point : []))
      .sort((a, b) => classOf(a) - classOf(b));
  }
}

customElements.define('agelens-embedding-map', EmbeddingMapPanel);
