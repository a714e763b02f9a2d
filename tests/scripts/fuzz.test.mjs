import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CORPORA } from '../../scripts/fuzz/corpus.mjs';
import { countExecutions, describeFault, FUZZ_TARGETS } from '../../scripts/fuzz/run.mjs';
import { parseFuzzArguments } from '../../scripts/fuzz.mjs';

test('every fuzz target has seeds, the same each time, that it has room for', async () => {
  assert.deepEqual(Object.keys(CORPORA), FUZZ_TARGETS);
  for (const target of FUZZ_TARGETS) {
    const corpus = await CORPORA[target]();
    assert.ok(Object.keys(corpus).length >= 6, target);
    assert.ok(
      Object.values(corpus).every(({ length }) => length > 0 && length <= 4096),
      target,
    );
    assert.deepEqual(await CORPORA[target](), corpus, target);
  }
});

test('npm run fuzz takes a target and seconds, either or neither', () => {
  assert.deepEqual(parseFuzzArguments([]), { targets: FUZZ_TARGETS, seconds: 600 });
  assert.deepEqual(parseFuzzArguments(['npy']), { targets: ['npy'], seconds: 600 });
  assert.deepEqual(parseFuzzArguments(['30']), { targets: FUZZ_TARGETS, seconds: 30 });
  assert.deepEqual(parseFuzzArguments(['decode', '30']), { targets: ['decode'], seconds: 30 });
  assert.throws(() => parseFuzzArguments(['jpeg']), { message: /"jpeg" is no fuzz target: choose from decode, / });
  for (const args of [['npy', 'exif'], ['0'], ['1', '2']]) {
    assert.throws(() => parseFuzzArguments(args), { message: /^Usage: npm run fuzz \[target\] \[seconds\]/ });
  }
});

test('a fault is told in a line: what, the input, how to run it again', () => {
  const undefined_ = [
    '/usr/include/stb/stb_image.h:1990:10: runtime error: index 257 out of bounds',
    'SUMMARY: UndefinedBehaviorSanitizer: undefined-behavior /usr/include/stb/stb_image.h:1990:10 in ',
    "artifact_prefix='build/fuzz/faults/decode-'; Test unit written to build/fuzz/faults/decode-crash-57",
  ].join('\n');
  assert.equal(
    describeFault('decode', undefined_),
    'fuzz: decode failed: index 257 out of bounds. The input is build/fuzz/faults/decode-crash-57; run it again with ' +
      '"build/native-debug/wasm/fuzz/fuzz_decode build/fuzz/faults/decode-crash-57".',
  );
  assert.match(
    describeFault('npy', 'REQUIRED: the shape\nSUMMARY: libFuzzer: deadly signal\n'),
    /failed: the shape\.$/,
  );
  assert.match(describeFault('exif', 'SUMMARY: libFuzzer: timeout\n'), /failed: libFuzzer: timeout\.$/);
  assert.match(describeFault('exif', 'spawn fuzz_exif ENOENT\n'), /failed: spawn fuzz_exif ENOENT\.$/);
});

test('a fuzzer that does not say what it ran has not run', () => {
  assert.equal(countExecutions('Done\nstat::number_of_executed_units: 8000\nstat::new_units_added: 3\n'), 8000);
  assert.throws(() => countExecutions('INFO: Seed: 1\n'), { message: /did not say/ });
});
