// How every script runs other programs and reports failure. Node built-ins only: setup runs before npm install.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The checkout, with a trailing slash. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** An expected failure: its message is the whole story, so no stack is printed. */
export class StepError extends Error {}

/**
 * Runs a program in the checkout with its output on ours.
 * @param {string} command
 * @param {string[]} args
 * @param {{env?: NodeJS.ProcessEnv, cwd?: string}} [options] `env` is added to our own environment
 * @returns {Promise<void>} rejects with a StepError naming the command when it cannot start or fails
 */
export function runCommand(command, args, options = {}) {
  const shown = [command, ...args.slice(0, 6), ...(args.length > 6 ? ['…'] : [])].join(' ');
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd ?? ROOT,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.on('error', (error) => reject(new StepError(`"${shown}" could not start: ${error.message}`)));
    child.on('close', (code, signal) => {
      if (code === 0) resolve();
      else reject(new StepError(`"${shown}" failed (${signal ?? `exit status ${code}`}).`));
    });
  });
}

/**
 * Runs a program and keeps what it says.
 * @param {string} command
 * @param {string[]} args
 * @param {{env?: NodeJS.ProcessEnv, cwd?: string}} [options]
 * @returns {Promise<{status: number | null, stdout: string, stderr: string}>} status null: it could not start
 */
export function captureCommand(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd ?? ROOT,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text) => {
      stderr += text;
    });
    child.on('error', (error) => resolve({ status: null, stdout, stderr: error.message }));
    child.on('close', (status) => resolve({ status, stdout, stderr }));
  });
}

/**
 * Runs `work` when `moduleUrl` is the script that Node was given; an expected failure is one sentence and exit status 1.
 * @param {string} moduleUrl
 * @param {() => Promise<void>} work
 */
export async function runAsScript(moduleUrl, work) {
  if (process.argv[1] !== fileURLToPath(moduleUrl)) return;
  try {
    await work();
  } catch (error) {
    console.error(error instanceof StepError ? error.message : error);
    process.exitCode = 1;
  }
}
