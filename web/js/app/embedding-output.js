// Which output of a network of unknown make is its embedding.

/** @import { EmbeddingCandidate, Inspection } from '../types.d.ts' */

import { AgelensError } from './errors.js';

const EMBEDDING_NAME = /embed|feature|pool|avg|flatten|penultimate/i;
const CLASSIFIER_NAME = /logit|prob|class|softmax|predict|score/i;
/** Kinds of things in ImageNet, with and without one for the background. */
const CLASSIFIER_SIZES = [1000, 1001, 21841, 21843];

/** @param {EmbeddingCandidate} candidate */
export function looksLikeClassifier({ output, embeddingSize }) {
  if (EMBEDDING_NAME.test(output)) return false;
  return CLASSIFIER_NAME.test(output) || CLASSIFIER_SIZES.includes(embeddingSize);
}

/**
 * The outputs that can be the embedding. Throws when there is none.
 * @param {Inspection} inspection
 * @returns {EmbeddingCandidate[]}
 */
export function candidatesOf({ outputs, form }) {
  const vectors = outputs
    .filter(({ type }) => type === 'float32')
    .flatMap(({ name, dims, finite }) => {
      const candidate = candidateOf(name, dims, form.layout);
      return candidate ? [{ candidate, finite }] : [];
    });
  if (vectors.length === 0) {
    const found = outputs.map(({ name, type, dims }) => `“${name}” ${type} ${dims.join(' x ')}`).join(', ') || 'none';
    throw new AgelensError(
      'no-embedding',
      'The network has no output that can be an embedding: float32 with two dimensions, or with four of which two are ' +
        `the same height and width (it has: ${found}).`,
    );
  }
  const usable = vectors.filter(({ finite }) => finite).map(({ candidate }) => candidate);
  if (usable.length > 0) return usable;
  throw new AgelensError(
    'not-finite',
    'The network answered an image with values that are not numbers (NaN or infinite); it may be damaged, or need ' +
      'another precision.',
  );
}

/**
 * @param {string} output
 * @param {number[]} dims
 * @param {Inspection['form']['layout']} layout
 * @returns {EmbeddingCandidate | null}
 */
function candidateOf(output, dims, layout) {
  const [, second = 0, third = 0, fourth = 0] = dims;
  if (dims.length === 2) return second > 1 ? { output, embeddingSize: second, isMap: false } : null;
  if (dims.length !== 4) return null;
  const [channels, height, width] = layout === 'nchw' ? [second, third, fourth] : [fourth, second, third];
  return height === width && channels > 1 ? { output, embeddingSize: channels, isMap: true } : null;
}

/**
 * A vector named like an embedding, else a vector, else a map, and a classifier's answer only where there is nothing
 * else. Among equals the one with the most values, then the last.
 *
 * @param {EmbeddingCandidate[]} candidates
 * @param {string} [asked]
 * @returns {EmbeddingCandidate}
 */
export function chooseOutput(candidates, asked) {
  if (asked !== undefined) {
    const chosen = candidates.find(({ output }) => output === asked);
    if (chosen) return chosen;
    const known = candidates.map(({ output }) => `“${output}”`).join(', ');
    throw new AgelensError(
      'bad-output',
      `The network has no output “${asked}” that can be an embedding; choose ${known}.`,
    );
  }
  const rank = (/** @type {EmbeddingCandidate} */ candidate) => {
    if (looksLikeClassifier(candidate)) return 0;
    if (candidate.isMap) return 1;
    return EMBEDDING_NAME.test(candidate.output) ? 3 : 2;
  };
  const better = (/** @type {EmbeddingCandidate} */ a, /** @type {EmbeddingCandidate} */ b) =>
    rank(b) - rank(a) || b.embeddingSize - a.embeddingSize || candidates.indexOf(b) - candidates.indexOf(a);
  return /** @type {EmbeddingCandidate} */ ([...candidates].sort(better)[0]);
}
