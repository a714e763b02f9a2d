// The figures that the project promises on the real photographs, through the command line. Needs the data and the source
// of the default backbone; embedding takes about a minute.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { runAgelens } from './run-agelens.mjs';

const { AGELENS_DATA_DIR, AGELENS_MODEL_DIR } = process.env;
const skip = AGELENS_DATA_DIR && AGELENS_MODEL_DIR ? false : 'AGELENS_DATA_DIR and AGELENS_MODEL_DIR are not set';

/** @param {string[]} args */
async function evaluate(...args) {
  const folder = join(AGELENS_DATA_DIR ?? '', 'assessment-data');
  const { status, stdout, stderr } = await runAgelens('evaluate', folder, '--json', '--quiet', ...args);
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout);
}

/** @param {any} result */
const figuresOf = ({ seconds, embedded, ...figures }) => figures;

/** What the run of the default protocol says of the other. */
let optimistic = Number.NaN;

test('leave one person out: the promised figures, nothing embedded twice, and the same on a second run', {
  skip,
}, async (t) => {
  const first = await evaluate();
  optimistic = first.optimistic_accuracy;
  assert.deepEqual(
    [first.protocol, first.backbone, first.crop, first.samples, first.persons, first.rejected, first.faceless],
    ['leave-one-person-out', 'mobilenet-v2', 'face', 70, 10, [], []],
  );
  const again = await evaluate();
  assert.deepEqual(again.embedded, { computed: 0, reused: 70 * 17 });
  assert.deepEqual(figuresOf(again), figuresOf(first));

  // One of the README's five seeds tells whether something broke.
  const { accuracy, within_one: near, mae_years: years } = first;
  t.diagnostic(`accuracy ${accuracy}, within one ${near}, ${years} years off`);
  assert.ok(accuracy >= 0.76, `accuracy ${accuracy}`);
  assert.ok(near >= 0.98, `within one ${near}`);
  assert.ok(years <= 2.5, `mean absolute error ${years} years`);
});

test('the seed protocol reaches what it promises, from the same embeddings', { skip }, async () => {
  const { accuracy, embedded } = await evaluate('--protocol', 'seed');
  assert.ok(accuracy >= 0.8, `accuracy ${accuracy}`);
  assert.equal(embedded.computed, 0);
  assert.equal(optimistic, accuracy);
});

test('the backbone from npm on whole pictures reaches what it promises, and says what it is', { skip }, async () => {
  const { accuracy, backbone_source: source } = await evaluate(
    ...['--backbone', 'mobilenet-v2-npm', '--crop', 'whole', '--copies', '4', '--test-copies', '4'],
  );
  assert.ok(accuracy >= 0.42, `accuracy ${accuracy}`);
  assert.match(source, /nsfwjs.*weaker/);
});
