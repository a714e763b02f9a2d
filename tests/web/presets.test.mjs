// Settings for a purpose.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkSettings, defaultSettings } from '../../web/js/app/defaults.js';
import { presetNames, presetOf, presets, sameSetting } from '../../web/js/app/presets.js';

test('each preset is in range, is recognised, and one that is changed is none', () => {
  for (const name of presetNames) {
    const settings = { ...defaultSettings, ...presets[name] };
    checkSettings(settings);
    assert.equal(presetOf(settings), name);
    assert.equal(presetOf({ ...settings, dropout: 0.25 }), null);
  }
  assert.equal(presetOf(defaultSettings), 'usual');
});

test('another seed or backbone is still the same preset, but the Python project had MobileNetV2', () => {
  assert.equal(presetOf({ ...defaultSettings, seed: 7, backbone: 'face-age' }), 'usual');
  assert.equal(presetOf({ ...defaultSettings, ...presets.python, seed: 7 }), 'python');
  assert.equal(presetOf({ ...defaultSettings, ...presets.python, backbone: 'face-age' }), null);
});

test('an augmentation is the same whatever the order of its options', () => {
  assert.ok(sameSetting({ zoom: [0.8, 1.1], blur: 0 }, { blur: 0, zoom: [0.8, 1.1] }));
  assert.ok(!sameSetting({ zoom: [0.8, 1.1] }, { zoom: [0.8, 1.2] }));
  assert.ok(!sameSetting({ zoom: 0.1 }, { zoom: [0.9, 1.1] }));
  assert.ok(!sameSetting([256], [256, 128]));
});
