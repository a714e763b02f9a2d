import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultSettings } from '../../web/js/app/defaults.js';
import { readSettingsFile } from '../../web/js/app/settings-file.js';
import { writeSettingsFile } from '../../web/js/export/settings-file.js';

/** @param {unknown} settings @param {object} [rest] */
const fileOf = (settings, rest) => JSON.stringify({ format: 'agelens-settings', formatVersion: 1, settings, ...rest });

test('settings that are written are read back, whatever they were', () => {
  const { augmentation } = defaultSettings;
  const settings = {
    ...defaultSettings,
    method: /** @type {const} */ ('network'),
    hiddenUnits: [7],
    copies: 30,
    testCopies: 20,
    augmentation: { ...augmentation, zoom: /** @type {[number, number]} */ ([0.8, 1.3]), verticalFlip: true },
  };
  const file = new TextDecoder().decode(writeSettingsFile(settings));
  assert.deepEqual(readSettingsFile(file, 'f.json'), settings);
  assert.deepEqual(Object.keys(JSON.parse(file)), ['format', 'formatVersion', 'settings']);
});

test('a file may name some settings; the others are those that it is put over', () => {
  const base = { ...defaultSettings, l2: 0.5, copies: 9 };
  const read = readSettingsFile(fileOf({ copies: 2, augmentation: { blur: 1 } }), 'f.json', base);
  assert.deepEqual(read, {
    ...base,
    copies: 2,
    testCopies: 2,
    augmentation: { ...base.augmentation, blur: 1 },
  });
});

test('what is wrong with a file is one sentence that names it', () => {
  for (const [text, sentence] of /** @type {[string, RegExp][]} */ ([
    ['{', /^“f.json” is not JSON/],
    ['null', /^“f.json” is no settings file of Agelens/],
    ['{"copies": 2}', /^“f.json” is no settings file of Agelens/],
    [fileOf({}, { formatVersion: 2 }), /^“f.json” was written by a newer version of Agelens \(format 2\)/],
    [fileOf([]), /^In “f.json”, the settings are no JSON object/],
    [fileOf({ augmentation: null }), /no JSON object/],
    [fileOf({ speed: 1 }), /names the setting “speed”, which Agelens does not know/],
    [fileOf({ augmentation: { spin: 1 } }), /names the setting “augmentation.spin”/],
    [fileOf({ constructor: 1 }), /names the setting “constructor”/],
    [fileOf({ backbone: null }), /^In “f.json”, “backbone” must be a text\.$/],
    [fileOf({ copies: '2' }), /“copies” must be a number/],
    [fileOf({ hiddenUnits: 'none' }), /“hiddenUnits” must be a list of numbers/],
    [fileOf({ augmentation: { horizontalFlip: 1 } }), /“augmentation.horizontalFlip” must be true or false/],
    [fileOf({ augmentation: { blur: [0, 1] } }), /“augmentation.blur” must be a number/],
    [fileOf({ epochs: 0.5 }), /^“f.json”: The number of epochs must be a whole number/],
    [fileOf({ loss: 'hinge' }), /^“f.json”: “hinge” is no loss/],
    [fileOf({ augmentation: { zoom: [2, 1] } }), /^“f.json”: Zoom must be/],
    [fileOf({ copies: 1, testCopies: 2 }), /^“f.json”: Only copies that are made/],
  ])) {
    assert.throws(() => readSettingsFile(text, 'f.json'), { code: 'bad-settings', message: sentence }, text);
  }
});
