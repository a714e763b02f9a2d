// Runs the command line as a user does, on small folders drawn for the test.

import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createCanvas } from '@napi-rs/canvas';

const SCRIPT = fileURLToPath(new URL('../../scripts/agelens.mjs', import.meta.url));

/**
 * @param {string[]} args
 * @returns {Promise<{ status: number | null, stdout: string, stderr: string }>}
 */
export function runAgelens(...args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [SCRIPT, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text) => {
      stderr += text;
    });
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, stdout, stderr }));
  });
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
