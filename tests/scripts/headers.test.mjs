import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CONTENT_SECURITY_POLICY } from '../../scripts/steps/headers.mjs';

test('the policy allows no inline script or style, no eval and no other origin', () => {
  const directives = Object.fromEntries(
    CONTENT_SECURITY_POLICY.split('; ').map((directive) => {
      const [name, ...sources] = directive.split(' ');
      return [name, sources.join(' ')];
    }),
  );
  assert.equal(directives['default-src'], "'none'");
  assert.equal(directives['script-src'], "'self' 'wasm-unsafe-eval'");
  assert.equal(directives['style-src'], "'self'");
  assert.equal(directives['connect-src'], "'self'");
  assert.doesNotMatch(CONTENT_SECURITY_POLICY, /https?:|\*|unsafe-inline|'unsafe-eval'/);
});
