// What the page can save of a training, by the names of ui/export-list.js.

/** @import { CoreService, NetworkFile, Trained } from './types.d.ts' */
/** @import { Exporters } from './app/export-run.js' */

import { version } from '../../package.json';
import { checkClassifies } from './app/obtain-embeddings.js';
import { describeWhole } from './app/shard.js';
import { embeddingFiles } from './export/embedding-files.js';
import { writePredictions } from './export/predictions.js';
import { writeSettingsFile } from './export/settings-file.js';

/** @typedef {(trained: Trained) => Promise<Map<string, Uint8Array>>} NetworkFiles a classifier as other programs take it */

/**
 * @param {CoreService} core
 * @param {(network: NetworkFile) => Promise<Uint8Array>} loadModel
 * @returns {NetworkFiles}
 */
export function createNetworkFiles(core, loadModel) {
  return async (trained) => {
    checkClassifies(trained.run);
    const { networkFiles } = await import('./export/onnx.js');
    return networkFiles(core, loadModel, trained);
  };
}

/**
 * @param {CoreService} core
 * @param {NetworkFiles} networkFiles
 * @returns {Exporters}
 */
export function createExporters(core, networkFiles) {
  return {
    network: async ({ trained }) => {
      const files = await networkFiles(trained);
      const { EXAMPLES } = await import('./export/onnx.js');
      for (const [name, address] of Object.entries(EXAMPLES)) {
        files.set(name, new Uint8Array(await (await fetch(address)).arrayBuffer()));
      }
      return { ending: 'network.zip', type: 'application/zip', bytes: await zipOf(files, trained.run.startedAt) };
    },
    report: async ({ trained }) => {
      const { writeReport } = await import('./report/report.js');
      return { ending: 'report.html', type: 'text/html', bytes: writeReport(trained, version) };
    },
    predictions: async ({ trained: { run } }) => ({
      ending: 'predictions.csv',
      type: 'text/csv',
      bytes: writePredictions(run),
    }),
    embeddings: async ({ trained: { run }, embed }) => {
      const embedded = await embed();
      const files = await embeddingFiles(core, embedded, await describeWhole(core, run, embedded));
      return { ending: 'embeddings.zip', type: 'application/zip', bytes: await zipOf(files, run.startedAt) };
    },
    settings: async ({ trained: { run } }) => ({
      ending: 'settings.json',
      type: 'application/json',
      bytes: writeSettingsFile(run.settings),
    }),
  };
}

/** @param {Map<string, Uint8Array>} files by name @param {string} date of all of them */
async function zipOf(files, date) {
  const { writeZip } = await import('./data/zip-writer.js');
  const zip = writeZip([...files].map(([name, bytes]) => ({ name, bytes, modified: new Date(date) })));
  return new Uint8Array(await new Response(zip).arrayBuffer());
}
