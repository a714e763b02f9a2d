// Holds the table "who may import whom" of ARCHITECTURE.md against the code's own imports.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Words and order without an element. */
const WORDS = ['fact-words', 'format', 'headline-figures', 'headline-words', 'metric-rows', 'run-order', 'words'].map(
  (name) => `ui/${name}.js`,
);
const PLOTS = ['coverage', 'history', 'reliability'].map((name) => `charts/${name}-plot.js`);

/** What each folder of web/js may import besides itself: other folders, and packages by their first name. */
const WEB_LAYERS = {
  app: [],
  link: ['app/errors.js', 'comlink'],
  core: ['app/errors.js', 'link', '#agelens-core', 'comlink', 'node:'],
  embed: ['app/errors.js', 'link', 'onnxruntime-web', 'comlink', 'node:'],
  data: ['app/errors.js', '@zip.js/zip.js', 'idb'],
  export: ['app/errors.js', 'app/answer.js', '@bufbuild/protobuf'],
  strings: ['strings.js'],
  report: ['strings.js', ...WORDS, ...PLOTS],
  offline: ['strings.js', 'sw.js', 'workbox-'],
  ui: ['strings.js', 'charts', 'app/presets.js', 'export/onnx/caution.js', 'lit'],
  charts: ['strings.js', 'export/csv.js', 'lit', '@observablehq/plot'],
};

/** What each folder of wasm/ may include besides the standard library. */
const NATIVE_LAYERS = {
  'core/image': ['core/'],
  'core/face': ['core/'],
  'core/nn': ['core/'],
  'core/data': ['core/'],
  'core/eval': ['core/'],
  bindings: ['core/', 'bindings/', 'emscripten/'],
};

/** @param {string} folder @param {RegExp} name */
function filesBelow(folder, name) {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && name.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** @param {string} source */
function importsOf(source) {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, '');
  return [...code.matchAll(/(?:\bfrom\s*|\bimport\s*\(?\s*|new URL\(\s*)'([^']+)'/g)].map((match) => match[1]);
}

for (const [layer, allowed] of Object.entries(WEB_LAYERS)) {
  test(`web/js/${layer} imports only itself and: ${allowed.join(', ') || 'nothing'}`, () => {
    const files = filesBelow(`web/js/${layer}`, /\.js$/);
    assert.ok(files.length > 0);
    for (const file of files) {
      for (const specifier of importsOf(readFileSync(file, 'utf8'))) {
        const target = specifier.startsWith('.')
          ? normalize(relative(join(root, 'web/js'), join(dirname(file), specifier)))
          : specifier;
        const permitted = target.startsWith(`${layer}/`) || allowed.some((prefix) => target.startsWith(prefix));
        assert.ok(permitted, `${relative(root, file)} imports ${specifier}`);
      }
    }
  });
}

for (const [layer, allowed] of Object.entries(NATIVE_LAYERS)) {
  test(`wasm/${layer} includes only the standard library and: ${allowed.join(', ')}`, () => {
    const files = filesBelow(`wasm/${layer}`, /\.(h|cpp)$/);
    assert.ok(files.length > 0);
    for (const file of files) {
      for (const [, name] of readFileSync(file, 'utf8').matchAll(/^#include [<"]([^>"]+)[>"]/gm)) {
        const isStandard = !name.includes('/') && !name.includes('.h');
        const isStb = name === 'stb_image.h' && file.endsWith('core/image/decode.cpp');
        const permitted = isStandard || isStb || allowed.some((prefix) => name.startsWith(prefix));
        assert.ok(permitted, `${relative(root, file)} includes ${name}`);
      }
    }
  });
}
