/** @import { Backbone, CoreService, Model, Run } from '../types.d.ts' */

/** How to run an exported network: what to hand out beside it. @type {Record<string, URL>} */
export const EXAMPLES = {
  'classify.py': new URL('./onnx/examples/classify.py', import.meta.url),
  'classify.mjs': new URL('./onnx/examples/classify.mjs', import.meta.url),
};

/**
 * Backbones and classifier as one ONNX network; onnx/model.js says what it takes and answers. Its code is loaded when it
 * is needed, not with the page.
 *
 * @param {Pick<CoreService, 'readClassifier'>} core
 * @param {(backbone: Backbone) => Promise<Uint8Array>} loadModel the network of a backbone, as it was built
 * @param {{ run: Run, model: Model }} project
 * @returns {Promise<Uint8Array>}
 */
export async function exportOnnx(core, loadModel, { run, model }) {
  const { writeModel } = await import('./onnx/model.js');
  const networks = await Promise.all(run.backbones.map(loadModel));
  const members = await Promise.all(model.members.map((member) => core.readClassifier(member)));
  return writeModel({ run, temperature: model.temperature, members, networks });
}

/**
 * What a user should know before using the network; null where its answers are the page's.
 *
 * @param {Pick<Run, 'settings'>} run
 */
export function exportCaution({ settings: { testCopies } }) {
  if (testCopies === 0) return null;
  const copies = testCopies === 1 ? 'one augmented copy' : `${testCopies} augmented copies`;
  return (
    `Here the answers for a photograph and ${copies} of it are averaged, and so the figures were measured; the exported ` +
    'network sees one image, so its probabilities differ a little and it is somewhat less accurate. Train with no copies ' +
    'averaged (test copies 0) for a network whose answers are the same as here.'
  );
}
