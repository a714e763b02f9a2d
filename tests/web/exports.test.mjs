// What is saved for other programs: predictions, embeddings, settings and the report.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { strFromU8 } from 'fflate';
import { defaultSettings } from '../../web/js/app/defaults.js';
import { writePredictions } from '../../web/js/export/predictions.js';
import { writeSettingsFile } from '../../web/js/export/settings-file.js';
import { writeReport } from '../../web/js/report/report.js';
import { states } from '../page/ui-fixture/states.js';

/** @import { Run, Trained } from '../../web/js/types.d.ts' */

/** RFC 4180, read letter by letter. @param {string} text */
function parseCsv(text) {
  /** @type {string[][]} */
  const records = [];
  let record = [''];
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const letter = text[at];
    if (quoted && letter === '"' && text[at + 1] === '"') record[record.length - 1] += text[++at];
    else if (letter === '"') quoted = !quoted;
    else if (!quoted && letter === ',') record.push('');
    else if (!quoted && text.startsWith('\r\n', at)) {
      records.push(record);
      record = [''];
      at += 1;
    } else record[record.length - 1] += letter;
  }
  assert.deepEqual(record, [''], 'the last record ends with CRLF');
  return records;
}

/** @param {Partial<Run>} patch */
const predictionsOf = (patch) =>
  parseCsv(
    strFromU8(
      writePredictions(
        /** @type {Run} */ ({ classNames: ['20', '40'], classValues: [20, 40], predictions: [], ...patch }),
      ),
    ),
  );

/** @param {Partial<Run['predictions'][number]>} patch */
const prediction = (patch) => ({
  path: '20/ada.jpg',
  person: 'ada',
  copy: 0,
  fold: 0,
  classIndex: 0,
  predictedIndex: 1,
  probabilities: [0.25, 0.75],
  ...patch,
});

test('predictions are a record for each photograph, with every probability, the expected age and the fold', () => {
  const path = '40/a "b",\r\nc.jpg';
  assert.deepEqual(
    predictionsOf({
      predictions: [
        prediction({}),
        prediction({ path, copy: 2, fold: 6, classIndex: 1, predictedIndex: 0, probabilities: [0.5, 0.5] }),
      ],
    }),
    [
      [
        'path',
        'person',
        'copy',
        'class',
        'predicted',
        'probability 20',
        'probability 40',
        'expected_age',
        'sure',
        'fold',
      ],
      ['20/ada.jpg', 'ada', '0', '20', '40', '0.25', '0.75', '35', 'yes', '1'],
      [path, 'ada', '2', '40', '20', '0.5', '0.5', '30', 'yes', '7'],
    ],
  );
});

test('classes without ages have no expected age, and an answer below one half is not sure', () => {
  const [, record] = predictionsOf({
    classNames: ['child', 'grown', 'old'],
    classValues: null,
    predictions: [prediction({ probabilities: [0.3, 0.49, 0.21] })],
  });
  assert.deepEqual(record?.slice(-3), ['', 'no', '1']);
});

test('no field is a formula to a spreadsheet, and numbers stay numbers', () => {
  const cells = ['=1+1', '+1+1', '-1+1', '@SUM(A1)', '\t=1', '\r=1', '＝1+1'];
  for (const cell of cells) {
    const [, record] = predictionsOf({ predictions: [prediction({ path: `${cell}/ada.jpg`, person: cell })] });
    assert.deepEqual(record?.slice(0, 2), [`'${cell}/ada.jpg`, `'${cell}`]);
  }
  const names = { classNames: ['-5', '=HYPERLINK("x")'], classValues: null };
  const [header, record] = predictionsOf({ ...names, predictions: [prediction({ probabilities: [1e-7, 0.9999999] })] });
  assert.deepEqual(header?.slice(5, 7), ['probability -5', 'probability =HYPERLINK("x")']);
  assert.deepEqual(record?.slice(3, 7), ['-5', `'=HYPERLINK("x")`, '1e-7', '0.9999999']);
});

test('the settings are JSON', () => {
  assert.deepEqual(JSON.parse(strFromU8(writeSettingsFile(defaultSettings))).settings, defaultSettings);
});

/** @param {Partial<Run>} [patch] */
async function reportOf(patch) {
  const { run, model } = /** @type {Trained} */ ((await states.assessed()).trained);
  return strFromU8(writeReport({ run: { ...run, ...patch }, model }, '1.2.3'));
}

test('whatever names hold, the report has no script, no picture and no address, and no name becomes markup', async () => {
  const bad = `<img src=x onerror="alert('1')">&amp;`;
  const [first] = (await states.assessed()).trained?.run.predictions ?? [];
  assert.ok(first);
  const report = await reportOf({
    datasetName: bad,
    classNames: [bad, ...Array(6).fill('b')],
    personNames: Array(16).fill(bad),
    cautions: [bad],
    predictions: [{ ...first, path: bad, classIndex: 0, predictedIndex: 1 }],
  });
  assert.doesNotMatch(report, /<(script|img|link|iframe|object|base|a)\b/i);
  assert.doesNotMatch(report, /<[^>]*\s(src|href|srcdoc|on\w+)=|url\(|@import/i);
  assert.ok(report.includes('<code>&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;amp;</code>'));
});

test('the report says what was measured how, and what it cannot show', async () => {
  const report = (await reportOf()).replace(/\s+/g, ' ');
  for (const said of [
    'Leave one person out.',
    '61.4%',
    '54% to 74%',
    'seed 1.',
    'Licence: Apache-2.0.',
    'WebGPU, Apple M1',
    'Agelens 1.2.3',
    'Intended use',
    'Not for',
    'not for checking whether somebody is old enough',
    'from 60% (of class 20)',
    'and for persons from 0% (image3) to 100% (image16)',
    '<dt><code>learningRate</code></dt><dd>0.001</dd>',
    '<dt><code>augmentation.rotationDegrees</code></dt><dd>15</dd>',
  ]) {
    assert.ok(report.includes(said), said);
  }
  assert.equal(report.match(/<svg /g)?.length, 4);
  const optimistic = await reportOf({ protocol: 'seed' });
  assert.match(optimistic, /cannot show how it does on new photographs or new persons/);
  assert.doesNotMatch(optimistic, /never seen/);
});
