// clang-tidy over every C++ source that ships, remembering which were clean with the same text, headers, flags and checks.
// Of the tests most would be GoogleTest's headers, and they run under the sanitizers.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { captureCommand, ROOT, StepError } from './command.mjs';
import { hashFiles } from './stamp.mjs';

const CLEAN = join(ROOT, 'build/tidy');

/** The bindings compile only for wasm, whose em++ tells clang of its target and headers by these. */
const EMSCRIPTEN_FLAGS = [
  '--extra-arg-before=--target=wasm32-unknown-emscripten',
  '--extra-arg=--sysroot=/usr/share/emscripten/cache/sysroot',
];

/** Following every path through a file takes as long as all else; these are worth it. */
const READS_UNTRUSTED_BYTES = /^wasm\/core\/(image\/(container|format)|data\/npy|nn\/(classifier|sequence)_file)\.cpp$/;

/** @typedef {{file: string, arguments: string[], key: string}} Job `key` stands for all that the verdict depends on */

/** @returns {Promise<string>} how many files there are; the complaints are printed as they come */
export async function tidy() {
  const shared = await hashFiles(['.clang-tidy', 'scripts/steps/tidy.mjs']);
  const native = await jobsOf('native-debug', shared, (file) =>
    READS_UNTRUSTED_BYTES.test(file) ? [] : ['--checks=-clang-analyzer-*'],
  );
  const bindings = await jobsOf('wasm-release', shared, () => ['--checks=-clang-analyzer-*', ...EMSCRIPTEN_FLAGS]);
  const jobs = [
    ...native.filter(({ file }) => file.startsWith('wasm/core/')),
    ...bindings.filter(({ file }) => file.startsWith('wasm/bindings/')),
  ];

  const stale = jobs.filter(({ key }) => !existsSync(join(CLEAN, key)));
  if (stale.length > 0) console.log(`check: clang-tidy reads ${stale.length} files that are new or changed`);
  const unclean = await runAll(stale);
  if (unclean.length > 0) throw new StepError(`clang-tidy complained about ${unclean.join(', ')}`);
  return `${jobs.length} files`;
}

/**
 * @param {string} preset
 * @param {string} shared
 * @param {(file: string) => string[]} flagsFor
 * @returns {Promise<Job[]>}
 */
async function jobsOf(preset, shared, flagsFor) {
  const folder = join(ROOT, 'build', preset);
  /** @type {{file: string, command: string}[]} */
  const commands = JSON.parse(await readFile(join(folder, 'compile_commands.json'), 'utf8'));
  return Promise.all(
    commands.map(async ({ file: path, command }) => {
      const file = relative(ROOT, path);
      const key = createHash('sha256')
        .update(`${shared}\0${command}\0${await hashFiles([...includeClosure(path)])}`)
        .digest('hex');
      return { file, arguments: ['-p', folder, '--quiet', ...flagsFor(file), path], key };
    }),
  );
}

/**
 * A source and every header of ours that it includes, directly or not.
 * @param {string} path
 * @param {Set<string>} found
 */
function includeClosure(path, found = new Set()) {
  if (found.has(path) || !existsSync(path)) return found;
  found.add(path);
  for (const [, name] of readFileSync(path, 'utf8').matchAll(/^#include "([^"]+)"/gm)) {
    // Our includes are relative to wasm/, or to the file itself.
    includeClosure(join(ROOT, 'wasm', name), found);
    includeClosure(join(dirname(path), name), found);
  }
  return found;
}

/**
 * @param {Job[]} jobs
 * @returns {Promise<string[]>} the files that are not clean
 */
async function runAll(jobs) {
  await mkdir(CLEAN, { recursive: true });
  const waiting = [...jobs];
  /** @type {string[]} */
  const unclean = [];
  const work = async () => {
    for (let job = waiting.shift(); job; job = waiting.shift()) {
      const { status, stdout, stderr } = await captureCommand('clang-tidy', job.arguments);
      if (status === 0 && !stdout.trim()) {
        await writeFile(join(CLEAN, job.key), job.file);
        continue;
      }
      console.error(stdout.trim() || stderr.trim());
      unclean.push(job.file);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return unclean;
}
