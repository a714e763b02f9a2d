// Writes file.br and file.gz beside the files of a built page that shrink, so that serving them costs nothing.
import { readFile, stat, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { filesBelow } from './stamp.mjs';

// ONNX weights are float32 noise to a compressor, and images are compressed already.
const COMPRESSIBLE = /\.(html|css|js|mjs|wasm|json|svg|webmanifest|txt)$/;
const SMALLEST_BYTES = 1024;
// Over the 27 MB runtime quality 9 takes four times as long as 5 (5.3 s against 1.3 s) and saves 5 % more.
const BROTLI_QUALITY = 5;
const GZIP_LEVEL = 6;

/**
 * @param {string} folder
 * @returns {Promise<{path: string, bytes: number, wireBytes: number}[]>} every original file; `wireBytes` is its smallest form
 */
export async function compressBelow(folder) {
  const originals = (await filesBelow([folder])).filter((path) => !/\.(br|gz)$/.test(path));
  return Promise.all(originals.map(compressFile));
}

/** @param {string} path */
async function compressFile(path) {
  const { size } = await stat(path);
  if (!COMPRESSIBLE.test(path) || size < SMALLEST_BYTES) return { path, bytes: size, wireBytes: size };
  const bytes = await readFile(path);
  const brotli = await promisify(brotliCompress)(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: size,
    },
  });
  const gzipped = await promisify(gzip)(bytes, { level: GZIP_LEVEL });
  if (brotli.length < size) await writeFile(`${path}.br`, brotli);
  if (gzipped.length < size) await writeFile(`${path}.gz`, gzipped);
  return { path, bytes: size, wireBytes: Math.min(size, brotli.length) };
}
