// The project file on a disk: written and read part by part.

/** @import { CoreService, Dataset, Trained } from '../../web/js/types.d.ts' */
/** @import { Writing } from '../../web/js/data/project-file.js' */

import { open, rename, rm, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { AgelensError } from '../../web/js/app/errors.js';
import { describeDataset, makeProject } from '../../web/js/app/project.js';
import { sha256 } from '../../web/js/data/backbones.js';
import { readProjectFile, writeProjectFile } from '../../web/js/data/project-file.js';
import { openZip } from '../../web/js/data/zip-reader.js';
import { causeOf } from './files.mjs';

/**
 * Replaces the file when the new one is whole.
 *
 * @param {string} path
 * @param {object} content
 * @param {Trained} content.trained
 * @param {Dataset} content.dataset
 * @param {boolean} content.photographs whether to put them into the file
 * @param {object} making
 * @param {Pick<CoreService, 'writeNpy'>} making.core
 * @param {Writing['networkFiles']} making.networkFiles
 * @param {(sentence: string) => void} making.onProblem
 */
export async function saveProject(path, { trained, dataset, photographs }, { core, networkFiles, onProblem }) {
  const { run } = trained;
  const kept = dataset.features ? null : await describeDataset(dataset, sha256);
  const project = makeProject({ name: run.datasetName, settings: run.settings, dataset: kept, runs: [run], trained });
  const entries = new Map(dataset.samples.map((sample) => [sample.path, sample.entry]));
  const readPhotograph = async (/** @type {{ path: string }} */ photograph) => {
    const entry = entries.get(photograph.path);
    if (!entry) throw new Error(`${photograph.path} is no photograph of the dataset`);
    return entry.read();
  };
  const unfinished = `${path}.unfinished`;
  try {
    const file = writeProjectFile(project, {
      core,
      readPhotograph: photographs ? readPhotograph : null,
      networkFiles,
      onProblem,
    });
    await writeFile(unfinished, file);
    await rename(unfinished, path);
  } finally {
    await rm(unfinished, { force: true });
  }
}

/**
 * @param {string} path
 * @param {Pick<CoreService, 'readNpy'>} core
 * @param {(sentence: string) => void} say what is damaged in the file
 * @returns {Promise<Trained>}
 */
export async function readClassifier(path, core, say) {
  const name = basename(path);
  const handle = await open(path).catch((error) => {
    throw new AgelensError('unreadable', `“${path}” could not be read (${causeOf(error)}).`);
  });
  try {
    const { size } = await handle.stat();
    const entries = await openZip(
      {
        size,
        async read(start, end) {
          const { buffer, bytesRead } = await handle.read(new Uint8Array(end - start), 0, end - start, start);
          return buffer.subarray(0, bytesRead);
        },
      },
      name,
    );
    const { project, problems } = await readProjectFile(entries, name, core);
    for (const problem of problems) say(`“${name}”: ${problem}`);
    if (project.trained) return project.trained;
    throw new AgelensError('no-classifier', `“${name}” holds no classifier; train it first.`);
  } finally {
    await handle.close();
  }
}
