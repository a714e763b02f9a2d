// A network of the user's own, given on the command line.

/** @import { Backbone, Manifest, OwnOptions, Run, Settings } from '../../web/js/types.d.ts' */

import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { sha256Of } from '../../web/js/app/embedding-recipe.js';
import { AgelensError } from '../../web/js/app/errors.js';
import { namesIn, networksOf } from '../../web/js/app/find-backbone.js';
import { readOwnBackbone } from '../../web/js/app/own-backbone.js';
import { inspectInNode } from '../../web/js/embed/node.js';

/** @typedef {{ path: string, options: OwnOptions }} OwnFile */

/**
 * Its bytes, whatever it is: a project says itself how its networks are used.
 * @param {OwnFile} file
 */
export async function readModel({ path }) {
  const model = await readFile(path).catch(() => {
    throw new AgelensError('unreadable', `“${path}” could not be read; give the path of your ONNX file.`);
  });
  return { model: new Uint8Array(model), sha256: await sha256Of(model) };
}

/**
 * @param {OwnFile} file
 * @returns {Promise<{ backbone: Backbone, model: Uint8Array }>}
 */
export async function readOwn({ path, options }) {
  const info = await stat(path).catch(() => null);
  if (!info?.isFile()) throw new AgelensError('unreadable', `“${path}” is no file; give the path of your ONNX file.`);
  const read = async () => new Uint8Array(await readFile(path));
  return readOwnBackbone(inspectInNode, { name: basename(path), size: info.size, read }, options);
}

/**
 * The manifest with the own backbone, and settings that use it.
 *
 * @param {Manifest} manifest
 * @param {Settings} settings
 * @param {Backbone | undefined} own
 */
export function withOwn(manifest, settings, own) {
  if (!own) {
    const missing = namesIn(settings.backbone).find((name) => name.startsWith('own-'));
    if (!missing) return { manifest, settings };
    throw new AgelensError(
      'no-backbone',
      `The settings name your own backbone “${missing}”; give --backbone FILE.onnx.`,
    );
  }
  return {
    manifest: { ...manifest, backbones: [...manifest.backbones, own] },
    settings: { ...settings, backbone: own.name },
  };
}

/**
 * Throws unless every network of a project is built here or given.
 *
 * @param {string} project name of its file
 * @param {Run} run
 * @param {Manifest} manifest
 * @param {string} [given] SHA-256 of the own network on the command line
 */
export function checkNetworks(project, run, manifest, given) {
  const known = [given, ...[...manifest.backbones, manifest.faceDetector].map((network) => network?.sha256)];
  for (const network of networksOf(run)) {
    const { name, sha256 } = network;
    if (known.includes(sha256)) continue;
    const own = 'own' in network ? network.own : null;
    if (!own) {
      throw new AgelensError(
        'no-backbone',
        `“${project}” needs the network ${name} with SHA-256 ${sha256}, which is not available here; build it, or ` +
          'train again.',
      );
    }
    const other = given ? `the file that was given is another one (SHA-256 ${given})` : 'it is not part of the project';
    throw new AgelensError(
      'no-backbone',
      `“${project}” needs your own network “${own.fileName}” with SHA-256 ${sha256}, and ${other}; give it with ` +
        '--backbone FILE.onnx.',
    );
  }
}
