// The test reporter: Node's own `spec`, and before its summary a line for each skipped test, which a long log would hide.
import { Readable } from 'node:stream';
import { spec } from 'node:test/reporters';

/** @typedef {{type: string, data: any}} TestEvent */

/** @param {AsyncIterable<TestEvent>} source */
export default async function* report(source) {
  yield* Readable.from(withSkipped(source)).pipe(new spec());
}

/** @param {AsyncIterable<TestEvent>} source */
async function* withSkipped(source) {
  const skipped = [];
  let isListed = false;
  for await (const event of source) {
    const { type, data } = event;
    if (type === 'test:pass' && data.skip !== undefined) {
      const reason = typeof data.skip === 'string' && data.skip ? data.skip : 'no reason given';
      skipped.push(`skipped: ${data.name}: ${reason}`);
    }
    // The summary is the diagnostics of the outermost level, and starts with the number of tests.
    if (type === 'test:diagnostic' && data.nesting === 0 && /^tests \d+$/.test(data.message) && !isListed) {
      isListed = true;
      for (const message of skipped) yield { type, data: { ...data, message } };
    }
    yield event;
  }
}
