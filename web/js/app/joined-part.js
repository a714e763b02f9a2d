/**
 * An embedding as it stands in a row: alone as it is; beside those of other backbones with a mean square of 1, so that
 * backbones meet on equal terms however large their values are.
 *
 * @param {Float32Array} embedding
 * @param {{ length: number }} backbones all that are joined
 * @returns {Float32Array}
 */
export function partOfRow(embedding, backbones) {
  if (backbones.length === 1) return embedding;
  const meanSquare = embedding.reduce((sum, value) => sum + value * value, 0) / embedding.length;
  const scale = meanSquare > 0 ? 1 / Math.sqrt(meanSquare) : 1;
  return embedding.map((value) => value * scale);
}
