import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const REPORTER = fileURLToPath(new URL('../../scripts/steps/report.mjs', import.meta.url));

test('the reporter names each skipped test and its reason just before the summary', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'agelens-report-'));
  t.after(() => rm(folder, { recursive: true }));
  const file = join(folder, 'three.test.mjs');
  await writeFile(
    file,
    `import { test } from 'node:test';
     test('runs', () => {});
     test('needs data', { skip: 'AGELENS_DATA_DIR is not set' }, () => {});
     test('finds out late', (t) => t.skip('no adapter'));`,
  );
  // Inside a test run Node marks its children by this variable, and they would report in its own format.
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const { stdout } = await promisify(execFile)('node', ['--test', `--test-reporter=${REPORTER}`, file], { env });
  const summary = stdout.slice(stdout.indexOf('skipped: needs data'));
  assert.match(
    summary,
    /^skipped: needs data: AGELENS_DATA_DIR is not set\n.*skipped: finds out late: no adapter\n.*tests 3\n/,
  );
  assert.match(summary, /skipped 2\n/);
});
