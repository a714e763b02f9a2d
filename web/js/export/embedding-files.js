/** @import { CoreService, EmbeddingDescription } from '../types.d.ts' */
/** @import { Embedded } from '../app/embed-dataset.js' */

import { writeCsv } from './csv.js';

/**
 * features.npy (rows, dimension) float32, labels.npy (rows) int32 class indices, and samples.csv, which says what each
 * row is. Rows of a sample follow one another, copy 0 first. With a description also embedding.json, which says what made
 * them: with it they can be joined, and photographs be classified with what is trained on them.
 *
 * @param {Pick<CoreService, 'writeNpy'>} core
 * @param {Embedded} embedded
 * @param {EmbeddingDescription} [description]
 * @returns {Promise<Map<string, Uint8Array>>}
 */
export async function embeddingFiles(core, { dataset, embeddings, copies }, description) {
  const rows = dataset.samples.flatMap((sample) =>
    Array.from({ length: copies + 1 }, (_, copy) => ({ ...sample, copy })),
  );
  const labels = Int32Array.from(rows, ({ classIndex }) => classIndex);
  const samples = writeCsv(
    ['row', 'path', 'class', 'person', 'copy'],
    rows.map(({ path, classIndex, person, copy }, row) => [
      row,
      path,
      dataset.classNames[classIndex] ?? '',
      person,
      copy,
    ]),
  );
  // A shard may be left without rows.
  const size = rows.length > 0 ? embeddings.length / rows.length : sizeOf(description);
  /** @type {Map<string, Uint8Array>} */
  const files = new Map([
    ['features.npy', await core.writeNpy(embeddings, [rows.length, size])],
    ['labels.npy', await core.writeNpy(labels, [rows.length])],
    ['samples.csv', new TextEncoder().encode(samples)],
  ]);
  if (description) {
    files.set('embedding.json', new TextEncoder().encode(`${JSON.stringify(description, null, 2)}\n`));
  }
  return files;
}

/** @param {EmbeddingDescription | undefined} description */
const sizeOf = (description) => description?.backbones.reduce((sum, { embeddingSize }) => sum + embeddingSize, 0) ?? 0;
