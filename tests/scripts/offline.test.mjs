// The logic of web/js/offline against a small browser of our own; tests/page/offline.test.mjs has the real one.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { reloadToIsolate } from '../../web/js/offline/isolation.js';
import { namesOf } from '../../web/js/offline/names.js';
import { startOffline } from '../../web/js/offline/offline.js';

const BASE = 'https://example.test/agelens/';
const PAGE = 'index.html';
const SCRIPT = 'assets/main-12345678.js';
const BACKBONE = 'backbones/net-12345678.onnx';
const OTHER_BACKBONE = 'backbones/other-12345678.onnx';
const RUNTIME = 'assets/ort-wasm-abc.wasm';
const NAMES = namesOf(BASE);

/** @param {string} url */
const contentOf = (url) => new TextEncoder().encode(`the bytes of ${url}`);

/** @param {string} url */
const fileOf = (url) => ({
  url,
  bytes: contentOf(url).length,
  sha256: createHash('sha256').update(contentOf(url)).digest('hex'),
});

const LIST = {
  page: [PAGE, SCRIPT].map(fileOf),
  large: [
    { ...fileOf(BACKBONE), title: 'the backbone net' },
    { ...fileOf(OTHER_BACKBONE), title: 'the backbone other' },
    { ...fileOf(RUNTIME), title: 'the ONNX runtime' },
  ],
};

/** As much of the Cache interface as is used, by address. */
class FakeCache {
  /** @type {Map<string, Response>} */
  entries = new Map();
  /** @param {string} address */
  async match(address) {
    return this.entries.get(address)?.clone();
  }
  /** @param {string} address */
  async matchAll(address) {
    const response = await this.match(address);
    return response ? [response] : [];
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
  const page = new FakeCache();
  for (const { url } of LIST.page) page.entries.set(BASE + url, new Response(contentOf(url)));
  /** @type {Map<string, FakeCache>} */
  const caches = new Map([
    [NAMES.largeFilesCache, cache],
    [NAMES.pageCache, page],
  ]);
  /** @type {string[]} */
  const fetched = [];
  /** @type {(() => void)[]} */
  const onOnline = [];
  /** @type {string[]} */
  const held = [];
  const registration = Object.assign(new EventTarget(), {
    active: {},
    installing: null,
    waiting: null,
    update: async () => {},
  });
  const browser = {
    serviceWorker: Object.assign(new EventTarget(), { controller: {}, register: async () => registration }),
    caches: {
      async open(/** @type {string} */ name) {
        if (!caches.has(name)) caches.set(name, new FakeCache());
        return caches.get(name);
      },
      has: async (/** @type {string} */ name) => caches.has(name),
      delete: async (/** @type {string} */ name) => caches.delete(name),
    },
    locks: {
      request: (/** @type {string} */ name, /** @type {object} */ _options, /** @type {() => void} */ granted) => {
        held.push(name);
        granted();
      },
      query: async () => ({ held: held.map((name) => ({ name })) }),
    },
    base: BASE,
    script: BASE + SCRIPT,
    couldUseThreads: true,
    isIsolated: true,
    isUntouched: () => true,
    session: new Map(),
    reload: () => assert.fail('no reload is due'),
    onOnline: (/** @type {() => void} */ back) => onOnline.push(back),
    async fetch(/** @type {string} */ address) {
      const url = address.slice(BASE.length);
      fetched.push(url);
      if (url === 'files.json') return Response.json(LIST);
      // As the service worker does.
      if (LIST.page.some((file) => file.url === url)) page.entries.set(address, new Response(contentOf(url)));
      return [...LIST.page, ...LIST.large].some((file) => file.url === url)
        ? new Response(contentOf(url), { headers: { 'Cross-Origin-Embedder-Policy': 'require-corp' } })
        : new Response('', { status: 404 });
    },
    ...change,
  };
  return {
    browser: /** @type {any} */ (browser),
    registration,
    cache,
    page,
    fetched,
    held,
    backOnline: () => onOnline[0]?.(),
  };
}

/**
 * Starts, waits until nothing more happens, and tells the states.
 * @param {any} browser
 * @param {string[]} needed
 */
async function start(browser, needed = [BACKBONE, RUNTIME], isBusy = () => false) {
  /** @type {import('../../web/js/types.d.ts').AppState['offline'][]} */
  const states = [];
  const offline = startOffline({
    neededFiles: async () => needed,
    isBusy,
    onChange: (state) => states.push(state),
    browser,
  });
  await settled(states);
  return { states, offline };
}

/** Until it has come to a word, and has nothing to add. @param {any[]} states */
async function settled(states) {
  let seen = -1;
  for (let turn = 0; turn < 50 && (seen !== states.length || states.at(-1)?.state === 'preparing'); turn++) {
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
  assert.deepEqual(fetched, ['files.json', BACKBONE, RUNTIME]);
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
  assert.deepEqual(fetched, ['files.json']);
});

test('a damaged file in the cache is fetched again', async () => {
  const { browser, cache, fetched } = fakeBrowser();
  await start(browser);
  await cache.put(BASE + BACKBONE, new Response('damaged'));
  fetched.length = 0;
  const { states } = await start(browser);
  assert.equal(states.at(-1)?.state, 'ready');
  assert.deepEqual(fetched, ['files.json', BACKBONE]);
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
    update: null,
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
  assert.match(states.at(-1)?.message ?? '', /backbones\/unknown\.onnx is missing \(it is not part of this version\)/);
});

test('a refresh fetches what has become needed', async () => {
  const { browser, fetched } = fakeBrowser();
  const needed = [BACKBONE];
  const { offline } = await start(browser, needed);
  needed.push(OTHER_BACKBONE);
  fetched.length = 0;
  await offline.refresh();
  assert.deepEqual(fetched, ['files.json', OTHER_BACKBONE]);
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
  const { browser, registration } = fakeBrowser();
  Object.assign(registration, { active: null, installing: worker });
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

test('a file of the page that was damaged or is gone is stored again, and named while it cannot be', async () => {
  const { browser, page } = fakeBrowser();
  const { fetch } = browser;
  await page.put(BASE + PAGE, new Response('damaged'));
  await page.delete(BASE + SCRIPT);
  browser.fetch = async (/** @type {string} */ address) => {
    if (address.endsWith(SCRIPT)) throw new TypeError('Failed to fetch');
    return fetch(address);
  };
  const { states, offline } = await start(browser);
  assert.match(
    states.at(-1)?.message ?? '',
    /^Not ready to work offline: assets\/main-12345678\.js is missing \(the server cannot be reached/,
  );
  browser.fetch = fetch;
  await offline.refresh();
  assert.equal(states.at(-1)?.state, 'ready');
  const kept = await Promise.all([...page.entries.values()].map((response) => response.text()));
  assert.deepEqual(kept, [`the bytes of ${PAGE}`, `the bytes of ${SCRIPT}`]);
});

test('a page that is not of the stored version is not ready', async () => {
  const { browser } = fakeBrowser({ script: `${BASE}assets/main-00000000.js` });
  const { states } = await start(browser);
  assert.equal(states.at(-1)?.state, 'incomplete');
  assert.match(states.at(-1)?.message ?? '', /a new version was published while the page was opened/);
});

test('the files of another version stay while another page is open', async () => {
  const { browser, cache, held } = fakeBrowser();
  held.push(NAMES.pageLock);
  await cache.put(`${BASE}backbones/net-00000000.onnx`, new Response('old'));
  await start(browser);
  assert.ok(cache.entries.has(`${BASE}backbones/net-00000000.onnx`));
});

/** A browser whose server has a new version, which is installed at once where it may be. */
function browserWithUpdate() {
  const fake = fakeBrowser();
  const { browser, registration } = fake;
  /** @type {unknown[]} */
  const messages = [];
  let reloads = 0;
  browser.reload = () => {
    reloads += 1;
  };
  registration.update = async () => {
    registration.dispatchEvent(new Event('updatefound'));
    const isRefused = await browser.caches.has(NAMES.updatesWait);
    const waiting = { state: 'installed', postMessage: (/** @type {unknown} */ message) => messages.push(message) };
    if (!isRefused) Object.assign(registration, { waiting });
  };
  return { ...fake, messages, reloads: () => reloads };
}

test('a new version is offered, and let in at the user’s word', async () => {
  const { browser, messages, reloads } = browserWithUpdate();
  const { states, offline } = await start(browser);
  assert.equal(states.at(-1)?.state, 'ready');
  assert.deepEqual(states.at(-1)?.update, { isTaking: false, problem: null });
  assert.deepEqual(messages, []);
  await offline.take();
  assert.deepEqual(states.at(-1)?.update, { isTaking: true, problem: null });
  assert.deepEqual(messages, [{ type: 'SKIP_WAITING' }]);
  assert.ok(await browser.caches.has(NAMES.updatesWait), 'the one after it waits again');
  assert.equal(reloads(), 0);
  browser.serviceWorker.dispatchEvent(new Event('controllerchange'));
  assert.equal(reloads(), 1);
});

test('a new version is not let in beside another page or a job, and can be dismissed', async () => {
  const { browser, held, messages } = browserWithUpdate();
  let isBusy = false;
  const { states, offline } = await start(browser, [BACKBONE], () => isBusy);
  held.push(NAMES.pageLock);
  await offline.take();
  assert.match(states.at(-1)?.update?.problem ?? '', /open in another tab or window, too: close it there/);
  held.pop();
  isBusy = true;
  await offline.take();
  assert.match(states.at(-1)?.update?.problem ?? '', /A job is running/);
  assert.deepEqual(messages, []);
  offline.dismiss();
  assert.equal(states.at(-1)?.update, null);
});

test('a new version that cannot be fetched leaves this one, and later ones go on waiting', async () => {
  const { browser, registration, messages } = browserWithUpdate();
  const { states, offline } = await start(browser);
  registration.update = async () => {
    throw new TypeError('Failed to fetch');
  };
  await offline.take();
  assert.match(states.at(-1)?.update?.problem ?? '', /could not be fetched whole, so this one stays/);
  assert.ok(await browser.caches.has(NAMES.updatesWait));
  assert.deepEqual(messages, []);
});

test('a page is loaded once more where that gives it threads, and never twice', () => {
  let reloads = 0;
  const page = {
    couldUseThreads: true,
    isIsolated: false,
    isUntouched: () => true,
    session: /** @type {any} */ ({ getItem: () => null, setItem: () => {} }),
    reload: () => {
      reloads += 1;
    },
  };
  for (const change of [{ couldUseThreads: false }, { isIsolated: true }, { isUntouched: () => false }])
    assert.equal(reloadToIsolate({ ...page, ...change }), false);
  assert.equal(reloads, 0);
  /** @type {string | null} */
  let tried = null;
  page.session = {
    getItem: () => tried,
    setItem: (/** @type {string} */ _key, /** @type {string} */ value) => {
      tried = value;
    },
  };
  assert.equal(reloadToIsolate(page), true);
  assert.equal(reloadToIsolate(page), false);
  assert.equal(reloads, 1);
});
