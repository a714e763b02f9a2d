/** @import { Backbone, FaceDetector, Manifest, Settings } from '../types.d.ts' */
/** @import { Seeing } from './embed-dataset.js' */

import { AgelensError } from './errors.js';

/** Between the names of backbones whose embeddings are joined. */
const JOIN = '+';

/** @param {string} name @returns {string[]} the backbones that it joins */
export const namesIn = (name) => name.split(JOIN);

/** @param {string[]} names */
export const joinNames = (names) => names.join(JOIN);

/**
 * What the settings look through: the backbones, and the face detector where faces are cut out.
 *
 * @param {Manifest} manifest
 * @param {Pick<Settings, 'backbone' | 'crop'>} settings
 * @returns {Seeing}
 */
export function findSeeing({ backbones, faceDetector }, { backbone, crop }) {
  const names = namesIn(backbone);
  const found = names.map((name) => findBackbone(backbones, name));
  if (new Set(names).size < names.length) {
    throw new AgelensError('no-backbone', `“${backbone}” joins a backbone with itself; name each once.`);
  }
  if (crop === 'whole') return { backbones: found, faceDetector: null };
  if (faceDetector) return { backbones: found, faceDetector };
  throw new AgelensError(
    'no-face-detector',
    'Faces cannot be cut out: the face detector was not built. Run npm install and build again, or choose the whole ' +
      'picture.',
  );
}

/**
 * @param {Backbone[]} backbones
 * @param {string} name
 */
function findBackbone(backbones, name) {
  const backbone = backbones.find((candidate) => candidate.name === name);
  if (backbone) return backbone;
  const known = backbones.map((candidate) => candidate.name).join(', ') || 'none';
  throw new AgelensError('no-backbone', `The backbone “${name}” is not available; available: ${known}.`);
}

/**
 * The networks that must be open.
 * @param {Seeing} seeing
 * @returns {(Backbone | FaceDetector)[]}
 */
export const networksOf = ({ backbones, faceDetector }) => (faceDetector ? [faceDetector, ...backbones] : backbones);

/**
 * The settings, or, where their backbone or the face detector is not there, with what stands in for it: that has a notice or
 * a reason, which the page shows.
 *
 * @param {Manifest} manifest
 * @param {Settings} settings
 * @returns {Settings}
 */
export function availableSettings({ backbones, faceDetector }, settings) {
  const [first] = backbones;
  if (!first) return settings;
  const known = namesIn(settings.backbone).every((name) => backbones.some((backbone) => backbone.name === name));
  const backbone = known ? settings.backbone : first.name;
  const crop = faceDetector ? settings.crop : 'whole';
  return backbone === settings.backbone && crop === settings.crop ? settings : { ...settings, backbone, crop };
}
