// What keeps the main thread of a page, task by task: how long by the clock, how long on the processor, and in which function.
import { readdir, readFile } from 'node:fs/promises';
import { SourceMap } from 'node:module';
import { join } from 'node:path';

/** @import { CDPSession, Page } from 'playwright-core' */

/**
 * @typedef {object} Task over 50 ms by the clock
 * @property {number} wallMs
 * @property {number} cpuMs Of the thread itself: what it waited for a processor that others had is not in it.
 * @property {number} atMs after the watch began
 * @property {string} what
 *
 * @typedef {{ cpuMs: number, long: Task[] }} MainThread `cpuMs` is of all tasks
 *
 * @typedef {{ name: string, ph: string, pid: number, tid: number, ts: number, dur?: number, tdur?: number, args?: any }} TraceEvent
 * @typedef {{ id: number, parent?: number, children?: number[], callFrame: CallFrame }} ProfileNode
 * @typedef {{ functionName: string, url: string, lineNumber: number, columnNumber: number }} CallFrame
 * @typedef {{ nodes: ProfileNode[], startTime: number, samples?: number[], timeDeltas?: number[] }} Profile
 * @typedef {(frame: CallFrame) => { text: string, isOurs: boolean } | null} NameOf null for the browser's own functions
 */

const LONG_US = 50_000;
const SAMPLE_US = 500;
const CATEGORIES = ['disabled-by-default-devtools.timeline', 'devtools.timeline', 'v8', '__metadata'];
/** Work of the browser's own that says more than the function it is in. */
const NATIVE = new Set([
  'Layout',
  'UpdateLayoutTree',
  'PrePaint',
  'Paint',
  'Layerize',
  'MajorGC',
  'MinorGC',
  'ParseHTML',
]);
/** Functions and kinds of work that are named for a task. */
const NAMED = 4;
/** The minified functions have lost their names: they are called by the line that they begin with. */
const LONGEST_LINE = 60;

/** @param {Page} page @param {NameOf} nameOf @returns {Promise<() => Promise<MainThread>>} ends the watch */
export async function watchMainThread(page, nameOf) {
  const session = await page.context().newCDPSession(page);
  await session.send('Profiler.enable');
  await session.send('Profiler.setSamplingInterval', { interval: SAMPLE_US });
  await session.send('Profiler.start');
  await session.send('Tracing.start', {
    transferMode: 'ReturnAsStream',
    traceConfig: { includedCategories: CATEGORIES, excludedCategories: ['*'], recordMode: 'recordAsMuchAsPossible' },
  });
  return async () => {
    const { profile } = await session.send('Profiler.stop');
    const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
    await session.send('Tracing.end');
    const { stream } = await complete;
    const { traceEvents } = JSON.parse(await readStream(session, stream));
    await session.detach();
    return readTasks(traceEvents, profile, nameOf);
  };
}

/** @param {CDPSession} session @param {string} handle */
async function readStream(session, handle) {
  const parts = [];
  for (;;) {
    const { data, eof, base64Encoded } = await session.send('IO.read', { handle, size: 1 << 20 });
    parts.push(Buffer.from(data, base64Encoded ? 'base64' : 'utf8'));
    if (eof) break;
  }
  await session.send('IO.close', { handle });
  return Buffer.concat(parts).toString('utf8');
}

/** @param {TraceEvent[]} events @param {Profile} profile @param {NameOf} nameOf @returns {MainThread} */
function readTasks(events, profile, nameOf) {
  const samples = samplesOf(profile);
  const mainThread = threadOf(events, profile);
  const here = events.filter(({ pid, tid, ph }) => ph === 'X' && `${pid} ${tid}` === mainThread);
  const tasks = here.filter(({ name }) => name === 'RunTask');
  const cpuMs = tasks.reduce((sum, { dur = 0, tdur = dur }) => sum + tdur / 1000, 0);
  const long = tasks
    .filter(({ dur = 0 }) => dur > LONG_US)
    .map(({ ts, dur = 0, tdur = dur }) => {
      const within = (/** @type {{ ts: number }} */ other) => other.ts >= ts && other.ts <= ts + dur;
      const parts = [...namesOf(samples.filter(within), profile, nameOf), ...nativeOf(here.filter(within))];
      const named = parts.toSorted((a, b) => b.ms - a.ms).slice(0, NAMED);
      return {
        wallMs: dur / 1000,
        cpuMs: tdur / 1000,
        atMs: (ts - profile.startTime) / 1000,
        what: named.map(({ name, ms }) => `${name} ${Math.round(ms)} ms`).join(', ') || 'unknown',
      };
    });
  return { cpuMs, long };
}

/**
 * The renderer's main thread with the most tasks while the profile ran: that of the page, which others beside it are not.
 * @param {TraceEvent[]} events @param {Profile} profile
 */
function threadOf(events, { startTime }) {
  const main = new Set(
    events
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  /** @type {Map<string, number>} */
  const tasks = new Map();
  for (const { name, pid, tid, ts } of events) {
    const thread = `${pid} ${tid}`;
    if (name === 'RunTask' && ts >= startTime && main.has(thread)) tasks.set(thread, (tasks.get(thread) ?? 0) + 1);
  }
  return [...tasks].toSorted(([, a], [, b]) => b - a)[0]?.[0];
}

/** @param {Profile} profile */
function samplesOf({ startTime, samples = [], timeDeltas = [] }) {
  let ts = startTime;
  return samples.map((node, index) => {
    ts += timeDeltas[index] ?? 0;
    return { node, ts, us: timeDeltas[index + 1] ?? 0 };
  });
}

/**
 * Each sample counts for the innermost function of ours, or of a package where there is none.
 * @param {{ node: number, us: number }[]} samples @param {Profile} profile @param {NameOf} nameOf
 */
function namesOf(samples, { nodes }, nameOf) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));
  /** @type {Map<string, number>} */
  const sums = new Map();
  for (const { node, us } of samples) {
    const names = [];
    for (let id = /** @type {number | undefined} */ (node); id !== undefined; id = parents.get(id)) {
      const frame = byId.get(id)?.callFrame;
      const name = frame ? nameOf(frame) : null;
      if (name) names.push(name);
    }
    const name = names.find(({ isOurs }) => isOurs) ?? names[0];
    if (name) sums.set(name.text, (sums.get(name.text) ?? 0) + us / 1000);
  }
  return [...sums].map(([name, ms]) => ({ name, ms }));
}

/** @param {TraceEvent[]} events */
function nativeOf(events) {
  /** @type {Map<string, number>} */
  const sums = new Map();
  for (const { name, dur = 0, tdur = dur } of events)
    if (NATIVE.has(name)) sums.set(name, (sums.get(name) ?? 0) + tdur / 1000);
  return [...sums].map(([name, ms]) => ({ name, ms }));
}

/**
 * Names functions of a built page by its source maps: `drawHistory(chart, history) (charts/history-plot.js:98)`.
 * @param {string} folder of the page's JavaScript, built again with maps beside it
 * @returns {Promise<NameOf>}
 */
export async function readNames(folder) {
  /** @type {Map<string, SourceMap>} */
  const maps = new Map();
  /** @type {Map<string, string[]>} */
  const sources = new Map();
  for (const name of (await readdir(folder)).filter((file) => file.endsWith('.js.map'))) {
    const map = JSON.parse(await readFile(join(folder, name), 'utf8'));
    maps.set(name.slice(0, -4), new SourceMap(map));
    map.sources.forEach((/** @type {string} */ source, /** @type {number} */ index) => {
      sources.set(source, map.sourcesContent[index].split('\n'));
    });
  }
  return ({ functionName, url, lineNumber, columnNumber }) => {
    const entry = maps.get(url.split('/').at(-1) ?? '')?.findEntry(lineNumber, columnNumber);
    if (!entry || !('originalSource' in entry)) return null;
    const file = entry.originalSource.replace(/^.*\/node_modules\//, '').replace(/^.*\/web\/js\//, '');
    const isOurs = !entry.originalSource.includes('/node_modules/');
    const lines = sources.get(entry.originalSource);
    const line = lines?.[entry.originalLine]?.trim().replace(/ \{$/, '').slice(0, LONGEST_LINE);
    return { text: `${line || functionName} (${file}:${entry.originalLine + 1})`, isOurs };
  };
}
