import * as Plot from '@observablehq/plot';
import { FRAME, named } from './picture.js';

/** @typedef {{ name: string, colour: string, shape: 'circle' | 'square' | 'diamond' | 'triangle' | 'ring', points: number[] }} MapGroup */

/**
 * The embedding map as a picture for a file: a mark a point, the same scale along both axes, which mean nothing by themselves.
 * @param {{ name: string, coordinates: Float32Array, groups: MapGroup[], width: number }} chart coordinates (points, 2)
 */
export function drawMap({ name, coordinates, groups, width }) {
  const at = (/** @type {number} */ point) => ({ x: coordinates[2 * point], y: coordinates[2 * point + 1] });
  const picture = Plot.plot({
    ...{ ...FRAME, marginLeft: 14, marginBottom: 14, axis: null, width },
    // From the width and the points.
    ...{ height: undefined, aspectRatio: 1 },
    marks: groups.map(({ colour, shape, points }) =>
      Plot.dot(points.map(at), {
        ...{ x: 'x', y: 'y', r: 3.5, symbol: shape === 'ring' ? 'circle' : shape },
        ...(shape === 'ring' ? { stroke: colour, strokeWidth: 1.5 } : { fill: colour }),
      }),
    ),
  });
  return named(picture, name);
}
