import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, unlink, writeFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { startServer } from '../../scripts/serve.mjs';
import { compressBelow } from '../../scripts/steps/compress.mjs';
import { SECURITY_HEADERS } from '../../scripts/steps/headers.mjs';

const SCRIPT = 'export const answer = 42;\n'.repeat(200);

/** @type {string} */
let folder;
/** @type {Awaited<ReturnType<typeof startServer>>} */
let server;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'agelens-serve-'));
  const root = join(folder, 'dist');
  await mkdir(join(root, 'assets'), { recursive: true });
  await mkdir(join(root, 'backbones'));
  await mkdir(join(root, '.private'));
  await writeFile(join(folder, 'secret.txt'), 'not for serving');
  await writeFile(join(root, 'index.html'), '<!doctype html><title>Agelens</title>');
  await writeFile(join(root, 'sw.js'), SCRIPT);
  await writeFile(join(root, 'manifest.webmanifest'), '{}');
  await writeFile(join(root, '.private/key'), 'not for serving');
  await writeFile(join(root, 'assets/main-abc.mjs'), SCRIPT);
  await writeFile(join(root, 'assets/core-abc.wasm'), new Uint8Array(5000));
  await writeFile(join(root, 'backbones/net-abc.onnx'), new Uint8Array(5000));
  await writeFile(join(root, 'backbones/manifest.json'), '[]');
  await compressBelow(root);
  server = await startServer({ root, port: 0 });
});

after(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

/**
 * Unlike fetch, sends a path as it is, and decompresses nothing.
 * @param {string} path
 * @param {{method?: string, headers?: Record<string, string>}} [options]
 * @returns {Promise<{status: number | undefined, headers: import('node:http').IncomingHttpHeaders, body: Buffer}>}
 */
function ask(path, { method = 'GET', headers = {} } = {}) {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: server.port, path, method, headers }, (response) => {
      /** @type {Buffer[]} */
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    });
    sent.on('error', reject);
    sent.end();
  });
}

test('every answer carries the security headers, errors included', async () => {
  for (const [path, options, status] of /** @type {const} */ ([
    ['/', {}, 200],
    ['/assets/main-abc.mjs', {}, 200],
    ['/nowhere', {}, 404],
    ['/', { method: 'POST' }, 405],
  ])) {
    const answer = await ask(path, options);
    assert.equal(answer.status, status, path);
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) {
      assert.equal(answer.headers[name.toLowerCase()], value, `${name} of ${path}`);
    }
  }
});

test('only the camera may be asked for, and by this page alone', async () => {
  const policy = (await ask('/')).headers['permissions-policy'];
  assert.equal(policy, 'camera=(self), microphone=(), geolocation=(), display-capture=(), usb=()');
});

test('each kind of file has its MIME type', async () => {
  for (const [path, type] of [
    ['/', 'text/html;charset=utf-8'],
    ['/sw.js', 'text/javascript'],
    ['/assets/main-abc.mjs', 'text/javascript'],
    ['/assets/core-abc.wasm', 'application/wasm'],
    ['/backbones/net-abc.onnx', 'application/octet-stream'],
    ['/backbones/manifest.json', 'application/json'],
    ['/manifest.webmanifest', 'application/manifest+json'],
  ]) {
    for (const encoding of ['identity', 'gzip', 'br']) {
      const { headers } = await ask(path, { headers: { 'accept-encoding': encoding } });
      assert.equal(headers['content-type'], type, `${path} as ${encoding}`);
    }
  }
});

test('files with a hash in their name are kept for ever, the others asked for each time', async () => {
  for (const path of ['/assets/main-abc.mjs', '/backbones/net-abc.onnx']) {
    assert.equal((await ask(path)).headers['cache-control'], 'public, max-age=31536000, immutable', path);
  }
  for (const path of ['/', '/index.html', '/sw.js', '/manifest.webmanifest', '/backbones/manifest.json']) {
    assert.equal((await ask(path)).headers['cache-control'], 'no-cache', path);
  }
});

test('a file asked for again costs a 304', async () => {
  const { etag = '' } = (await ask('/sw.js')).headers;
  const again = await ask('/sw.js', { headers: { 'if-none-match': etag } });
  assert.equal(again.status, 304);
  assert.equal(again.body.length, 0);
});

test('a browser that takes them gets the precompressed bytes', async () => {
  for (const [encoding, decompress] of /** @type {const} */ ([
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ])) {
    const { headers, body } = await ask('/assets/main-abc.mjs', { headers: { 'accept-encoding': encoding } });
    assert.equal(headers['content-encoding'], encoding);
    assert.equal(headers.vary, 'Accept-Encoding');
    assert.ok(body.length < SCRIPT.length / 5);
    assert.equal(decompress(body).toString(), SCRIPT);
  }
  const plain = await ask('/assets/main-abc.mjs');
  assert.equal(plain.headers['content-encoding'], undefined);
  assert.equal(plain.body.toString(), SCRIPT);
});

test('a range of a compressed file is answered whole', async () => {
  const { status, body } = await ask('/sw.js', { headers: { 'accept-encoding': 'br', range: 'bytes=0-9' } });
  assert.equal(status, 200);
  assert.equal(brotliDecompressSync(body).toString(), SCRIPT);
});

test('HEAD gives the headers alone', async () => {
  const { status, headers, body } = await ask('/sw.js', { method: 'HEAD' });
  assert.equal(status, 200);
  assert.equal(headers['content-length'], String(SCRIPT.length));
  assert.equal(body.length, 0);
});

test('other methods are refused', async () => {
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
    const { status, headers } = await ask('/', { method });
    assert.equal(status, 405, method);
    assert.equal(headers.allow, 'GET, HEAD');
  }
});

test('nothing outside the folder is served', async () => {
  for (const path of [
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/assets/../../secret.txt',
    '/assets/..%5c..%5csecret.txt',
    '//secret.txt',
    '/secret.txt%00.html',
    '/%',
  ]) {
    const { status, body } = await ask(path);
    assert.equal(status, 404, path);
    assert.ok(!body.includes('not for serving'), path);
  }
});

test('hidden files are not served', async () => {
  for (const path of ['/.private/key', '/%2eprivate/key']) assert.equal((await ask(path)).status, 404, path);
});

test('a page that is rebuilt under a running server is served at once', async () => {
  const path = join(folder, 'dist/late.json');
  assert.equal((await ask('/late.json')).status, 404);
  await writeFile(path, '{}');
  assert.equal((await ask('/late.json')).body.toString(), '{}');
  await unlink(path);
  assert.equal((await ask('/late.json')).status, 404);
});

test('the next port is used when the one asked for is taken', async () => {
  const other = createServer();
  await new Promise((resolve) => other.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (other.address());
  const second = await startServer({ root: join(folder, 'dist'), port });
  try {
    assert.ok(second.port > port && second.port <= port + 20);
    assert.equal(second.address, `http://127.0.0.1:${second.port}/`);
    assert.equal((await fetch(second.address)).status, 200);
  } finally {
    await second.close();
    other.close();
  }
});

test('closing the server ends connections that are still open', async () => {
  const short = await startServer({ root: join(folder, 'dist'), port: 0 });
  await (await fetch(short.address)).text();
  await short.close();
  await assert.rejects(fetch(short.address));
});
