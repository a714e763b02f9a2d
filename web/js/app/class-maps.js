// Class activation maps from features and gradients; wasm/core/nn/attribution.h says what they are.

/** @import { Backbone, ClassMaps, Crop, Face, FeatureMap } from '../types.d.ts' */

/** Of the largest value of an embedding: what a network's own average may differ by. */
const MEAN_TOLERANCE = 1e-3;

/** Points along a side of a place when its share of the face is counted. */
const FINENESS = 8;

/**
 * Outputs that may be the features of which the embedding is the mean. What is built has them; a user's own network may.
 * @param {Backbone} backbone
 */
export function mapOutputs({ own, output, embeddingSize }) {
  if (!own) return ['features'];
  const maps = own.candidates.filter((candidate) => candidate.isMap && candidate.embeddingSize === embeddingSize);
  return maps.map((candidate) => candidate.output).sort((a, b) => Number(b === output) - Number(a === output));
}

/**
 * Whether one image's embedding is the mean of its features over space: then it can be said which place gave what.
 * @param {Float32Array} embedding
 * @param {FeatureMap} features
 */
export function isMeanOf(embedding, { data, channels, height, width }) {
  const places = height * width;
  if (embedding.length !== channels || places === 0) return false;
  const most = embedding.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
  return embedding.every((value, channel) => {
    let sum = 0;
    for (let place = 0; place < places; place++) sum += data[channel * places + place] ?? 0;
    return Math.abs(sum / places - value) <= MEAN_TOLERANCE * most;
  });
}

/**
 * What each place adds to each class's log odds.
 *
 * @param {Float32Array} gradients (classes, rowLength), by the rows that the classifier sees
 * @param {number} classCount
 * @param {object} part of the row
 * @param {number} part.firstColumn
 * @param {number} part.scale that the embedding was multiplied by in the row
 * @param {FeatureMap} features of one image
 * @returns {ClassMaps}
 */
export function classMaps(gradients, classCount, { firstColumn, scale }, { data, channels, height, width }) {
  const places = height * width;
  const rowLength = gradients.length / classCount;
  const values = new Float32Array(classCount * places);
  for (let index = 0; index < classCount; index++) {
    const first = index * rowLength + firstColumn;
    for (let place = 0; place < places; place++) {
      let sum = 0;
      for (let channel = 0; channel < channels; channel++) {
        sum += (gradients[first + channel] ?? 0) * (data[channel * places + place] ?? 0);
      }
      values[index * places + place] = (sum * scale) / places;
    }
  }
  return { values, height, width };
}

/** @param {ClassMaps} maps @param {number} index of the class */
export function mapOfClass({ values, height, width }, index) {
  const places = height * width;
  return values.subarray(index * places, (index + 1) * places);
}

/**
 * How much of what speaks for a class lies in the face's box, and how much of the square the box is; null where nothing
 * speaks for it.
 *
 * @param {ClassMaps} maps
 * @param {number} index of the class
 * @param {Crop} crop
 * @param {Face['box']} box
 */
export function onFace(maps, index, crop, box) {
  const { height, width } = maps;
  const values = mapOfClass(maps, index);
  const angle = (crop.angleDegrees * Math.PI) / 180;
  let inside = 0;
  let all = 0;
  let area = 0;
  for (let row = 0; row < height * FINENESS; row++) {
    for (let column = 0; column < width * FINENESS; column++) {
      const right = ((column + 0.5) / (width * FINENESS) - 0.5) * crop.side;
      const down = ((row + 0.5) / (height * FINENESS) - 0.5) * crop.side;
      const x = crop.centreX + right * Math.cos(angle) - down * Math.sin(angle) - box.left;
      const y = crop.centreY + right * Math.sin(angle) + down * Math.cos(angle) - box.top;
      const isInside = x >= 0 && y >= 0 && x < box.width && y < box.height;
      const place = Math.floor(row / FINENESS) * width + Math.floor(column / FINENESS);
      const value = Math.max(0, values[place] ?? 0);
      all += value;
      if (isInside) inside += value;
      if (isInside) area += 1;
    }
  }
  return all > 0 ? { share: inside / all, area: area / (height * width * FINENESS ** 2) } : null;
}
