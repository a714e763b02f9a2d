// A zip read where it lies, beside zips of fflate and of Python.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { strToU8, zipSync } from 'fflate';
import { sourceOfBlob } from '../../web/js/data/blob-source.js';
import { openZip } from '../../web/js/data/zip-reader.js';

/** @param {Uint8Array} bytes */
const sourceOf = (bytes) => sourceOfBlob(new Blob([/** @type {BlobPart} */ (bytes)]));

/** A zip that Python's zipfile writes. @param {string} script with the open `zip` */
function pythonZip(script, prelude = '') {
  const folder = mkdtempSync(join(tmpdir(), 'agelens-zip-'));
  try {
    const path = join(folder, 'made.zip');
    const program = `import sys, zipfile\n${prelude}\nwith zipfile.ZipFile(sys.argv[1], 'w') as zip:\n${script}`;
    execFileSync('python3', ['-c', program, path]);
    return new Uint8Array(readFileSync(path));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const repeated = new Uint8Array(300_000).map((_, index) => (index % 7) * (index >> 12));

test('entries are stored or deflated, with their sizes and checksums', async () => {
  const zip = zipSync({
    '20/ada.jpg': repeated,
    'empty.txt': new Uint8Array(),
    'a.txt': [strToU8('hello'), { level: 0 }],
  });
  const entries = await openZip(sourceOf(zip));
  assert.deepEqual(
    entries.map(({ name, size }) => [name, size]),
    [
      ['20/ada.jpg', 300_000],
      ['empty.txt', 0],
      ['a.txt', 5],
    ],
  );
  const [ada, empty, hello] = await Promise.all(entries.map((entry) => entry.read()));
  assert.deepEqual(ada, repeated);
  assert.equal(empty?.length, 0);
  assert.deepEqual(hello, strToU8('hello'));
});

test('zip64, comments and old names are read as Python writes them', async () => {
  const long = pythonZip(
    "  zip.writestr('20/ada', 'x' * 100)\n  zip.writestr('30/ben', 'yy')",
    'zipfile.ZIP64_LIMIT = 10',
  );
  const entries = await openZip(sourceOf(long));
  assert.deepEqual(
    entries.map(({ name, size }) => [name, size]),
    [
      ['20/ada', 100],
      ['30/ben', 2],
    ],
  );
  assert.deepEqual(await entries[0]?.read(), strToU8('x'.repeat(100)));

  const odd = pythonZip(
    "  info = zipfile.ZipInfo('M_dchen/a')\n  zip.writestr(info, 'a')\n  zip.writestr('für/b', 'b')\n  zip.comment = b'c' * 999",
  );
  // Python writes code page 437 only for ASCII: put its “ä” in, in both places.
  const renamed = odd.map((byte, index) => (byte === 0x5f && odd[index - 1] === 0x4d ? 0x84 : byte));
  const [first, second] = await openZip(sourceOf(renamed));
  assert.equal(first?.name, 'Mädchen/a');
  assert.equal(second?.name, 'für/b');
  assert.deepEqual(await second?.read(), strToU8('b'));
});

test('every zip that is cut off, and every damaged byte of one, ends in a sentence or the right bytes', async () => {
  const parts = { 'a/x.txt': strToU8('hello hello hello hello'), 'b/y.txt': strToU8('other') };
  const zip = zipSync(parts);
  for (let length = 0; length < zip.length; length++) {
    await assert.rejects(openZip(sourceOf(zip.subarray(0, length)), 'cut.zip'), {
      code: 'bad-zip',
      message: /“cut.zip”/,
    });
  }
  let refused = 0;
  for (let at = 0; at < zip.length; at++) {
    const damaged = zip.map((byte, index) => (index === at ? byte ^ 0xff : byte));
    try {
      for (const entry of await openZip(sourceOf(damaged))) {
        const bytes = await entry.read();
        assert.ok(
          Object.values(parts).some((part) => Buffer.from(part).equals(bytes)),
          `byte ${at}`,
        );
      }
    } catch (error) {
      assert.equal(/** @type {any} */ (error).code, 'bad-zip', `byte ${at}: ${error}`);
      refused += 1;
    }
  }
  assert.ok(refused > zip.length / 4);
});

test('an entry that holds more or less than it says is refused, and none is inflated that says too much', async () => {
  const zip = zipSync({ 'bomb.jpg': new Uint8Array(5_000_000) });
  const sizeAt = zip.length - 22 - 46 - 'bomb.jpg'.length + 24;
  for (const claimed of [10, 5_000_100, 0xfffffff0]) {
    const lying = zip.slice();
    new DataView(lying.buffer).setUint32(sizeAt, claimed, true);
    const [entry] = await openZip(sourceOf(lying));
    assert.equal(entry?.size, claimed);
    await assert.rejects(async () => entry?.read(), { code: 'bad-zip', message: /“bomb.jpg” is damaged/ });
  }
});

test('encrypted and unusually compressed entries say so', async () => {
  const zip = zipSync({ 'a.jpg': strToU8('hello hello hello') });
  const central = zip.length - 22 - 46 - 'a.jpg'.length;
  const encrypted = zip.slice();
  encrypted[central + 8] = 1;
  const [secret] = await openZip(sourceOf(encrypted));
  await assert.rejects(async () => secret?.read(), { code: 'bad-zip', message: /“a.jpg” is encrypted/ });

  const lzma = pythonZip("  zip.writestr('a.jpg', 'hello', zipfile.ZIP_LZMA)");
  const [unusual] = await openZip(sourceOf(lzma));
  await assert.rejects(async () => unusual?.read(), { code: 'bad-zip', message: /unusual/ });
});

test('what cannot be read from the disk is not called damage', async () => {
  const zip = zipSync({ 'a.jpg': strToU8('hello') });
  const { size, read } = sourceOf(zip);
  let gone = false;
  const [entry] = await openZip({
    size,
    read: (start, end) => (gone ? Promise.reject(new Error('gone')) : read(start, end)),
  });
  gone = true;
  await assert.rejects(async () => entry?.read(), { message: 'gone' });
});
