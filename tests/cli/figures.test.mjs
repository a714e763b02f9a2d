// The figures that the project promises on the real photographs, through the command line. Needs the data and the source
// of the default backbone; each evaluation takes about half a minute.
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
const figuresOf = ({ seconds, ...figures }) => figures;

test('leave one person out: the promised figures, and the same on a second run', { skip }, async () => {
  const first = await evaluate();
  assert.deepEqual(
    [first.protocol, first.backbone, first.samples, first.persons, first.rejected],
    ['leave-one-person-out', 'mobilenet-v2', 70, 10, []],
  );
  assert.ok(first.accuracy >= 0.55, `accuracy ${first.accuracy}`);
  assert.ok(first.within_one >= 0.93, `within one ${first.within_one}`);
  assert.ok(first.mae_years <= 5, `mean absolute error ${first.mae_years} years`);
  assert.deepEqual(figuresOf(await evaluate()), figuresOf(first));
});

test('the seed protocol reaches what it promises', { skip }, async () => {
  const { accuracy } = await evaluate('--protocol', 'seed');
  assert.ok(accuracy >= 0.66, `accuracy ${accuracy}`);
});

test('the backbone from npm reaches what it promises, and says what it is', { skip }, async () => {
  const { accuracy, backbone_source: source } = await evaluate('--backbone', 'mobilenet-v2-npm');
  assert.ok(accuracy >= 0.42, `accuracy ${accuracy}`);
  assert.match(source, /nsfwjs.*weaker/);
});
