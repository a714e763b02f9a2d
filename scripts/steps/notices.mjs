// The text of THIRD-PARTY-NOTICES.md: what dist/ ships that others wrote, with their licences.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from './command.mjs';

/** Build-time packages whose code or data still ends up in dist/. */
const SHIPPED_BY_THE_BUILD = [
  'workbox-core',
  'workbox-precaching',
  'workbox-routing',
  'workbox-strategies',
  'nsfwjs',
  '@vladmandic/face-api',
  '@vladmandic/human',
];

/** Packages of type declarations only. */
const NOT_SHIPPED = /^(@types\/|undici-types$)/;

const MIT_TERMS = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

const OUTSIDE_NPM = `## Not from npm

| what | where it ends up | licence |
|---|---|---|
| MobileNetV2 weights, TensorFlow authors (google-coral/test_data) | \`backbones/mobilenet-v2-*.onnx\`, converted to ONNX | Apache-2.0 |
| FaceRes weights, Andrey Savchenko (HSE_FaceRec_tf), by way of @vladmandic/human | \`backbones/face-*.onnx\`, converted to ONNX | Apache-2.0 |
| dlib_face_recognition_resnet_model_v1, Davis King, by way of @vladmandic/face-api | \`backbones/face-resnet-*.onnx\`, converted to ONNX | CC0-1.0 |
| BlazeFace weights, MediaPipe authors, by way of @vladmandic/human | \`backbones/blazeface-*.onnx\`, converted to ONNX | Apache-2.0 |
| stb_image, Sean Barrett | the wasm core | public domain (alternative B of its licence) |
| Emscripten, the Emscripten authors | the wasm core and its loader | MIT |
| musl libc, Rich Felker et al. | the wasm core | MIT |
| libc++, libc++abi and compiler-rt, LLVM project | the wasm core | Apache-2.0 with LLVM exceptions |
| dlmalloc, Doug Lea | the wasm core | public domain |
| ONNX Runtime, Microsoft Corporation | \`assets/ort-*\` | MIT; its own third parties are listed in ThirdPartyNotices.txt at github.com/microsoft/onnxruntime |

The text of Apache-2.0 is given below, at comlink. The LLVM exceptions to it say that compiled code which embeds parts of
the software may be redistributed without its sections 4(a), 4(b) and 4(d).

Copyright (c) 2010-2022 The Emscripten Authors. Copyright (c) 2005-2020 Rich Felker, et al. (musl). Copyright (c)
Microsoft Corporation (ONNX Runtime). Each under these terms:

${fenced(MIT_TERMS)}
`;

/** @typedef {{name: string, version: string, licence: string, text: string}} Shipped */

export async function thirdPartyNotices() {
  const packages = await shippedPackages();
  /** @type {Map<string, Shipped[]>} packages by identical licence text */
  const groups = new Map();
  for (const shipped of packages) groups.set(shipped.text, [...(groups.get(shipped.text) ?? []), shipped]);
  const sections = [...groups].map(([text, members]) => {
    const names = members.map(({ name, version, licence }) => `${name} ${version} (${licence})`).join(', ');
    return `### ${names}\n\n${text ? fenced(text) : 'These carry no licence file of their own; their licence is the one named.'}\n`;
  });
  return `# Third-party notices

What a built Agelens contains that others wrote. Written by \`node scripts/notices.mjs\`; a test fails when it is out of date.

${OUTSIDE_NPM}
## From npm

${sections.join('\n')}`;
}

/** @returns {Promise<Shipped[]>} run-time dependencies and what the build adds, by name */
async function shippedPackages() {
  /** @type {{packages: Record<string, {version: string, license?: string, dev?: boolean}>}} */
  const lock = JSON.parse(await readFile(join(ROOT, 'package-lock.json'), 'utf8'));
  const entries = Object.entries(lock.packages)
    .map(([path, entry]) => ({ path, entry, name: path.slice(path.lastIndexOf('node_modules/') + 13) }))
    .filter(({ path, entry, name }) => path && (!entry.dev || SHIPPED_BY_THE_BUILD.includes(name)))
    .filter(({ name }) => !NOT_SHIPPED.test(name))
    // By name, not path: npm may hoist a package elsewhere without anything having changed.
    .sort((a, b) => (`${a.name} ${a.entry.version}` < `${b.name} ${b.entry.version}` ? -1 : 1));
  return Promise.all(
    entries.map(async ({ path, entry, name }) => {
      const files = await readdir(join(ROOT, path));
      const file = files.find((candidate) => /^licen[cs]e/i.test(candidate));
      const text = file ? await readFile(join(ROOT, path, file), 'utf8') : '';
      return { name, version: entry.version, licence: entry.license ?? 'see below', text: tidied(text) };
    }),
  );
}

/** @param {string} text */
function tidied(text) {
  return text
    .replaceAll('\r\n', '\n')
    .replace(/[ \t]+$/gm, '')
    .trim();
}

/** @param {string} text */
function fenced(text) {
  return `\`\`\`\n${text}\n\`\`\``;
}
