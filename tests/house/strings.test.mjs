// Words that people read stand in web/js/strings, not in the templates of elements.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parseAst } from 'vite';

const WEB = fileURLToPath(new URL('../../web/js/', import.meta.url));
const FOLDERS = ['ui', 'charts'];

/** Names, the same in every language. */
const NAMES = /Agelens|SVG|CSV|ONNX|JPEG|PNG|WebP|AVIF/g;

/** Attributes that are read out or shown. */
const READ = /\s(?:aria-label|aria-description|aria-roledescription|title|alt|placeholder|data-label)="([^"]*)"/g;
const WORD = /\p{L}{2,}/u;

/** Not converted yet. */
const UNCONVERTED = new Set([
  'ui/answer.js',
  'ui/cautions.js',
  'ui/class-table.js',
  'ui/classify.js',
  'ui/comparison.js',
  'ui/confusion-table.js',
  'ui/folder-chooser.js',
  'ui/job-progress.js',
  'ui/metric-table.js',
  'ui/more-settings.js',
  'ui/per-class-table.js',
  'ui/person-table.js',
  'ui/photo-chooser.js',
  'ui/photographs.js',
  'ui/rejected-list.js',
  'ui/results.js',
  'ui/run-facts.js',
  'ui/settings-form.js',
  'ui/site-header.js',
  'ui/step-nav.js',
  'ui/train.js',
  'ui/welcome.js',
  'ui/wrong-list.js',
  'charts/coverage-curve.js',
  'charts/learning-curves.js',
  'charts/reliability-diagram.js',
]);

/** @param {string} template the markup, with a space for each expression @returns {string[]} */
function wordsIn(template) {
  const read = [...template.matchAll(READ)].map(([, value]) => value);
  const shown = template
    .replace(/<!--.*?-->/gs, ' ')
    .split(/<[^>]*>/)
    .map((text) => text.replace(/&\w+;/g, ' '));
  return [...read, ...shown]
    .map((text) => text.replace(NAMES, '').replace(/\s+/g, ' ').trim())
    .filter((text) => WORD.test(text));
}

/** @param {string} source @returns {string[]} */
function wordsInTemplates(source) {
  /** @type {string[]} */
  const found = [];
  /** @param {any} node */
  const look = (node) => {
    if (node === null || typeof node !== 'object') return;
    if (node.type === 'TaggedTemplateExpression' && ['html', 'svg'].includes(node.tag.name)) {
      found.push(...wordsIn(node.quasi.quasis.map((/** @type {any} */ { value }) => value.cooked).join(' ')));
    }
    Object.values(node).forEach(look);
  };
  look(parseAst(source));
  return found;
}

test('the search for words finds text and attributes, and leaves expressions and names alone', () => {
  assert.deepEqual(wordsInTemplates(`html\`<p class="hint" title="A hint">Save as CSV &amp; \${name}</p>\``), [
    'A hint',
    'Save as',
  ]);
  assert.deepEqual(wordsInTemplates(`html\`<b @click=\${() => html\`<i>in</i>\`}>\${strings.a}: \${b} × 2</b>\``), [
    'in',
  ]);
  assert.deepEqual(wordsInTemplates('svg`<svg viewBox="0 0 2 2" aria-hidden="true"></svg> SVG`'), []);
});

test('no element has words of its own', () => {
  const wordy = FOLDERS.flatMap((folder) =>
    readdirSync(join(WEB, folder), { recursive: true, encoding: 'utf8' }).map((path) => `${folder}/${path}`),
  )
    .filter((path) => path.endsWith('.js'))
    .map((path) => ({ path, words: wordsInTemplates(readFileSync(join(WEB, path), 'utf8')) }))
    .filter(({ words }) => words.length > 0);
  const unexpected = wordy.filter(({ path }) => !UNCONVERTED.has(path));
  assert.deepEqual(unexpected, []);
  assert.deepEqual(
    [...UNCONVERTED].filter((path) => !wordy.some((found) => found.path === path)),
    [],
    'these are converted: take them from the list',
  );
});
