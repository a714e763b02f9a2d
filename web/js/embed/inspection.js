// What a network of unknown make is: its inputs and outputs as its file declares them, and what comes out for images.

/** @import { InferenceSession, Tensor } from 'onnxruntime-common' */
/** @import { InputForm, NetworkSignature, NetworkValue, TrialOutput } from '../types.d.ts' */
/** @import { Runtime } from './session.js' */

import { AgelensError } from '../app/errors.js';
import { outcomeOf } from '../link/outcome.js';
import { fixedBatchOf, knownSize } from './fixed-batch.js';
import { BACKBONE } from './part.js';

/** @param {() => Promise<Runtime>} load */
export function createInspection(load) {
  /** @type {{ runtime: Runtime, session: InferenceSession } | null} */
  let inspected = null;

  /** @param {Uint8Array} model @returns {Promise<NetworkSignature>} */
  async function inspect(model) {
    const runtime = await load();
    const session = await runtime.InferenceSession.create(model, {
      executionProviders: ['wasm'],
      graphOptimizationLevel: 'all',
      logSeverityLevel: 4,
    }).catch((error) => {
      throw refusalOf(error);
    });
    inspected = { runtime, session };
    return { inputs: session.inputMetadata.map(declaredValue), outputs: session.outputMetadata.map(declaredValue) };
  }

  /** @param {InputForm} form @returns {Promise<TrialOutput[]>} */
  async function tryOut(form) {
    if (!inspected) throw new Error('nothing was inspected');
    const { runtime, session } = inspected;
    const declared = fixedBatchOf(session);
    const outputs = await runImages(runtime, session, form, declared ?? 1);
    // What works for one image may still have its one batch built in.
    const pair = declared ? null : await runImages(runtime, session, form, 2);
    const alone = outputs.filter(({ dims }, index) => pair && pair[index]?.dims[0] !== 2 * (dims[0] ?? 0));
    if (alone.length > 0 && alone.length === outputs.length) throw oneAtATime();
    return outputs.filter((output) => !alone.includes(output));
  }

  return {
    /** @param {Uint8Array} model */
    inspect: (model) => outcomeOf(BACKBONE, inspect(model)),
    /** @param {InputForm} form */
    tryOut: (form) => outcomeOf(BACKBONE, tryOut(form)),
  };
}

/** @param {InferenceSession.ValueMetadata} metadata @returns {NetworkValue} */
function declaredValue(metadata) {
  if (!metadata.isTensor) return { name: metadata.name, type: 'no tensor', shape: [] };
  return { name: metadata.name, type: metadata.type, shape: metadata.shape.map(knownSize) };
}

/**
 * @param {Runtime} runtime
 * @param {InferenceSession} session
 * @param {InputForm} form
 * @param {number} count
 * @returns {Promise<TrialOutput[]>}
 */
async function runImages(runtime, session, { inputSize, layout }, count) {
  const shape = layout === 'nchw' ? [count, 3, inputSize, inputSize] : [count, inputSize, inputSize, 3];
  const images = new runtime.Tensor('float32', noise(count * 3 * inputSize * inputSize), shape);
  const wanted = session.outputMetadata.filter(({ isTensor }) => isTensor).map(({ name }) => name);
  const results = await session.run({ [session.inputNames[0] ?? '']: images }, wanted).catch((error) => {
    throw runRefusalOf(error, inputSize, count);
  });
  return wanted.map((name) => {
    const { type, dims, data } = /** @type {Tensor} */ (results[name]);
    const finite = data instanceof Float32Array && data.every(Number.isFinite);
    return { name, type, dims: [...dims], finite };
  });
}

/** From -1 to 1, the same every time. @param {number} length */
const noise = (length) =>
  Float32Array.from({ length }, (_, index) => (Math.imul(index + 1, 0x9e3779b1) >>> 0) / 2 ** 31 - 1);

/** ONNX Runtime's sentence without the places in its code. @param {unknown} error */
function reasonOf(error) {
  const message = error instanceof Error ? error.message : String(error);
  const reason = message.split('ERROR_MESSAGE:').at(-1) ?? '';
  const words = reason.replace(/^\s*\/\S+:\d+ .*?\)\s+/, '').trim();
  return words.split('\n')[0]?.replace(/\.$/, '').slice(0, 200) ?? '';
}

/** @param {unknown} error */
function refusalOf(error) {
  const message = error instanceof Error ? error.message : String(error);
  if (/external data|MountedFiles/i.test(message)) {
    return new AgelensError(
      'external-data',
      'The network keeps its weights in another file (external data); save it again as one .onnx file.',
    );
  }
  if (/protobuf parsing failed|No graph was found|ERROR_CODE: 7/.test(message)) {
    return new AgelensError('not-onnx', 'The file is no ONNX network, or it is damaged; export it to ONNX again.');
  }
  return new AgelensError(
    'unsupported-network',
    `The network cannot be loaded by ONNX Runtime Web (${reasonOf(error)}); export it with operators and an operator ` +
      'set that it has.',
  );
}

/** @param {unknown} error @param {number} inputSize @param {number} count */
function runRefusalOf(error, inputSize, count) {
  if (count > 1) return oneAtATime();
  return new AgelensError(
    'trial-failed',
    `The network could not look at an image of ${inputSize} x ${inputSize} pixels (${reasonOf(error)}); give the size ` +
      'that it was made for.',
  );
}

const oneAtATime = () =>
  new AgelensError(
    'one-at-a-time',
    'The network works for one image only although its file leaves the number open; export it with a fixed batch of 1, ' +
      'or with a batch that is open throughout.',
  );
