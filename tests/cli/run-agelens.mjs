// Runs the command line as a user does, on small folders drawn for the test.

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createCanvas } from '@napi-rs/canvas';
import { captureCommand } from '../../scripts/steps/command.mjs';

const SCRIPT = fileURLToPath(new URL('../../scripts/agelens.mjs', import.meta.url));

/**
 * In the folder of the caller.
 * @param {string[]} args
 */
export function runAgelens(...args) {
  return captureCommand(process.execPath, [SCRIPT, ...args], { cwd: process.cwd() });
}

/** A JPEG of one colour and a disc, which differ with `variant`. @param {number} variant */
export function drawJpeg(variant) {
  const canvas = createCanvas(64, 64);
  const context = canvas.getContext('2d');
  context.fillStyle = `hsl(${(variant * 67) % 360} 60% 50%)`;
  context.fillRect(0, 0, 64, 64);
  context.fillStyle = 'white';
  context.arc(32, 32, 4 + ((variant * 5) % 24), 0, 7);
  context.fill();
  return canvas.toBuffer('image/jpeg');
}

/** Three persons at 20, 30 and 40. @returns {Record<string, Uint8Array>} */
export function ninePhotographs() {
  const paths = ['20', '30', '40'].flatMap((age) => ['ann', 'bob', 'eve'].map((name) => `${age}/${name}.jpg`));
  return Object.fromEntries(paths.map((path, index) => [path, drawJpeg(index)]));
}

/**
 * Hands a folder with these files to `use`, and removes it.
 * @param {Record<string, Uint8Array | string>} files
 * @param {(folder: string) => Promise<void>} use
 */
export async function withFolder(files, use) {
  const folder = await mkdtemp(join(tmpdir(), 'agelens-cli-'));
  try {
    for (const [path, content] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), content);
    }
    await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
