// The logic of web/js/offline against a small browser of our own; tests/page/offline.test.mjs has the real one.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { LARGE_FILES_CACHE } from '../../web/js/offline/large-files.js';
import { startOffline } from '../../web/js/offline/offline.js';

const BASE = 'https://example.test/agelens/';
const BACKBONE = 'backbones/net-12345678.onnx';
const OTHER_BACKBONE = 'backbones/other-12345678.onnx';
const RUNTIME = 'assets/ort-wasm-abc.wasm';

/** @param {string} url */
const contentOf = (url) => new TextEncoder().encode(`the bytes of ${url}`);

const LIST = [BACKBONE, OTHER_BACKBONE, RUNTIME].map((url) => ({
  url,
  bytes: contentOf(url).length,
  sha256: createHash('sha256').update(contentOf(url)).digest('hex'),
}));

/** As much of the Cache interface as is used, by address. */
class FakeCache {
  /** @type {Map<string, Response>} */
  entries = new Map();
  /** @param {string} address */
  async match(address) {
    return this.entries.get(address)?.clone();
  }
  /** @param {string} address @param {Response} response */
  async put(address, response) {
    this.entries.set(address, response);
  }
  /** @param {string | {url: string}} request */
  async delete(request) {
    return this.entries.delete(typeof request === 'string' ? request : request.url);
  }
  async keys() {
    return [...this.entries.keys()].map((url) => ({ url }));
  }
}

/**
 * A browser in which the service worker is active and every file can be fetched, until `change` says otherwise.
 * @param {object} [change]
 */
function fakeBrowser(change = {}) {
  const cache = new FakeCache();
  /** @type {string[]} */
  const fetched = [];
  /** @type {(() => void)[]} */
  const onOnline = [];
  const browser = {
    serviceWorker: { register: async () => ({ active: {}, waiting: null }) },
    caches: {
      open: async (/** @type {string} */ name) => {
        assert.equal(name, LARGE_FILES_CACHE);
        return cache;
      },
      match: (/** @type {string} */ address) => cache.match(address),
    },
    locks: undefined,
    base: BASE,
    reload: () => assert.fail('no reload is due'),
    onOnline: (/** @type {() => void} */ back) => onOnline.push(back),
    async fetch(/** @type {string} */ address) {
      const url = address.slice(BASE.length);
      fetched.push(url);
      if (url === 'large-files.json') return Response.json(LIST);
      return LIST.some((file) => file.url === url)
        ? new Response(contentOf(url), { headers: { 'Cross-Origin-Embedder-Policy': 'require-corp' } })
        : new Response('', { status: 404 });
    },
    ...change,
  };
  return { browser: /** @type {any} */ (browser), cache, fetched, backOnline: () => onOnline[0]() };
}

/**
 * Starts, waits until nothing more happens, and tells the states.
 * @param {any} browser
 * @param {string[]} needed
 */
async function start(browser, needed = [BACKBONE, RUNTIME]) {
  /** @type {import('../../web/js/types.d.ts').AppState['offline'][]} */
  const states = [];
  const offline = startOffline({ neededFiles: async () => needed, onChange: (state) => states.push(state), browser });
  await settled(states);
  return { states, offline };
}

/** @param {unknown[]} states */
async function settled(states) {
  let seen = -1;
  while (seen !== states.length) {
    seen = states.length;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test('the first visit fetches the needed files, says which, and is ready', async () => {
  const { browser, cache, fetched } = fakeBrowser();
  const { states } = await start(browser);
  assert.deepEqual(
    states.map(({ state }) => state),
    ['preparing', 'preparing', 'preparing', 'ready'],
  );
  assert.match(states[1].message, /the backbone net, 1 of 1 MB/);
  assert.match(states[2].message, /the ONNX runtime/);
  assert.equal(states[3].message, 'Ready to work offline');
  assert.deepEqual(fetched, ['large-files.json', BACKBONE, RUNTIME]);
  const stored = await cache.match(BASE + RUNTIME);
  assert.deepEqual(new Uint8Array((await stored?.arrayBuffer()) ?? new ArrayBuffer(0)), contentOf(RUNTIME));
  assert.equal(stored?.headers.get('Cross-Origin-Embedder-Policy'), 'require-corp');
});

test('a later visit fetches nothing again', async () => {
  const { browser, fetched } = fakeBrowser();
  await start(browser);
  fetched.length = 0;
  const { states } = await start(browser);
  assert.equal(states.at(-1)?.state, 'ready');
  assert.deepEqual(fetched, ['large-files.json']);
});

test('a damaged file in the cache is fetched again', async () => {
  const { browser, cache, fetched } = fakeBrowser();
  await start(browser);
  await cache.put(BASE + BACKBONE, new Response('damaged'));
  fetched.length = 0;
  const { states } = await start(browser);
  assert.equal(states.at(-1)?.state, 'ready');
  assert.deepEqual(fetched, ['large-files.json', BACKBONE]);
  assert.equal(await (await cache.match(BASE + BACKBONE))?.text(), `the bytes of ${BACKBONE}`);
});

test('a file that arrives damaged is not kept, even if the service worker kept it', async () => {
  const { browser, cache } = fakeBrowser();
  const { fetch } = browser;
  browser.fetch = async (/** @type {string} */ address) => {
    if (!address.endsWith(BACKBONE)) return fetch(address);
    await cache.put(address, new Response('damaged'));
    return new Response('damaged');
  };
  const { states } = await start(browser);
  assert.equal(states.at(-1)?.state, 'incomplete');
  assert.match(states.at(-1)?.message ?? '', /the backbone net is missing \(it arrived damaged\)/);
  assert.equal(await cache.match(BASE + BACKBONE), undefined);
  assert.ok(await cache.match(BASE + RUNTIME), 'the other file is kept');
});

test('files of an earlier version are deleted, those of this version kept', async () => {
  const { browser, cache } = fakeBrowser();
  await cache.put(`${BASE}backbones/net-00000000.onnx`, new Response('old'));
  await cache.put(BASE + OTHER_BACKBONE, new Response(contentOf(OTHER_BACKBONE)));
  await start(browser);
  assert.deepEqual(
    [...cache.entries.keys()].sort(),
    [RUNTIME, BACKBONE, OTHER_BACKBONE].map((url) => BASE + url),
  );
});

test('a server that cannot be reached leaves the page incomplete until the network is back', async () => {
  const { browser, backOnline } = fakeBrowser();
  const { fetch } = browser;
  let isDown = true;
  browser.fetch = async (/** @type {string} */ address) => {
    if (isDown && address.endsWith(BACKBONE)) throw new TypeError('Failed to fetch');
    return fetch(address);
  };
  const { states } = await start(browser);
  assert.deepEqual(states.at(-1), {
    state: 'incomplete',
    message:
      'Not ready to work offline: the backbone net is missing (the server cannot be reached). Reload the page to try again.',
  });
  isDown = false;
  backOnline();
  await settled(states);
  assert.equal(states.at(-1)?.state, 'ready');
});

test('a refusal of the server is told', async () => {
  const { browser } = fakeBrowser();
  const { fetch } = browser;
  browser.fetch = async (/** @type {string} */ address) =>
    address.endsWith(RUNTIME) ? new Response('', { status: 503 }) : fetch(address);
  const { states } = await start(browser);
  assert.match(states.at(-1)?.message ?? '', /the ONNX runtime is missing \(the server answered 503\)/);
});

test('a full disk is told in words that help', async () => {
  const { browser, cache } = fakeBrowser();
  cache.put = async () => {
    throw new DOMException('Quota exceeded.', 'QuotaExceededError');
  };
  const { states } = await start(browser);
  assert.equal(states.at(-1)?.state, 'incomplete');
  assert.match(states.at(-1)?.message ?? '', /no room left to store it, so free some disk space/);
});

test('a needed file that nobody stores is never passed over', async () => {
  const { browser } = fakeBrowser();
  const { states } = await start(browser, [BACKBONE, 'backbones/unknown.onnx']);
  assert.equal(states.at(-1)?.state, 'incomplete');
  assert.match(states.at(-1)?.message ?? '', /backbones\/unknown\.onnx is not part of this version/);
});

test('a refresh fetches what has become needed', async () => {
  const { browser, fetched } = fakeBrowser();
  const needed = [BACKBONE];
  const { offline } = await start(browser, needed);
  needed.push(OTHER_BACKBONE);
  fetched.length = 0;
  await offline.refresh();
  assert.deepEqual(fetched, ['large-files.json', OTHER_BACKBONE]);
});

test('a browser without service workers is told so', async () => {
  const { browser } = fakeBrowser({ serviceWorker: undefined });
  const { states } = await start(browser);
  assert.deepEqual(
    states.map(({ state }) => state),
    ['unsupported'],
  );
});

test('a service worker that fails to install is not waited for', async () => {
  const worker = Object.assign(new EventTarget(), { state: 'installing' });
  const { browser } = fakeBrowser({ serviceWorker: { register: async () => ({ active: null, installing: worker }) } });
  const { states } = await start(browser);
  assert.deepEqual(
    states.map(({ state }) => state),
    ['preparing'],
  );
  worker.state = 'redundant';
  worker.dispatchEvent(new Event('statechange'));
  await settled(states);
  assert.match(states.at(-1)?.message ?? '', /^Not ready to work offline: the browser could not store the page/);
});

/**
 * A browser in which a new version waits, beside `otherPages` open pages.
 * @param {number} otherPages
 */
function browserWithUpdate(otherPages) {
  /** @type {unknown[]} */
  const messages = [];
  let reloads = 0;
  const serviceWorker = Object.assign(new EventTarget(), {
    register: async () => ({ active: {}, waiting: { postMessage: (/** @type {unknown} */ m) => messages.push(m) } }),
  });
  const held = Array.from({ length: otherPages }, () => ({ name: 'agelens-page' }));
  const locks = {
    request: (/** @type {string} */ name, /** @type {object} */ _options, /** @type {() => void} */ granted) => {
      held.push({ name });
      granted();
    },
    query: async () => ({ held }),
  };
  const reload = () => {
    reloads += 1;
  };
  return { ...fakeBrowser({ serviceWorker, locks, reload }), serviceWorker, messages, reloads: () => reloads };
}

test('a new version that waits is let in when this is the only page, and the page reloads', async () => {
  const { browser, serviceWorker, messages, reloads } = browserWithUpdate(0);
  const { states } = await start(browser);
  assert.deepEqual(messages, [{ type: 'SKIP_WAITING' }]);
  assert.equal(reloads(), 0);
  serviceWorker.dispatchEvent(new Event('controllerchange'));
  assert.equal(reloads(), 1);
  assert.ok(states.every(({ state }) => state === 'preparing'));
});

test('a new version goes on waiting while another page is open', async () => {
  const { browser, messages } = browserWithUpdate(1);
  const { states } = await start(browser);
  assert.deepEqual(messages, []);
  assert.equal(states.at(-1)?.state, 'ready');
});
