// What the page can save of a training, by the names of ui/export-list.js.

/** @import { CoreService } from './types.d.ts' */
/** @import { Exporters } from './app/export-run.js' */

import { version } from '../../package.json';
import { embeddingFiles } from './export/embedding-files.js';
import { writePredictions } from './export/predictions.js';
import { writeSettingsFile } from './export/settings-file.js';
import { writeReport } from './report/report.js';

/**
 * @param {CoreService} core
 * @returns {Exporters}
 */
export function createExporters(core) {
  return {
    report: async ({ trained }) => ({ ending: 'report.html', type: 'text/html', bytes: writeReport(trained, version) }),
    predictions: async ({ trained: { run } }) => ({
      ending: 'predictions.csv',
      type: 'text/csv',
      bytes: writePredictions(run),
    }),
    embeddings: async ({ trained: { run }, embed }) => {
      const { writeZip } = await import('./data/zip-writer.js');
      const files = await embeddingFiles(core, await embed());
      const modified = new Date(run.startedAt);
      const zip = writeZip([...files].map(([name, bytes]) => ({ name, bytes, modified })));
      const bytes = new Uint8Array(await new Response(zip).arrayBuffer());
      return { ending: 'embeddings.zip', type: 'application/zip', bytes };
    },
    settings: async ({ trained: { run } }) => ({
      ending: 'settings.json',
      type: 'application/json',
      bytes: writeSettingsFile(run.settings),
    }),
  };
}
