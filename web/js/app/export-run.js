/** @import { Context, Dataset, DeviceChoice, ExportName, Progress, Trained } from '../types.d.ts' */
/** @import { Embedded, EmbedServices } from './embed-dataset.js' */
/** @import { Embedder } from './embedder.js' */

import { AgelensError } from './errors.js';
import { fileName } from './file-name.js';
import { obtainEmbeddings } from './obtain-embeddings.js';

/**
 * Makes one of the files that can be saved.
 *
 * @callback Exporter
 * @param {{ trained: Trained, embed: () => Promise<Embedded> }} request `embed` gives the embeddings of the run
 * @returns {Promise<{ ending: string, type: string, bytes: Uint8Array }>} `ending`: of the file's name
 */

/** @typedef {Record<ExportName, Exporter>} Exporters */
/** @typedef {(name: string, file: Blob) => void} SaveFile */

/**
 * @param {Omit<EmbedServices, 'embedder'> & { embedder: Embedder, exporters: Exporters, saveFile: SaveFile }} services
 * @param {{ name: ExportName, trained: Trained, dataset: Dataset | null, choice: DeviceChoice }} request
 * @param {Context<Progress>} context
 * @returns {Promise<string>} the name of the saved file
 */
export async function exportRun(services, { name, trained, dataset, choice }, context) {
  const { run } = trained;
  const embed = async () => {
    if (!dataset?.features) return embedRun(services, { trained, dataset, choice }, context);
    throw new AgelensError('no-photographs', 'These embeddings came as files; there is nothing else to save of them.');
  };
  const { ending, type, bytes } = await services.exporters[name]({ trained, embed });
  const file = `${fileName(run.datasetName)}-${ending}`;
  services.saveFile(file, new Blob([/** @type {Uint8Array<ArrayBuffer>} */ (bytes)], { type }));
  return file;
}

/**
 * The embeddings that a run was made of; those that are kept are not computed again.
 *
 * @param {Omit<EmbedServices, 'embedder'> & { embedder: Embedder }} services
 * @param {{ trained: Pick<Trained, 'run'>, dataset: Dataset | null, choice: DeviceChoice }} request
 * @param {Context<Progress>} context
 */
export async function embedRun(services, { trained: { run }, dataset, choice }, context) {
  const known = new Set(dataset?.samples.map(({ path }) => path));
  if (!dataset || !run.predictions.every(({ path }) => known.has(path))) {
    throw new AgelensError(
      'no-dataset',
      `The embeddings need the photographs that were trained on: choose “${run.datasetName}” under Photographs first.`,
    );
  }
  const { settings, backbones, faceDetector } = run;
  const request = { dataset, settings, choice, backbones, faceDetector };
  const { embedded } = await obtainEmbeddings(services, request, context);
  if (embedded.dataset.samples.length !== run.samples) {
    throw new AgelensError(
      'other-dataset',
      `“${run.datasetName}” has ${embedded.dataset.samples.length} photographs now and had ${run.samples} when it was ` +
        'trained; train again first.',
    );
  }
  return embedded;
}
