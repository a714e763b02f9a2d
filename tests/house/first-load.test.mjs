// What comes with the page before anything is chosen: not what only figures, zips or networks need.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parseAst } from 'vite';

const WEB = fileURLToPath(new URL('../../web/js/', import.meta.url));

/** Half of the page's code. */
const LATER = ['@observablehq/plot'];

/** Static imports only: what is imported by a call comes when it is called. @param {string} file @returns {string[]} */
function importsOf(file) {
  const { body } = /** @type {any} */ (parseAst(readFileSync(join(WEB, file), 'utf8')));
  return body.flatMap((/** @type {any} */ { source }) => source?.value ?? []);
}

test('the first load is without what draws charts', () => {
  /** @type {Map<string, string | null>} Each file, and one that imports it. */
  const reached = new Map([['main.js', null]]);
  for (const [file] of reached) {
    for (const name of importsOf(file)) {
      assert.ok(!LATER.includes(name), `${name} comes with ${pathTo(file)}`);
      const target = normalize(join(dirname(file), name));
      if (name.startsWith('.') && target.endsWith('.js') && !reached.has(target)) reached.set(target, file);
    }
  }
  assert.ok(reached.has('ui/results.js'));

  /** @param {string} file @returns {string} */
  function pathTo(file) {
    const by = reached.get(file);
    return by ? `${file}, of ${pathTo(by)}` : file;
  }
});
