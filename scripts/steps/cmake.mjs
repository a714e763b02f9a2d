// Configures and builds one CMake preset. Ninja knows what is up to date, so nothing is remembered here but the presets.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, runCommand } from './command.mjs';
import { hashFiles, isCurrent, saveStamp } from './stamp.mjs';

/**
 * Runs CMake unless it has run with the present CMakePresets.json, the one input that Ninja does not watch.
 * @param {string} preset
 */
export async function configure(preset) {
  const stamp = `configure-${preset}`;
  const hash = await hashFiles(['CMakePresets.json']);
  if (existsSync(join(ROOT, 'build', preset, 'build.ninja')) && (await isCurrent(stamp, hash))) return;
  await runCommand('cmake', ['--preset', preset]);
  await saveStamp(stamp, hash);
}

/**
 * @param {string} preset
 * @param {string[]} [targets] everything when left out
 */
export async function buildPreset(preset, targets = []) {
  console.log(`build: ${preset}`);
  await configure(preset);
  const chosen = targets.flatMap((target) => ['--target', target]);
  await runCommand('cmake', ['--build', '--preset', preset, ...chosen]);
}
