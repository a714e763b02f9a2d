/** @import {Crop, FacesFound} from '../types.d.ts' */
import { html, nothing, svg } from 'lit';
import { strings } from '../strings.js';

/**
 * The square that a backbone saw, drawn in the photograph's own pixels over it; it may be turned and reach outside.
 * SVG, because its geometry is then attributes that no style policy forbids.
 * @param {{width: number, height: number}} size Of the upright photograph.
 * @param {Crop | null} crop
 */
export function cropFrame({ width, height }, crop) {
  const points = crop ? cornersOf(crop) : '';
  return html`
    <svg class="crop-frame" viewBox="0 0 ${width} ${height}" preserveAspectRatio="none" aria-hidden="true">
      ${
        crop
          ? svg`
            <polygon class="crop-halo" points=${points}></polygon>
            <polygon class="crop-square" points=${points} data-crop=${cropData(crop)}></polygon>`
          : nothing
      }
    </svg>`;
}

/** @param {Crop} crop */
function cropData({ centreX, centreY, side, angleDegrees }) {
  return [centreX, centreY, side, angleDegrees].map((value) => value.toFixed(1)).join(' ');
}

/** The corners of a crop as the points of a polygon. @param {Crop} crop */
export function cornersOf({ centreX, centreY, side, angleDegrees }) {
  const angle = (angleDegrees * Math.PI) / 180;
  const along = { x: (Math.cos(angle) * side) / 2, y: (Math.sin(angle) * side) / 2 };
  return [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ]
    .map(([right = 0, down = 0]) => [
      centreX + right * along.x - down * along.y,
      centreY + right * along.y + down * along.x,
    ])
    .map((point) => point.map((value) => value.toFixed(2)).join(','))
    .join(' ');
}

/**
 * A button around each face, the chosen one pressed. Real buttons, which need no keyboard code of their own.
 * @param {{width: number, height: number}} size Of the upright photograph.
 * @param {FacesFound} found
 * @param {{of: string, disabled: boolean, choose: (face: number) => void}} options `of`: the photograph's name.
 */
export function faceButtons({ width, height }, found, { of, ...options }) {
  const share = (/** @type {number} */ part, /** @type {number} */ all) => `${((part / all) * 100).toFixed(3)}%`;
  return html`
    <svg class="face-buttons" role="group" aria-label=${strings.faces.facesIn(of)}>
      ${found.faces.map(
        ({ box }, face) => svg`
          <foreignObject x=${share(box.left, width)} y=${share(box.top, height)}
            width=${share(box.width, width)} height=${share(box.height, height)}>
            ${faceButton(found, face, options)}
          </foreignObject>`,
      )}
    </svg>`;
}

/**
 * The same in words, where the browser cannot show the photograph.
 * @param {FacesFound} found
 * @param {{of: string, disabled: boolean, choose: (face: number) => void}} options
 */
export function faceWords(found, { of, ...options }) {
  return html`
    <div class="face-words" role="group" aria-label=${strings.faces.facesIn(of)}>
      ${found.faces.map((_, face) => faceButton(found, face, options, strings.faces.face(face + 1)))}
    </div>`;
}

/**
 * @param {FacesFound} found
 * @param {number} face
 * @param {{disabled: boolean, choose: (face: number) => void}} options
 * @param {string} [words]
 */
function faceButton({ faces, chosen }, face, { disabled, choose }, words = '') {
  return html`
    <button type="button" data-face=${face} ?disabled=${disabled} aria-pressed=${face === chosen}
      aria-label=${strings.faces.faceOf(face + 1, faces.length)} @click=${() => choose(face)}>${words}</button>`;
}
