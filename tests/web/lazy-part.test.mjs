// What is loaded late, and what is said where it cannot be.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nothing } from 'lit';
import { lazyPart } from '../../web/js/ui/lazy-part.js';

test('a part that cannot be fetched is said, until it can be', async () => {
  let isOnline = false;
  let drawn = 0;
  const host = /** @type {any} */ ({ requestUpdate: () => drawn++ });
  const part = lazyPart(host, () => (isOnline ? Promise.resolve() : Promise.reject(new TypeError('Failed to fetch'))));
  assert.equal(part.alert(), nothing);
  await part.need();
  await part.need();
  const said = /** @type {any} */ (part.alert());
  assert.match(said.values[0], /could not be loaded\. Check the network, then reload the page\./);
  assert.equal(drawn, 1, 'once, or an element that needs it would be drawn for ever');
  isOnline = true;
  await part.need();
  assert.deepEqual([part.alert(), drawn], [nothing, 2]);
});
