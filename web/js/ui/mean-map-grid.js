/** @import {MeanMaps} from '../types.d.ts' */
import { html, nothing } from 'lit';
import { ref } from 'lit/directives/ref.js';
import { strongest } from '../charts/heat.js';
import '../charts/heat-map.js';
import { strings } from '../strings.js';
import { heatOf, heatScale, heatTable } from './heat-parts.js';
import { onFaceSentence, strongestSentence } from './heat-words.js';
import { LightElement } from './light-element.js';

const words = strings.why.mean;

const OPACITY = 0.8;

/** The mean map of each class over the mean picture of its photographs, all with one scale. */
class MeanMapGrid extends LightElement {
  /** @override */
  static properties = { meanMaps: { attribute: false } };

  constructor() {
    super();
    /** @type {MeanMaps | null} */
    this.meanMaps = null;
  }

  /** @override */
  render() {
    const { meanMaps } = this;
    if (!meanMaps) return nothing;
    const { parts, skipped } = meanMaps;
    return html`
      ${parts.map((part) => this.#part(meanMaps, part))}
      ${skipped > 0 ? html`<p class="hint">${words.skipped(skipped)}</p>` : nothing}`;
  }

  /** @param {MeanMaps} meanMaps @param {MeanMaps['parts'][number]} part */
  #part({ classNames, counts, parts }, { backbone, maps, pictures, size, onFace }) {
    const own = classNames.map((name, index) => ({ name, index, heat: heatOf(maps, index) }));
    const most = Math.max(...own.map(({ heat }) => strongest(heat.values)));
    return html`
      ${parts.length > 1 ? html`<h4>${words.seenByBackbone(backbone)}</h4>` : nothing}
      ${heatScale(most, OPACITY, words.theClass)}
      <div class="mean-maps">
        ${own.map(
          ({ name, index, heat }) => html`
            <figure data-mean-map=${name}>
              <div class="picture mapped">
                <canvas width=${size} height=${size} aria-hidden="true" ${ref(drawOf(pictures, size, index))}></canvas>
                <agelens-heat-map .heat=${heat} .most=${most} .size=${{ width: 224, height: 224 }} .opacity=${OPACITY}></agelens-heat-map>
              </div>
              <figcaption>
                <strong>${name}</strong>, ${words.photographs(counts[index] ?? 0)}.
                ${counts[index] ? strongestSentence(heat, name) : nothing}
                ${onFaceSentence(onFace[index], name, words.onAverage)}
              </figcaption>
            </figure>`,
        )}
      </div>
      <details>
        <summary>${words.inNumbers}</summary>
        ${own.map(({ name, heat }) => heatTable(heat, words.oddsOfClass(name)))}
      </details>`;
  }
}

/** @param {Uint8ClampedArray<ArrayBuffer>} pictures @param {number} size @param {number} index */
const drawOf = (pictures, size, index) => (/** @type {Element | undefined} */ canvas) => {
  const bytes = 4 * size * size;
  const picture = new ImageData(pictures.subarray(index * bytes, (index + 1) * bytes), size, size);
  /** @type {HTMLCanvasElement | undefined} */ (canvas)?.getContext('2d')?.putImageData(picture, 0, 0);
};

customElements.define('agelens-mean-map-grid', MeanMapGrid);
