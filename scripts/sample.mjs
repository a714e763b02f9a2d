// Writes the sample dataset: 10 drawn persons at 7 ages, in class folders, as JPEG.
//
//   npm run sample [-- FOLDER]      into ./sample-dataset, or FOLDER
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { runAsScript } from './steps/command.mjs';

/** The sample dataset's files, drawn anew: slash-separated paths and JPEG bytes. */
export async function makeSampleFiles() {
  const { createCanvas } = await import('@napi-rs/canvas');
  const { makeSampleEntries, SAMPLE_JPEG_QUALITY } = await import('../web/js/data/sample.js');
  const entries = await makeSampleEntries(
    (size) => createCanvas(size, size),
    // @napi-rs/canvas counts quality in percent.
    (canvas) => canvas.encode('jpeg', SAMPLE_JPEG_QUALITY * 100),
  );
  return Promise.all(entries.map(async ({ path, read }) => ({ path, bytes: await read() })));
}

await runAsScript(import.meta.url, async () => {
  const { setup } = await import('./setup.mjs');
  await setup([]);
  const folder = process.argv[2] ?? 'sample-dataset';
  const files = await makeSampleFiles();
  for (const { path, bytes } of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
  console.log(`Wrote ${files.length} drawn portraits to ${folder}.`);
});
