// Albums through the command line: measured, learnt, kept and answered.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { albumToText, sequenceToText } from '../../scripts/cli/album-report.mjs';
import { createNodeCore } from '../../web/js/core/node.js';
import { ninePhotographs, runAgelens, withFolder } from './run-agelens.mjs';

const QUICK = ['--copies', '0', '--test-copies', '0', '--epochs', '3', '--hidden', '8', '--json', '--quiet'];

test('albums are measured in three ways, and the figures go together', async () => {
  const core = await createNodeCore();
  const names = ['ann', 'bob', 'eve'];
  const rows = ['20', '30', '40'].flatMap((age) => names.map((name) => ({ age, name })));
  // A number that grows with the age, another one that does not.
  const embeddings = Float32Array.from(
    rows.flatMap(({ age, name }, at) => [Number(age) + ((at * 7) % 10), name.length]),
  );
  await withFolder(
    {
      'features.npy': await core.writeNpy(embeddings, [9, 2]),
      'labels.npy': await core.writeNpy(
        Int32Array.from(rows, ({ age }) => Number(age) / 10 - 2),
        [9],
      ),
      'samples.csv': ['class,person,path', ...rows.map(({ age, name }) => `${age},${name},${age}/${name}`)].join('\n'),
    },
    async (folder) => {
      const { status, stdout, stderr } = await runAgelens('evaluate', folder, '--sequence', ...QUICK);
      assert.equal(status, 0, stderr);
      const { accuracy, sequence } = JSON.parse(stdout);
      assert.equal(sequence.persons, 3);
      // Of three photographs there are three pairs, and all three, of each of three persons.
      assert.deepEqual(
        sequence.rows.map((/** @type {any} */ { size, method, subsets }) => `${size} ${method} ${subsets}`),
        ['2 single 9', '2 ordered 9', '2 gru 9', '3 single 3', '3 ordered 3', '3 gru 3'],
      );
      // Each photograph is in as many subsets, so by itself it is right as often as in the ordinary evaluation.
      assert.ok(Math.abs(sequence.rows[0].accuracy - accuracy) < 1e-12);
      assert.ok(Math.abs(sequence.rows[3].accuracy - accuracy) < 1e-12);
      for (const { size, accuracy: difference } of sequence.differences.slice(0, -1)) {
        const of = (/** @type {string} */ method) =>
          sequence.rows.find((/** @type {any} */ row) => row.size === size && row.method === method).accuracy;
        assert.ok(Math.abs(difference.value - (of('gru') - of('ordered'))) < 1e-12);
      }

      const refused = await runAgelens('evaluate', folder, '--sequence', '--protocol', 'holdout', ...QUICK);
      assert.equal(refused.status, 1);
      assert.match(refused.stderr, /^Albums are measured with one person left out at a time; choose [^\n]*\n$/);
    },
  );
});

test('a project keeps what reads albums, and answers never fall along one', async () => {
  await withFolder(ninePhotographs(), async (folder) => {
    const project = join(folder, 'p.zip');
    const seen = [
      '--backbone',
      'mobilenet-v2-npm',
      '--crop',
      'whole',
      '--protocol',
      'holdout',
      '--set',
      'calibration=off',
    ];
    const trained = await runAgelens('train', folder, '--out', project, '--sequence', ...seen, ...QUICK);
    assert.equal(trained.status, 0, trained.stderr);
    // Against their order, so that something has to give.
    const photos = ['40', '30', '20'].map((age) => join(folder, age, 'ann.jpg'));
    const { status, stdout, stderr } = await runAgelens('classify', project, ...photos, '--album', '--json', '--quiet');
    assert.equal(status, 0, stderr);
    const { method, answers } = JSON.parse(stdout);
    assert.equal(method, 'gru');
    assert.deepEqual(
      answers.map((/** @type {any} */ { path }) => path),
      photos,
    );
    for (const kind of ['album', 'ordered']) {
      const ages = answers.map((/** @type {any} */ answer) => answer[kind].expected_age);
      const classes = answers.map((/** @type {any} */ answer) => answer[kind].predicted);
      assert.ok(ages[0] <= ages[1] + 1e-4 && ages[1] <= ages[2] + 1e-4, `${kind} ${ages}`);
      assert.deepEqual(classes, [...classes].sort());
    }
  });
});

test('the table says three methods, their difference and whether the network is worth it', () => {
  const interval = { low: -0.0125, high: 0.05 };
  const row = { size: 2, subsets: 9, count: 18, accuracy: 0.5, accuracyInterval: interval };
  const difference = { value: 0.02, interval };
  const text = sequenceToText({
    persons: 3,
    rows: /** @type {const} */ (['single', 'ordered', 'gru']).map((method) => ({
      ...{ ...row, method, maeYears: 5, maeYearsInterval: null },
    })),
    differences: [{ size: null, accuracy: difference, maeYears: difference }],
    verdict: 'no clear difference',
    settings: /** @type {any} */ ({}),
    members: 3,
    seconds: 7,
  });
  assert.match(text, /Album network +9 +50\.0 % \(-1\.3 % to 5\.0 %\) +5\.00/);
  assert.match(text, /all +\+2\.0 % \(-1\.3 % to \+5\.0 %\)/);
  assert.match(
    text,
    /not clearly better than the order alone: 2\.0 points more .* With 3 persons that may be chance\. Took 7 s\.$/,
  );
  const guess = { classIndex: 1, probabilities: [0, 1], expectedAge: 30 };
  const own = /** @type {any} */ ({ path: 'a.jpg', predictedIndex: 0, expectedAge: 21 });
  const photographs = [{ own, album: guess, ordered: guess }];
  const run = /** @type {any} */ ({ classNames: ['20', '30'] });
  assert.match(
    albumToText(run, { method: 'ordered', photographs }),
    /album \(put in order\).*\na\.jpg +20 +21\.0 +30 +30\.0$/,
  );
});
