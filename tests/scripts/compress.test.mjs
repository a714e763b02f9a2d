import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { compressBelow } from '../../scripts/steps/compress.mjs';

test('files that shrink get a .br and a .gz, the others stay alone', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'agelens-compress-'));
  t.after(() => rm(folder, { recursive: true }));
  const noise = crypto.getRandomValues(new Uint8Array(5000));
  await writeFile(join(folder, 'main.js'), 'let x = 1;\n'.repeat(500));
  await writeFile(join(folder, 'small.js'), 'let x = 1;');
  await writeFile(join(folder, 'noise.wasm'), noise);
  await writeFile(join(folder, 'net.onnx'), new Uint8Array(5000));

  const sizes = new Map(
    (await compressBelow(folder)).map(({ path, ...size }) => [path.slice(folder.length + 1), size]),
  );
  assert.deepEqual([...sizes.keys()], ['main.js', 'net.onnx', 'noise.wasm', 'small.js']);
  assert.ok((sizes.get('main.js')?.wireBytes ?? Infinity) < 200);
  assert.deepEqual(sizes.get('net.onnx'), { bytes: 5000, wireBytes: 5000 });
  assert.deepEqual(
    ['main.js.br', 'main.js.gz', 'small.js.br', 'noise.wasm.br', 'net.onnx.gz'].map((name) =>
      existsSync(join(folder, name)),
    ),
    [true, true, false, false, false],
  );
});
