/** @import { CoreService } from '../types.d.ts' */
/** @import { Embedded } from '../app/embed-dataset.js' */

import { writeCsv } from './csv.js';

/**
 * features.npy (rows, dimension) float32, labels.npy (rows) int32 class indices, and samples.csv, which says what each
 * row is. Rows of a sample follow one another, copy 0 first.
 *
 * @param {Pick<CoreService, 'writeNpy'>} core
 * @param {Embedded} embedded
 * @returns {Promise<Map<string, Uint8Array>>}
 */
export async function embeddingFiles(core, { dataset, embeddings, copies }) {
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
  return new Map([
    ['features.npy', await core.writeNpy(embeddings, [rows.length, embeddings.length / rows.length])],
    ['labels.npy', await core.writeNpy(labels, [rows.length])],
    ['samples.csv', new TextEncoder().encode(samples)],
  ]);
}
