// Words that people read stand in web/js/strings, not in elements and charts.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parseAst } from 'vite';

const WEB = fileURLToPath(new URL('../../web/js/', import.meta.url));
const FOLDERS = ['ui', 'charts', 'offline'];

/** Names, the same in every language. */
const NAMES = /Agelens|SVG|CSV|ONNX|JPEG|PNG|WebP|AVIF/g;

/** Attributes that are read out or shown. */
const READ = /\s(?:aria-label|aria-description|aria-roledescription|title|alt|placeholder|data-label)="([^"]*)"/g;
const WORD = /\p{L}{2,}/u;

/** What a sentence or a label looks like: two words, or one that begins with a capital letter. */
const TEXT = /\p{L}{2,} \p{L}|^\p{Lu}\p{L}+$/u;

/** Literals of code that look so: names of keys and of a browser's failures, selectors, a font, and failures of our own functions. */
const CODE = [
  /^(Home|End|Enter|Escape|Delete|Backspace|Tab|Arrow\w*|Page\w*|Files)$/,
  /^\w+Error$/,
  /^[#.[]|^[a-z]+(-[a-z]+)* [.#[a-z-]+$|^<\?xml/,
  /^\d+ \d+px /,
  /^\w+\(\) /,
];

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

/**
 * The words in a file's templates and in its other strings. What is imported is not read.
 * @param {string} source
 * @returns {string[]}
 */
function wordsOf(source) {
  /** @type {string[]} */
  const found = [];
  /** @param {any} node */
  const look = (node) => {
    if (node === null || typeof node !== 'object') return;
    if (node.type === 'ImportDeclaration' || node.type === 'ImportExpression') return;
    if (node.type === 'TaggedTemplateExpression' && ['html', 'svg'].includes(node.tag.name)) {
      found.push(...wordsIn(textOf(node.quasi)));
      look(node.quasi.expressions);
      return;
    }
    if (node.type === 'TemplateLiteral') found.push(...sentencesIn(textOf(node)));
    if (node.type === 'Literal' && typeof node.value === 'string') found.push(...sentencesIn(node.value));
    Object.values(node).forEach(look);
  };
  look(parseAst(source));
  return found;
}

/** @param {any} template with a space for each expression @returns {string} */
const textOf = ({ quasis }) => quasis.map((/** @type {any} */ { value }) => value.cooked).join(' ');

/** @param {string} text */
const sentencesIn = (text) =>
  TEXT.test(text.replace(NAMES, '')) && !CODE.some((pattern) => pattern.test(text)) ? [text] : [];

test('the search for words finds text and attributes, and leaves expressions and names alone', () => {
  assert.deepEqual(wordsOf(`html\`<p class="hint" title="A hint">Save as CSV &amp; \${name}</p>\``), [
    'A hint',
    'Save as',
  ]);
  assert.deepEqual(wordsOf(`html\`<b @click=\${() => html\`<i>in</i>\`}>\${strings.a}: \${b} × 2</b>\``), ['in']);
  assert.deepEqual(wordsOf('svg`<svg viewBox="0 0 2 2" aria-hidden="true"></svg> SVG`'), []);
});

test('the search finds sentences in code, and leaves keys, selectors and imports alone', () => {
  assert.deepEqual(wordsOf("const a = { title: 'Log loss', hint: `No figures yet, b.` };"), [
    'Log loss',
    'No figures yet, b.',
  ]);
  assert.deepEqual(
    wordsOf(
      "import 'a b'; go('#train .train-action button', 'Escape', 'help-link'); throw new Error('draw() has no place');",
    ),
    [],
  );
});

test('no element has words of its own', () => {
  const wordy = FOLDERS.flatMap((folder) =>
    readdirSync(join(WEB, folder), { recursive: true, encoding: 'utf8' }).map((path) => `${folder}/${path}`),
  )
    .filter((path) => path.endsWith('.js'))
    .map((path) => ({ path, words: wordsOf(readFileSync(join(WEB, path), 'utf8')) }))
    .filter(({ words }) => words.length > 0);
  assert.deepEqual(wordy, []);
});
