import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { thirdPartyNotices } from '../../scripts/steps/notices.mjs';

const notices = await thirdPartyNotices();

test('THIRD-PARTY-NOTICES.md is what "node scripts/notices.mjs" would write now', () => {
  assert.equal(readFileSync(new URL('../../THIRD-PARTY-NOTICES.md', import.meta.url), 'utf8'), notices);
});

test('every run-time dependency of package.json has its notice', () => {
  const { dependencies } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  for (const name of Object.keys(dependencies)) assert.ok(notices.includes(`${name} `), name);
});

test('what the build adds has its notice', () => {
  const added = [
    'workbox-core',
    'nsfwjs',
    '@vladmandic/human',
    '@vladmandic/face-api',
    'stb_image',
    'Emscripten',
    'musl',
  ];
  for (const name of [...added, 'MobileNetV2', 'FaceRes', 'dlib', 'BlazeFace', 'ONNX Runtime']) {
    assert.ok(notices.includes(name), name);
  }
});
