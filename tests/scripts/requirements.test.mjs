import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  installPlan,
  missingPackages,
  nodeProblem,
  npmPackagesAreCurrent,
  packagesFor,
} from '../../scripts/steps/requirements.mjs';

const MACHINE = { hasApt: true, isRoot: false, hasSudo: false, retry: 'npm start' };

test('a package shared by two purposes is asked for once', () => {
  const packages = packagesFor(['test', 'bench']);
  assert.equal(packages.filter((name) => name === 'clang').length, 1);
  assert.ok(packages.includes('libgtest-dev') && packages.includes('libbenchmark-dev'));
});

test('only what the page needs is asked for to start it', () => {
  assert.deepEqual(packagesFor(['build']), ['emscripten', 'cmake', 'ninja-build', 'libstb-dev']);
});

test('packages that are unknown, removed or half installed count as missing', () => {
  const said = 'cmake installed\nninja-build config-files\nemscripten half-installed\n';
  assert.deepEqual(missingPackages(['cmake', 'ninja-build', 'emscripten', 'libstb-dev'], said), [
    'ninja-build',
    'emscripten',
    'libstb-dev',
  ]);
  assert.deepEqual(missingPackages(['cmake'], said), []);
});

test('root installs by itself, others through sudo without a password', () => {
  assert.deepEqual(installPlan(['cmake'], { ...MACHINE, isRoot: true }), { prefix: [] });
  assert.deepEqual(installPlan(['cmake'], { ...MACHINE, hasSudo: true }), { prefix: ['sudo', '-n'] });
});

test('without root one sentence names the command to run', () => {
  assert.deepEqual(installPlan(['cmake', 'libstb-dev'], MACHINE), {
    sentence:
      'Agelens needs Debian packages that only root can install: run "sudo apt-get install --no-install-recommends ' +
      'cmake libstb-dev", then "npm start" again.',
  });
});

test('without apt-get one sentence says what to install and how to go on', () => {
  const plan = installPlan(['cmake'], { ...MACHINE, hasApt: false, isRoot: true });
  assert.match('sentence' in plan ? plan.sentence : '', /lacks.*cmake.*AGELENS_SKIP_APT=1 npm start/);
});

test('Node.js before 20 is refused with its version', () => {
  assert.match(nodeProblem('18.19.0') ?? '', /Node\.js 20 or later and this is 18\.19\.0/);
  assert.equal(nodeProblem('20.0.0'), null);
  assert.equal(nodeProblem('104.2.1'), null);
});

/** @param {Record<string, object>} packages */
const lockOf = (packages) => JSON.stringify({ packages: { '': { name: 'agelens' }, ...packages } });
/** @param {Record<string, object>} packages */
const installedOf = (packages) => JSON.stringify({ packages });
const LIT = { version: '3.0.0', integrity: 'sha512-a' };

test('npm packages are current when each is there in the version asked for', () => {
  const lock = lockOf({ 'node_modules/lit': LIT });
  assert.equal(npmPackagesAreCurrent(lock, installedOf({ 'node_modules/lit': LIT })), true);
  assert.equal(npmPackagesAreCurrent(lock, null), false);
  assert.equal(npmPackagesAreCurrent(lock, installedOf({})), false);
  assert.equal(npmPackagesAreCurrent(lock, installedOf({ 'node_modules/lit': { ...LIT, version: '3.0.1' } })), false);
  assert.equal(npmPackagesAreCurrent(lock, installedOf({ 'node_modules/lit': { ...LIT, integrity: 'x' } })), false);
});

test('an npm package that the lock file no longer names calls for an install', () => {
  const installed = installedOf({ 'node_modules/lit': LIT, 'node_modules/old': LIT });
  assert.equal(npmPackagesAreCurrent(lockOf({ 'node_modules/lit': LIT }), installed), false);
});

test('packages for other systems may be absent', () => {
  const lock = lockOf({ 'node_modules/lit': LIT, 'node_modules/lit-darwin': { ...LIT, optional: true } });
  assert.equal(npmPackagesAreCurrent(lock, installedOf({ 'node_modules/lit': LIT })), true);
});
