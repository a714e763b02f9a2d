/** @import { CoreService, NetworkFile, Trained } from '../types.d.ts' */

export { exportCaution } from './onnx/caution.js';

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
 * @param {(network: NetworkFile) => Promise<Uint8Array>} loadModel as it was built
 * @param {Trained} trained
 * @returns {Promise<Uint8Array>}
 */
export async function exportOnnx(core, loadModel, { run, model }) {
  const { writeModel } = await import('./onnx/model.js');
  const networks = await Promise.all(run.backbones.map((backbone) => loadModel(backbone)));
  const members = await Promise.all(model.members.map((member) => core.readClassifier(member)));
  return writeModel({ run, temperature: model.temperature, members, networks });
}

/**
 * What another program classifies with, by file name: that network, and what finds the faces where it looks at faces.
 *
 * @param {Parameters<typeof exportOnnx>} what
 * @returns {Promise<Map<string, Uint8Array>>}
 */
export async function networkFiles(...what) {
  const [, loadModel, { run }] = what;
  const files = new Map([['model.onnx', await exportOnnx(...what)]]);
  if (run.faceDetector) files.set('model-face-detector.onnx', await loadModel(run.faceDetector));
  return files;
}
