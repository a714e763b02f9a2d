// Exported networks on the real photographs: what the examples make of a photograph, in onnxruntime-node, beside what the
// page's pipeline answers. Needs the photographs; embedding takes about half a minute.

/** @import { Input, Picture } from '../../web/js/export/onnx/examples/classify.mjs' */

import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, rename, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import * as ort from 'onnxruntime-node';
import * as web from 'onnxruntime-web/wasm';
import { parseArguments } from '../../scripts/cli/arguments.mjs';
import { captureCommand } from '../../scripts/steps/command.mjs';
import { loadNodeModule } from '../../web/js/core/node.js';
import { readMetadata, resize, squaresOf } from '../../web/js/export/onnx/examples/classify.mjs';
import { EXAMPLES } from '../../web/js/export/onnx.js';
import { readGoldenArray } from '../core/golden.mjs';
import { makePng, pattern } from '../core/pictures.mjs';
import { resNet } from '../models/own-networks.mjs';
import { ninePhotographs, runAgelens, withFolder } from './run-agelens.mjs';

const { AGELENS_DATA_DIR } = process.env;
const skip = AGELENS_DATA_DIR ? false : 'AGELENS_DATA_DIR is not set';
const PHOTOGRAPHS = join(AGELENS_DATA_DIR ?? '', 'assessment-data');
const EXAMPLE_PY = fileURLToPath(EXAMPLES['classify.py']);
const SQUARES = fileURLToPath(new URL('example_squares.py', import.meta.url));

/** One training is enough, and as little of everything as makes a classifier. */
const QUICK = ['--copies', '0', '--test-copies', '0', '--protocol', 'holdout', '--quiet'];

const module = await loadNodeModule();
web.env.wasm.numThreads = 1;

/** A Python that has numpy, or null. */
async function findPython() {
  for (const python of ['/usr/bin/python3', 'python3']) {
    const { status } = await captureCommand(python, ['-c', 'import numpy']);
    if (status === 0) return python;
  }
  return null;
}
const python = await findPython();

/** @param {string[]} args */
async function agelens(...args) {
  const { status, stdout, stderr } = await runAgelens(...args);
  assert.equal(status, 0, stderr);
  return stdout;
}

/** The decoder of the core, so that differences are those of what comes after. @type {(path: string) => Promise<Picture>} */
async function decode(path) {
  const picture = module.decodePicture(new Uint8Array(await readFile(path)));
  assert.ok('resized' in picture);
  const { width, height } = picture;
  // All of these are square; their own size leaves their pixels as they are.
  assert.equal(width, height);
  const levels = picture.resized(width);
  picture.delete();
  return { width, height, levels };
}

/**
 * Trains, exports, and compares every photograph's answers: the command line's, which are the page's, with those of the
 * exported network on what the JavaScript example makes of the photograph, and the Python example.
 *
 * @param {string} photographs a folder of class folders
 * @param {string[]} settings
 */
async function compareAnswers(photographs, ...settings) {
  const files = await readdir(photographs, { recursive: true });
  const paths = files.filter((file) => file.endsWith('.jpg')).map((file) => join(photographs, file));
  let largest = 0;
  await withFolder({}, async (folder) => {
    const [project, model] = ['project.zip', 'model.onnx'].map((name) => join(folder, name));
    await agelens('train', photographs, '--out', project, ...QUICK, ...settings);
    const { answers, classes } = JSON.parse(await agelens('classify', project, ...paths, '--json', '--quiet'));
    await agelens('export', project, '--out', model, '--quiet');

    const bytes = await readFile(model);
    const session = await ort.InferenceSession.create(bytes);
    const metadata = readMetadata(bytes);
    assert.deepEqual(JSON.parse(metadata.classes), classes);
    const inputs = /** @type {Input[]} */ (JSON.parse(metadata.inputs));
    const looksForFaces = inputs.some(({ face }) => face);
    // As the page runs it: the last bits of a face's place can change a level here and there.
    const detector = looksForFaces
      ? await web.InferenceSession.create(await readFile(join(folder, 'model-face-detector.onnx')))
      : null;
    const keep = async (/** @type {number} */ number, /** @type {Record<string, NodeJS.ArrayBufferView>} */ parts) => {
      for (const [name, part] of Object.entries(parts)) await writeFile(join(folder, `${number}.${name}`), part);
    };
    const pictures = [];
    for (const [number, path] of paths.entries()) {
      const picture = await decode(path);
      pictures.push([picture.width, picture.height]);
      const detect = async (/** @type {Float32Array} */ image) => {
        const outputs = await detector?.run({ images: new web.Tensor('float32', image, [1, 3, 256, 256]) });
        const [boxes, scores] = /** @type {Float32Array[]} */ ([outputs?.boxes.data, outputs?.scores.data]);
        await keep(number, { detector: image, boxes, scores });
        return { boxes, scores };
      };
      const squares = await squaresOf(picture, inputs, detector && detect);
      const feeds = Object.entries(squares).map(([name, { levels, width }]) => [
        name,
        new ort.Tensor('uint8', levels, [1, width, width, 3]),
      ]);
      const { probabilities, expected_age: age } = await session.run(Object.fromEntries(feeds));
      const answer = answers[number];
      const mine = [.../** @type {Float32Array} */ (probabilities.data)];
      mine.forEach((probability, c) => {
        largest = Math.max(largest, Math.abs(probability - answer.probabilities[c]));
      });
      assert.equal(classes[mine.indexOf(Math.max(...mine))], answer.predicted, path);
      assert.ok(Math.abs(Number(age.data[0]) - answer.expected_age) <= 1e-2, path);
      await keep(number, { rgb: picture.levels });
      for (const [name, { levels }] of Object.entries(squares)) await keep(number, { [`${name}.expected`]: levels });
    }
    if (python) await comparePython(folder, inputs, pictures);
  });
  return { largest, count: paths.length };
}

/**
 * That the Python example makes the same squares, which then have the same answers.
 *
 * @param {string} folder
 * @param {Input[]} inputs
 * @param {number[][]} pictures
 */
async function comparePython(folder, inputs, pictures) {
  await writeFile(join(folder, 'inputs.json'), JSON.stringify(inputs));
  await writeFile(join(folder, 'photos.json'), JSON.stringify(pictures));
  const { status, stderr } = await captureCommand(python ?? '', ['-B', SQUARES, EXAMPLE_PY, 'squares', folder]);
  assert.equal(status, 0, stderr);
  for (const number of pictures.keys()) {
    for (const { name } of inputs) {
      const [made, expected] = await Promise.all(
        [`${number}.${name}`, `${number}.${name}.expected`].map((file) => readFile(join(folder, file))),
      );
      assert.ok(made.equals(expected), `photograph ${number}, ${name}`);
    }
  }
}

test('export writes a network that the JavaScript example runs, and says what it needs', async () => {
  const files = { ...ninePhotographs(), 'net.onnx': resNet({ last: 32 }), 'photo.png': makePng(50, 70, pattern) };
  await withFolder(files, async (folder) => {
    const at = (/** @type {string} */ name) => join(folder, name);
    const photos = at('photos');
    await mkdir(photos);
    for (const age of ['20', '30', '40']) await rename(at(age), join(photos, age));
    const network = ['--backbone', at('net.onnx')];
    await agelens('train', photos, '--out', at('project.zip'), '--crop', 'whole', ...network, ...QUICK);
    const without = await runAgelens('export', at('project.zip'), '--out', at('model.onnx'), '--quiet');
    assert.equal(without.status, 1);
    assert.match(without.stderr, /needs your own network “net\.onnx”.*give it with --backbone FILE\.onnx\.$/m);
    const saved = await agelens('export', at('project.zip'), '--out', at('model.onnx'), ...network, '--quiet');
    assert.equal(saved, `Saved ${at('model.onnx')}\n`);

    const answered = await agelens('classify', at('project.zip'), at('photo.png'), ...network, '--json', '--quiet');
    const [{ predicted, probabilities, expected_age: age }] = JSON.parse(answered).answers;
    const example = fileURLToPath(EXAMPLES['classify.mjs']);
    const { status, stdout, stderr } = await captureCommand(process.execPath, [
      example,
      at('model.onnx'),
      at('photo.png'),
    ]);
    assert.equal(status, 0, stderr);
    const shown = ['20', '30', '40'].map((name, index) => `${name} ${probabilities[index].toFixed(4)}`).join(', ');
    assert.equal(stdout, `${at('photo.png')}: ${predicted}\n  ${shown}\n  expected age ${age.toFixed(1)}\n`);
  });
});

test('a command line for an export that makes no sense is one sentence', () => {
  assert.throws(() => parseArguments(['export']), { message: /needs a project file/ });
  assert.throws(() => parseArguments(['export', 'a.zip']), { message: /needs --out MODEL\.onnx/ });
  assert.throws(() => parseArguments(['export', 'a.zip', 'b.zip', '--out', 'c']), {
    message: /takes one project file/,
  });
});

const GOLDEN = Array.from({ length: 8 }, (_, index) => `pillow_resize/0${index}`);

test('the JavaScript example resizes as Pillow does', () => {
  for (const name of GOLDEN) {
    const [before, after] = ['in', 'out'].map((which) => readGoldenArray(module, `${name}_${which}.npy`));
    const [height, width] = before.shape;
    const resized = resize({ width, height, levels: new Uint8Array(before.data) }, after.shape[1], after.shape[0]);
    assert.deepEqual(resized.levels, after.data);
  }
});

test('the Python example resizes as Pillow does', {
  skip: python ? false : 'there is no Python with numpy here, so the Python example is not tested',
}, async () => {
  const files = GOLDEN.map((name) => fileURLToPath(new URL(`../golden/${name}`, import.meta.url)));
  const { status, stderr } = await captureCommand(python ?? '', ['-B', SQUARES, EXAMPLE_PY, 'golden', ...files]);
  assert.equal(status, 0, stderr);
});

test('whole pictures: the exported network answers as the page, on every photograph', { skip }, async (t) => {
  const { largest, count } = await compareAnswers(PHOTOGRAPHS, '--crop', 'whole');
  t.diagnostic(`${count} photographs, largest difference of a probability ${largest}`);
  assert.equal(count, 70);
  assert.ok(largest <= 1e-4, `${largest}`);
});

test('faces, and two backbones of different sizes: the same', { skip }, async (t) => {
  await withFolder({}, async (folder) => {
    // Three persons.
    for (const age of await readdir(PHOTOGRAPHS)) {
      await mkdir(join(folder, age));
      for (const name of ['image1.jpg', 'image2.jpg', 'image3.jpg']) {
        await symlink(join(PHOTOGRAPHS, age, name), join(folder, age, name));
      }
    }
    const { largest, count } = await compareAnswers(folder, '--crop', 'face', '--backbone', 'mobilenet-v2+face-age');
    t.diagnostic(`${count} photographs, largest difference of a probability ${largest}`);
    assert.equal(count, 21);
    assert.ok(largest <= 1e-4, `${largest}`);
  });
});
