// The parts of the command line that need no photographs.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseArguments } from '../../scripts/cli/arguments.mjs';
import { createProgressLine } from '../../scripts/cli/progress.mjs';
import { backboneSource } from '../../scripts/cli/report.mjs';
import { chooseSeeing } from '../../scripts/cli/services.mjs';
import { defaultSettings } from '../../web/js/app/defaults.js';
import { backbone, faceDetector } from '../web/fakes.mjs';

const standIn = { ...backbone, name: 'mobilenet-v2-npm', source: 'npm nsfwjs', notice: 'This backbone is weaker.' };
const manifest = { backbones: [standIn], faceDetector };

test('where the default backbone cannot be had, the one that stands in is used and both outputs say so', () => {
  /** @type {string[]} */
  const lines = [];
  const log = (/** @type {string} */ line) => lines.push(line);
  const { settings, backbones } = chooseSeeing(manifest, defaultSettings, false, log);
  assert.equal(settings.backbone, standIn.name);
  assert.deepEqual(backbones, [standIn]);
  assert.deepEqual(lines, [
    'The default backbone mobilenet-v2 could not be had; mobilenet-v2-npm is used instead.',
    'This backbone is weaker.',
  ]);
  assert.equal(backboneSource([standIn]), 'npm nsfwjs. This backbone is weaker.');
});

test('a backbone that was named is never replaced', () => {
  const choose = () => chooseSeeing(manifest, defaultSettings, true, () => {});
  assert.throws(choose, { message: 'The backbone “mobilenet-v2” is not available; available: mobilenet-v2-npm.' });
});

test('every option reaches the settings', () => {
  const line =
    'evaluate DIR --protocol seed --backbone b --copies 1 --epochs 2 --learning-rate 0.5 --batch-size 3 ' +
    '--hidden 7,8 --dropout 0.25 --folds 4 --seed 9 --crop whole --json --method network --loss corn --test-copies 1 ' +
    '--set l2=0.5 --set augmentation.zoom=0.3 --set clip_norm=2 ' +
    '--set augmentation.brightness=0.8,1.3 --set augmentation.fill_mode=reflect --set augmentation.vertical_flip=true';
  const { command, input, settings, json, backboneNamed } = parseArguments(line.split(' '));
  assert.deepEqual([command, input, json, backboneNamed], ['evaluate', 'DIR', true, true]);
  assert.deepEqual(settings, {
    ...defaultSettings,
    method: 'network',
    loss: 'corn',
    testCopies: 1,
    l2: 0.5,
    clipNorm: 2,
    augmentation: {
      ...defaultSettings.augmentation,
      zoom: 0.3,
      brightness: [0.8, 1.3],
      fillMode: 'reflect',
      verticalFlip: true,
    },
    protocol: 'seed',
    backbone: 'b',
    crop: 'whole',
    copies: 1,
    epochs: 2,
    learningRate: 0.5,
    batchSize: 3,
    hiddenUnits: [7, 8],
    dropout: 0.25,
    folds: 4,
    seed: 9,
  });
  assert.equal(parseArguments(['evaluate', 'DIR', '--copies', '3']).settings.testCopies, 3);
  assert.deepEqual(parseArguments(['evaluate', 'DIR', '--hidden', 'none']).settings.hiddenUnits, []);
});

/** @param {number} done @param {number | null} secondsLeft */
const step = (done, secondsLeft, stage = /** @type {const} */ ('embed')) => ({ stage, done, total: 200, secondsLeft });

test('on a terminal progress is one line, rewritten at most ten times a second', () => {
  let now = 0;
  let text = '';
  const line = createProgressLine({ isTTY: true, write: (more) => (text += more) }, () => now);
  line.show(step(0, null));
  line.show(step(1, null));
  now = 150;
  line.show(step(50, 100));
  line.clear();
  assert.equal(text, '\r\x1b[KEmbedding 0 %\r\x1b[KEmbedding 25 %, about 2 min left\r\x1b[K');
});

test('elsewhere progress is a line for each stage and one in ten seconds', () => {
  let now = 0;
  /** @type {string[]} */
  const lines = [];
  const line = createProgressLine({ write: (text) => lines.push(text) }, () => now);
  line.show(step(0, null));
  now = 5000;
  line.show(step(50, 20));
  now = 11000;
  line.show(step(100, 10.2));
  line.show({ ...step(0, null), stage: 'train' });
  line.clear();
  assert.deepEqual(lines, ['Embedding 0 %\n', 'Embedding 50 %, about 11 s left\n', 'Training 0 %\n']);
});
