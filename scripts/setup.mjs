// Installs what is missing: Debian packages and npm packages. Node built-ins only: node_modules may not be there yet.
// Usage: node scripts/setup.mjs [build] [test] [bench]
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { captureCommand, ROOT, runAsScript, runCommand, StepError } from './steps/command.mjs';
import {
  installPlan,
  missingPackages,
  nodeProblem,
  npmPackagesAreCurrent,
  PURPOSES,
  packagesFor,
} from './steps/requirements.mjs';

/** @import {Purpose} from './steps/requirements.mjs' */

/**
 * Idempotent; under a second when nothing is missing.
 * @param {Purpose[]} purposes
 */
export async function setup(purposes) {
  const problem = nodeProblem(process.versions.node);
  if (problem) throw new StepError(problem);
  await installDebianPackages(purposes);
  await installNpmPackages();
}

/** @param {Purpose[]} purposes */
async function installDebianPackages(purposes) {
  if (process.env.AGELENS_SKIP_APT === '1') {
    console.log('setup: Debian packages not checked (AGELENS_SKIP_APT=1)');
    return;
  }
  const wanted = packagesFor(purposes);
  // biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg-query's own notation
  const query = await captureCommand('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Status}\n', ...wanted]);
  const missing = missingPackages(wanted, query.stdout);
  if (missing.length === 0) {
    console.log(`setup: Debian packages are installed (${wanted.join(', ')})`);
    return;
  }

  const isRoot = process.getuid?.() === 0;
  const plan = installPlan(missing, {
    hasApt: (await captureCommand('apt-get', ['--version'])).status === 0,
    isRoot,
    hasSudo: !isRoot && (await captureCommand('sudo', ['-n', 'true'])).status === 0,
    retry: PURPOSES[purposes[purposes.length - 1]].command,
  });
  if ('sentence' in plan) throw new StepError(plan.sentence);
  console.log(`setup: installing ${missing.join(', ')} with apt-get`);
  // `env` carries the variable through sudo, which clears the environment.
  const [command, ...args] = [...plan.prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-q', '-y'];
  await runCommand(command, [...args, 'update']);
  await runCommand(command, [...args, 'install', '--no-install-recommends', ...missing]);
}

async function installNpmPackages() {
  const lock = await readFile(join(ROOT, 'package-lock.json'), 'utf8');
  const installed = await readFile(join(ROOT, 'node_modules/.package-lock.json'), 'utf8').catch(() => null);
  if (npmPackagesAreCurrent(lock, installed)) {
    console.log('setup: npm packages are as package-lock.json asks');
    return;
  }
  console.log('setup: installing npm packages as package-lock.json asks');
  // Not `npm ci`: it refuses a lock file, or a registry, that leaves out builds for other systems. Without saving,
  // `npm install` takes the same versions and hashes and changes neither file.
  await runCommand('npm', ['install', '--no-save']);
}

await runAsScript(import.meta.url, async () => {
  const purposes = process.argv.slice(2);
  const unknown = purposes.find((purpose) => !(purpose in PURPOSES));
  if (unknown) throw new StepError(`"${unknown}" is no purpose: choose from ${Object.keys(PURPOSES).join(', ')}.`);
  await setup(purposes.length > 0 ? /** @type {Purpose[]} */ (purposes) : ['build', 'test', 'bench']);
});
