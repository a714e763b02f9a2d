// clang-tidy over every C++ source that ships, remembering which were clean with the same text, headers, flags and checks.
// Of the tests most would be GoogleTest's headers, and they run under the sanitizers.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { captureCommand, ROOT, StepError } from './command.mjs';
import { hashFiles } from './stamp.mjs';

const CLEAN = join(ROOT, 'build/tidy');

/** The bindings compile only for wasm, whose em++ tells clang of its target and headers by these. */
const EMSCRIPTEN_FLAGS = ['--target=wasm32-unknown-emscripten', '--sysroot=/usr/share/emscripten/cache/sysroot'];

/** Following every path through a file takes as long as all else; these are worth it. */
const READS_UNTRUSTED_BYTES = /^wasm\/core\/(image\/(container|format)|data\/npy|nn\/(classifier|sequence)_file)\.cpp$/;

const MOST_TOGETHER = 12;

/** What all files of one unit are read with. @typedef {{flags: string[], checks: string}} Reading */
/** @typedef {Reading & {files: string[], key: string}} Unit `key` stands for all that the verdict depends on */

/** @returns {Promise<string>} how many files there are; the complaints are printed as they come */
export async function tidy() {
  const shared = await hashFiles(['.clang-tidy', 'scripts/steps/tidy.mjs']);
  const core = await commandsOf('native-debug', 'wasm/core/');
  const bindings = await commandsOf('wasm-release', 'wasm/bindings/');
  const [untrusted, plain] = parted(core, ({ file }) => READS_UNTRUSTED_BYTES.test(file));
  const units = [
    ...untrusted.flatMap((one) => unitsOf([one], { shared, checks: '' })),
    ...unitsOf(plain, { shared, checks: '-clang-analyzer-*' }),
    ...unitsOf(bindings, { shared, checks: '-clang-analyzer-*', flags: EMSCRIPTEN_FLAGS }),
  ];
  const stale = units.filter(({ key }) => !existsSync(join(CLEAN, key)));
  const count = stale.reduce((sum, { files }) => sum + files.length, 0);
  if (count > 0) console.log(`check: clang-tidy reads ${count} files that are new or changed, or beside one that is`);
  const unclean = await runAll(stale);
  if (unclean.length > 0) throw new StepError(`clang-tidy complained about ${unclean.join(', ')}`);
  return `${core.length + bindings.length} files`;
}

/** @typedef {{file: string, text: string, flags: string[]}} Source */

/**
 * The sources of a folder, with the compiler's flags for them.
 * @param {string} preset
 * @param {string} folder
 * @returns {Promise<Source[]>}
 */
async function commandsOf(preset, folder) {
  /** @type {{file: string, command: string}[]} */
  const commands = JSON.parse(await readFile(join(ROOT, 'build', preset, 'compile_commands.json'), 'utf8'));
  return commands
    .map(({ file, command }) => ({
      file: relative(ROOT, file),
      text: readFileSync(file, 'utf8'),
      // Without the compiler, and what says where its output goes and what it compiles.
      flags: command
        .replaceAll('\\"', '"')
        .split(' ')
        .slice(1)
        .filter((word, index, words) => !['-o', '-c'].includes(word) && !['-o', '-c'].includes(words[index - 1] ?? '')),
    }))
    .filter(({ file }) => file.startsWith(folder));
}

/**
 * Most of the time goes into the standard library's headers, so that files are read together; but not two of which one
 * uses a name that the other has for itself.
 * @param {Source[]} sources
 * @param {{shared: string, checks: string, flags?: string[]}} reading
 * @returns {Unit[]}
 */
function unitsOf(sources, { shared, checks, flags: extra = [] }) {
  /** @type {Source[][]} */
  const groups = [];
  for (const source of sources) {
    const fitting = groups.find(
      (group) =>
        group.length < MOST_TOGETHER &&
        group.every(
          (other) => other.flags.join() === source.flags.join() && !clash(other, source) && !clash(source, other),
        ),
    );
    if (fitting) fitting.push(source);
    else groups.push([source]);
  }
  return groups.map((group) => {
    const flags = [...(group[0]?.flags ?? []), ...extra];
    const hash = createHash('sha256').update([shared, checks, ...flags].join('\0'));
    const files = group.map(({ file }) => file);
    for (const file of files) {
      for (const path of includeClosure(join(ROOT, file))) hash.update(path).update(readFileSync(path));
    }
    return { files, flags, checks, key: hash.digest('hex') };
  });
}

/** Whether the first has a name to itself that the other uses. @param {Source} one @param {Source} other */
function clash({ text }, other) {
  const own = [...text.matchAll(/^namespace \{$([\s\S]*?)^\} {2}\/\/ namespace$/gm)]
    .map(([, inside]) => inside)
    .join('');
  const names = own.matchAll(/^(?:[\w:<>,*&]+ )+[*&]?(\w+)(?= =|\{|\(| \{|;|\[)/gm);
  return [...names].some(([, name]) => new RegExp(`\\b${name}\\b`).test(other.text));
}

/** @template T @param {T[]} all @param {(one: T) => boolean} isFirst @returns {[T[], T[]]} */
function parted(all, isFirst) {
  return [all.filter(isFirst), all.filter((one) => !isFirst(one))];
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
 * @param {Unit[]} units
 * @returns {Promise<string[]>} the files that are not clean
 */
async function runAll(units) {
  await mkdir(CLEAN, { recursive: true });
  const waiting = [...units];
  /** @type {string[]} */
  const unclean = [];
  const work = async () => {
    for (let unit = waiting.shift(); unit; unit = waiting.shift()) {
      const found = await uncleanOf(unit);
      if (found.length === 0) await writeFile(join(CLEAN, unit.key), unit.files.join('\n'));
      unclean.push(...found);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return unclean;
}

/**
 * Where files that are read together are not clean, what each says by itself counts: a name of one may clash with a header of another.
 * @param {Unit} unit
 * @returns {Promise<string[]>}
 */
async function uncleanOf(unit) {
  const complaints = await complaintsOf(unit);
  if (complaints === '') return [];
  if (unit.files.length === 1) {
    console.error(complaints);
    return unit.files;
  }
  const unclean = [];
  for (const file of unit.files) unclean.push(...(await uncleanOf({ ...unit, files: [file] })));
  return unclean;
}

/** @param {Unit} unit */
async function complaintsOf({ files, flags, checks, key }) {
  const [only] = files;
  let source = join(ROOT, only ?? '');
  if (files.length > 1) {
    source = join(CLEAN, `${key}.cpp`);
    await writeFile(source, files.map((file) => `#include "${join(ROOT, file)}"\n`).join(''));
  }
  // That it includes sources is what this file is for.
  const configured = [`--config-file=${join(ROOT, '.clang-tidy')}`, `--checks=${checks},-bugprone-suspicious-include`];
  const { status, stdout, stderr } = await captureCommand('clang-tidy', [
    '--quiet',
    ...configured,
    source,
    '--',
    ...flags,
  ]);
  if (files.length > 1) await rm(source);
  return status === 0 && !stdout.trim() ? '' : stdout.trim() || stderr.trim();
}
