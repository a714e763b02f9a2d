/** @import { Backbone } from '../types.d.ts' */

import { AgelensError } from './errors.js';

/**
 * @param {Backbone[]} backbones
 * @param {string} name
 */
export function findBackbone(backbones, name) {
  const backbone = backbones.find((candidate) => candidate.name === name);
  if (backbone) return backbone;
  const known = backbones.map((candidate) => candidate.name).join(', ') || 'none';
  throw new AgelensError('no-backbone', `The backbone “${name}” is not available; available: ${known}.`);
}
