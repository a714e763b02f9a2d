// A word of the page that nothing shows is no word of the page.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parseAst } from 'vite';
import { strings } from '../../web/js/strings/en.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Names and literals of the code: what a string could be asked for by. @param {string} source @param {Set<string>} found */
function collectNames(source, found) {
  const look = (/** @type {any} */ node) => {
    if (node === null || typeof node !== 'object') return;
    if (node.type === 'Identifier') found.add(node.name);
    if (node.type === 'Literal') found.add(`${node.value}`);
    Object.values(node).forEach(look);
  };
  look(parseAst(source));
}

/** @param {object} section @param {string} path @returns {string[]} */
const leavesOf = (section, path) =>
  Object.entries(section).flatMap(([name, value]) =>
    value !== null && typeof value === 'object' ? leavesOf(value, `${path}.${name}`) : `${path}.${name}`,
  );

test('every string is asked for by its name', () => {
  /** @type {Set<string>} */
  const names = new Set();
  for (const folder of ['web/js', 'scripts']) {
    for (const path of readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })) {
      if (!/\.m?js$/.test(path) || path.startsWith('strings')) continue;
      collectNames(readFileSync(join(ROOT, folder, path), 'utf8'), names);
    }
  }
  const leaves = leavesOf(strings, 'strings');
  assert.deepEqual(
    leaves.filter((leaf) => !names.has(leaf.slice(leaf.lastIndexOf('.') + 1))),
    [],
  );
});
