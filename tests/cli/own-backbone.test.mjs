import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseArguments } from '../../scripts/cli/arguments.mjs';
import { efficientNet, resNet } from '../models/own-networks.mjs';
import { ninePhotographs, runAgelens, withFolder } from './run-agelens.mjs';

const QUICK = ['--copies', '0', '--epochs', '3', '--crop', 'whole', '--quiet'];

test('evaluate, train, embed and classify with a network of the user’s own', async () => {
  const networks = { 'My Net.onnx': resNet({ last: 32 }), 'other.onnx': efficientNet() };
  await withFolder(networks, async (folder) => {
    await withFolder(ninePhotographs(), async (photos) => {
      const network = ['--backbone', join(folder, 'My Net.onnx')];
      const evaluated = await runAgelens('evaluate', photos, '--json', ...network, ...QUICK);
      assert.equal(evaluated.status, 0, evaluated.stderr);
      const { backbone, backbone_source, accuracy } = JSON.parse(evaluated.stdout);
      assert.equal(backbone, 'own-my-net');
      assert.match(backbone_source, /^your file “My Net\.onnx”\. This is your own backbone: what it was trained on/);
      assert.ok(accuracy >= 0 && accuracy <= 1);

      const features = join(folder, 'features');
      const embedded = await runAgelens('embed', photos, '--out', features, ...network, '--output', 'logits', ...QUICK);
      assert.equal(embedded.status, 0, embedded.stderr);

      const project = join(folder, 'project.zip');
      const trained = await runAgelens('train', photos, '--out', project, ...network, ...QUICK);
      assert.equal(trained.status, 0, trained.stderr);

      const photo = join(photos, '20/ann.jpg');
      const missing = await runAgelens('classify', project, photo, '--quiet');
      assert.equal(missing.status, 1);
      assert.match(
        missing.stderr,
        /needs your own network “My Net\.onnx” with SHA-256 [0-9a-f]{64}, and it is not part/,
      );
      assert.match(missing.stderr, /give it with --backbone FILE\.onnx\.$/m);
      const wrong = await runAgelens('classify', project, photo, '--backbone', join(folder, 'other.onnx'), '--quiet');
      assert.equal(wrong.status, 1);
      assert.match(wrong.stderr, /the file that was given is another one/);
      const right = await runAgelens('classify', project, photo, ...network, '--json', '--quiet');
      assert.equal(right.status, 0, right.stderr);
      assert.equal(JSON.parse(right.stdout).answers[0].probabilities.length, 3);
    });
  });
});

test('a file that cannot be a backbone is refused with one sentence and status 1', async () => {
  await withFolder({ ...ninePhotographs(), 'text.onnx': 'no network' }, async (folder) => {
    const text = await runAgelens('evaluate', folder, '--backbone', join(folder, 'text.onnx'), ...QUICK);
    assert.equal(text.status, 1);
    assert.match(text.stderr, /^“text\.onnx”: The file is no ONNX network/);
    const none = await runAgelens('evaluate', folder, '--backbone', join(folder, 'none.onnx'), ...QUICK);
    assert.equal(none.status, 1);
    assert.match(none.stderr, /none\.onnx” is no file/);
  });
});

test('what is said of an own network is checked, and needs one', () => {
  const parse = (/** @type {string[]} */ ...flags) => parseArguments(['evaluate', 'dir', ...flags]);
  assert.equal(parse('--backbone', 'face').own, null);
  const { own } = parse('--backbone', 'a.onnx', '--backbone-size', '96', '--normalization', 'raw', '--output', 'y');
  assert.deepEqual(own, {
    path: 'a.onnx',
    options: { inputSize: 96, normalization: 'raw', layout: undefined, output: 'y' },
  });
  assert.throws(() => parse('--output', 'y'), { code: 'usage', message: /--output is about a network of your own/ });
  assert.throws(() => parse('--backbone', 'a.onnx', '--layout', 'hwc'), { code: 'usage' });
  assert.throws(() => parse('--backbone', 'a.onnx', '--normalization', 'z'), { code: 'bad-normalization' });
  assert.throws(() => parse('--backbone', 'a.onnx', '--backbone-size', 'x'), { code: 'usage' });
});
