// A folder embedded in shards, joined by train; settings from a file; arrays that NumPy reads.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { unzipSync } from 'fflate';
import { parseArguments } from '../../scripts/cli/arguments.mjs';
import { defaultSettings } from '../../web/js/app/defaults.js';
import { createNodeCore } from '../../web/js/core/node.js';
import { writeSettingsFile } from '../../web/js/export/settings-file.js';
import { resNet } from '../models/own-networks.mjs';
import { ninePhotographs, runAgelens, withFolder } from './run-agelens.mjs';

const settings = { ...defaultSettings, copies: 1, testCopies: 1, crop: /** @type {const} */ ('whole'), l2: 0.5 };

/** @param {string} project */
async function readProject(project) {
  const { 'project.json': json = new Uint8Array(), ...parts } = unzipSync(new Uint8Array(await readFile(project)));
  return { parts, run: JSON.parse(new TextDecoder().decode(json)).runs[0] };
}

test('train on shards is train on the folder, to the byte; shards that are missing are named', async (t) => {
  const files = { 'net.onnx': resNet({ last: 32 }), 'settings.json': writeSettingsFile(settings) };
  await withFolder(files, async (folder) => {
    await withFolder({ ...ninePhotographs(), '30/torn.jpg': 'text' }, async (photos) => {
      const at = (/** @type {string} */ name) => join(folder, name);
      const how = ['--settings', at('settings.json'), '--backbone', at('net.onnx'), '--seed', '7', '--quiet'];
      const direct = await runAgelens('train', photos, '--out', at('direct.zip'), ...how);
      assert.equal(direct.status, 0, direct.stderr);
      for (const shard of ['1', '2']) {
        const { status, stderr } = await runAgelens(
          'embed',
          photos,
          '--out',
          at(shard),
          '--shard',
          `${shard}/2`,
          ...how,
        );
        assert.equal(status, 0, stderr);
      }
      // What made the features is known from them; the rest comes from the file.
      const rest = ['--settings', at('settings.json'), '--set', 'backbone=own-net', '--seed', '7', '--quiet'];
      const joined = await runAgelens('train', at('1'), at('2'), '--out', at('joined.zip'), ...rest);
      assert.equal(joined.status, 0, joined.stderr);
      assert.match(
        joined.stderr,
        /^The file is without model\.onnx\. “joined\.zip” needs your own network “net\.onnx”/m,
      );

      const [one, other] = [await readProject(at('direct.zip')), await readProject(at('joined.zip'))];
      assert.deepEqual(Object.keys(one.parts).sort(), [
        'README.txt',
        'classifier-1.bin',
        'distances.npy',
        'model.onnx',
        'reference.npy',
      ]);
      for (const name of ['classifier-1.bin', 'distances.npy', 'reference.npy']) {
        assert.deepEqual(other.parts[name], one.parts[name], name);
      }
      assert.deepEqual(other.run.predictions, one.run.predictions);
      assert.deepEqual(other.run.settings, { ...settings, backbone: 'own-net', seed: 7 });
      assert.deepEqual([other.run.rejected, other.run.embedded.computed], [one.run.rejected, 0]);

      const missing = await runAgelens('evaluate', at('2'), '--quiet');
      assert.deepEqual(
        [missing.status, missing.stderr],
        [1, 'Shard 1 of 2 is missing; give the folders of all 2 shards.\n'],
      );
      await sameInNumPy(t, at('1'));
    });
  });
});

const NUMPY = `
import json, sys, numpy
features, labels = (numpy.load(f'{sys.argv[1]}/{name}.npy') for name in ('features', 'labels'))
print(json.dumps([str(features.dtype), features.shape, features.astype(float).tolist(), str(labels.dtype), labels.tolist()]))`;

/**
 * Debian's own Python, since another one need not have Debian's NumPy.
 * @param {import('node:test').TestContext} t
 * @param {string} folder
 */
async function sameInNumPy(t, folder) {
  const python = (/** @type {string[]} */ ...args) => spawnSync('/usr/bin/python3', args, { encoding: 'utf8' });
  if (python('-c', 'import numpy').status !== 0) {
    await t.test('numpy.load gives the same numbers', { skip: 'python3-numpy is not installed' }, () => {});
    return;
  }
  const { stdout, stderr } = python('-c', NUMPY, folder);
  assert.equal(stderr, '');
  const [type, shape, rows, labelType, labels] = JSON.parse(stdout);
  const core = await createNodeCore();
  const features = await core.readNpy(await readFile(join(folder, 'features.npy')));
  // Every second of ten files, one of which is refused; each with a copy.
  assert.deepEqual([type, shape, labelType], ['float32', features.shape, 'int32']);
  assert.deepEqual(rows.flat(), [...features.data]);
  assert.ok(rows.flat().some((/** @type {number} */ value) => value !== 0));
  assert.deepEqual(labels, [...(await core.readNpy(await readFile(join(folder, 'labels.npy')))).data]);
}

test('a shard is one of so many, of embed only; a settings file comes before the flags', () => {
  const parse = (/** @type {string} */ line) => parseArguments(line.split(' '));
  assert.deepEqual(parse('embed DIR --out O --shard 2/8').shard, { number: 2, of: 8 });
  assert.deepEqual(parse('embed DIR --out O').shard, { number: 1, of: 1 });
  assert.deepEqual(parse('train A B --out P.zip').inputs, ['A', 'B']);
  for (const shard of ['0/2', '3/2', '1', '1/2/3', 'x/2', '-1/2', '1/']) {
    assert.throws(() => parse(`embed DIR --out O --shard=${shard}`), { code: 'usage', message: /--shard needs I\/N/ });
  }
  assert.throws(() => parse('train DIR --out P.zip --shard 1/2'), {
    code: 'usage',
    message: /option of agelens embed/,
  });
  assert.throws(() => parse('embed A B --out O'), { code: 'usage', message: /takes one folder/ });

  const { settingsFile, settingsOver } = parse(
    'evaluate DIR --settings f.json --test-copies 20 --set augmentation.blur=1',
  );
  assert.equal(settingsFile, 'f.json');
  const { augmentation } = settings;
  assert.deepEqual(settingsOver({ ...settings, copies: 30 }), {
    ...settings,
    copies: 30,
    testCopies: 20,
    augmentation: { ...augmentation, blur: 1 },
  });
});
