import assert from 'node:assert/strict';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { unzipSync } from 'fflate';
import { parseArguments } from '../../scripts/cli/arguments.mjs';
import { createNodeCore } from '../../web/js/core/node.js';
import { makeExif, makePng, makeWebp, pattern, withPngExif } from '../core/pictures.mjs';
import { drawJpeg, ninePhotographs, runAgelens, withFolder } from './run-agelens.mjs';

const QUICK = ['--copies', '1', '--epochs', '3', '--hidden', '8', '--backbone', 'mobilenet-v2-npm', '--quiet'];

/**
 * One sentence on standard error, nothing on standard output, status 1.
 * @param {{ status: number | null, stdout: string, stderr: string }} result
 * @param {RegExp} sentence
 */
function assertRefused({ status, stdout, stderr }, sentence) {
  assert.equal(status, 1, stderr);
  assert.equal(stdout, '');
  assert.match(stderr, sentence);
  assert.doesNotMatch(stderr, /\n\s+at /, 'no stack');
}

test('evaluate --json prints one object with the figures, and bad files are refused while good ones train', async () => {
  const torn = drawJpeg(1);
  const files = {
    ...ninePhotographs(),
    '20/text.jpg': 'This is text.',
    '30/torn.jpg': torn.subarray(0, torn.length / 2),
    '40/empty.jpg': '',
    '.DS_Store': 'x',
  };
  await withFolder(files, async (folder) => {
    const [csv, report] = [join(folder, 'answers.csv'), join(folder, 'report.html')];
    const saved = ['--predictions', csv, '--report', report];
    const { status, stdout, stderr } = await runAgelens('evaluate', folder, '--json', ...saved, ...QUICK);
    assert.equal(status, 0, stderr);
    const result = JSON.parse(stdout);
    assert.deepEqual(Object.keys(result), [
      'protocol',
      'backbone',
      'backbone_source',
      'crop',
      'faceless',
      'embedded',
      'samples',
      'persons',
      'classes',
      'folds',
      'accuracy',
      'optimistic_accuracy',
      'within_one',
      'mae_years',
      'quadratic_weighted_kappa',
      'log_loss',
      'ece',
      'precision',
      'recall',
      'f1',
      'intervals',
      'resamples',
      'confusion',
      'per_person',
      'reliability',
      'coverage',
      'per_class',
      'predictions',
      'settings',
      'cautions',
      'seconds',
      'rejected',
    ]);
    assert.equal(result.protocol, 'leave-one-person-out');
    assert.equal(result.backbone, 'mobilenet-v2-npm');
    assert.match(result.backbone_source, /nsfwjs.*weaker/);
    assert.deepEqual([result.samples, result.persons, result.classes], [9, 3, ['20', '30', '40']]);
    assert.equal(result.predictions.length, 9);
    assert.deepEqual(
      result.confusion.map((/** @type {number[]} */ counts) => counts.reduce((sum, count) => sum + count)),
      [3, 3, 3],
    );
    const { path, person, predicted, probabilities } = result.predictions[0];
    assert.deepEqual([path, person, result.predictions[0].class], ['20/ann.jpg', 'ann', '20']);
    assert.ok(['20', '30', '40'].includes(predicted));
    assert.ok(Math.abs(probabilities.reduce((/** @type {number} */ a, /** @type {number} */ b) => a + b) - 1) < 1e-5);
    const right = result.predictions.filter((/** @type {any} */ p) => p.class === p.predicted).length;
    assert.equal(result.accuracy, right / 9);
    assert.deepEqual(
      result.rejected.map((/** @type {{ path: string }} */ entry) => entry.path),
      ['20/text.jpg', '30/torn.jpg', '40/empty.jpg'],
    );
    for (const { reason } of result.rejected) assert.match(reason, /^[A-Z].{20,}\.$/);
    assert.match(stderr, /Refused 30\/torn\.jpg: /);
    assert.deepEqual([result.settings.copies, result.settings.hidden_units], [1, [8]]);

    const records = (await readFile(csv, 'utf8')).trimEnd().split('\r\n').slice(1);
    assert.deepEqual(
      records
        .map((record) => record.split(','))
        .map(([path, , , truth, predicted, ...figures]) => ({
          path,
          truth,
          predicted,
          probabilities: figures.slice(0, 3).map(Number),
          fold: Number(figures.at(-1)) - 1,
        })),
      result.predictions.map((/** @type {any} */ { path, class: truth, predicted, probabilities, fold }) => ({
        path,
        truth,
        predicted,
        probabilities,
        fold,
      })),
    );
    // Each person was left out once, so a person's photographs are of one fold.
    const folds = result.predictions.map((/** @type {any} */ { person, fold }) => `${person} ${fold}`);
    assert.equal(new Set(folds).size, 3);
    const html = await readFile(report, 'utf8');
    assert.ok(html.includes(`data-metric="accuracy" data-value="${result.accuracy}"`));
    assert.ok(html.includes(`data-metric="log-loss" data-value="${result.log_loss}"`));
  });
});

test('the same seed gives the same predictions, computed or kept, another seed others', async (t) => {
  const { AGELENS_CACHE_DIR } = process.env;
  t.after(() => {
    if (AGELENS_CACHE_DIR === undefined) delete process.env.AGELENS_CACHE_DIR;
    else process.env.AGELENS_CACHE_DIR = AGELENS_CACHE_DIR;
  });
  await withFolder(ninePhotographs(), async (folder) => {
    const run = async (/** @type {string} */ seed, /** @type {string} */ cache) => {
      process.env.AGELENS_CACHE_DIR = join(folder, '..', `${basename(folder)}-${cache}`);
      t.after(() => rm(join(folder, '..', `${basename(folder)}-${cache}`), { recursive: true, force: true }));
      const { stdout } = await runAgelens('evaluate', folder, '--json', '--seed', seed, ...QUICK);
      const { predictions, embedded, faceless } = JSON.parse(stdout);
      assert.ok(faceless.length > 0, 'few discs pass for a face');
      return { predictions, computed: embedded.computed };
    };
    const first = await run('5', 'a');
    assert.equal(first.computed, 18);
    assert.deepEqual(await run('5', 'a'), { ...first, computed: 0 });
    assert.deepEqual(await run('5', 'b'), first);
    assert.notDeepEqual((await run('6', 'a')).predictions, first.predictions);
  });
});

test('backbones are joined and compared, each with and without the face crop', async () => {
  await withFolder(ninePhotographs(), async (folder) => {
    const quick = ['--copies', '0', '--epochs', '5', '--quiet'];
    const joined = await runAgelens('evaluate', folder, '--json', '--backbone', 'face-age+face-resnet', ...quick);
    const result = JSON.parse(joined.stdout);
    assert.equal(result.backbone, 'face-age+face-resnet');
    assert.match(result.backbone_source, /age_gender_model.* \+ .*face_recognition_model/);

    const { status, stdout, stderr } = await runAgelens('compare', folder, '--json', '--seeds', '1', ...quick);
    assert.equal(status, 0, stderr);
    const { rows, seeds, protocol } = JSON.parse(stdout);
    assert.deepEqual([protocol, seeds], ['leave-one-person-out', [1]]);
    for (const name of ['mobilenet-v2-npm', 'face', 'face-resnet', 'face-age']) {
      const own = rows.filter((/** @type {any} */ row) => row.backbone === name);
      assert.deepEqual(own.map((/** @type {any} */ row) => row.crop).sort(), ['face', 'whole'], name);
    }
    assert.equal(rows.filter((/** @type {any} */ row) => row.backbone.includes('+')).length, 3);
    const accuracies = rows.map((/** @type {any} */ row) => row.accuracy.mean);
    assert.deepEqual(
      accuracies,
      accuracies.toSorted((/** @type {number} */ a, /** @type {number} */ b) => b - a),
    );
    for (const row of rows) {
      assert.ok(row.ms_per_image > 0 && row.bytes > 1e6 && row.embedding_size >= 128, JSON.stringify(row));
      assert.ok(row.accuracy_interval.low <= row.accuracy.mean && row.accuracy.mean <= row.accuracy_interval.high);
    }
  });
});

test('evaluate prints a table that names protocol and backbone', async () => {
  await withFolder(ninePhotographs(), async (folder) => {
    const { status, stdout } = await runAgelens('evaluate', folder, '--protocol', 'seed', ...QUICK);
    assert.equal(status, 0);
    assert.match(stdout, /Protocol +seed \(optimistic: copies of one photograph are on both sides\)/);
    assert.match(stdout, /Backbone +mobilenet-v2-npm: .*weaker/);
    assert.match(stdout, /true \\ predicted +20 +30 +40\n/);
  });
});

test('train saves a project that classify uses, and embed saves arrays', async () => {
  await withFolder({ 'photos/x': '', ...ninePhotographs() }, async (folder) => {
    const photos = join(folder, '20');
    const project = join(folder, 'p.zip');
    const trained = await runAgelens('train', folder, '--out', project, '--with-photographs', ...QUICK);
    assert.equal(trained.status, 0, trained.stderr);
    assert.match(trained.stdout, /Saved .*p\.zip/);
    const parts = unzipSync(await readFile(project));
    assert.deepEqual(parts['photographs/20/ann.jpg'], new Uint8Array(await readFile(join(photos, 'ann.jpg'))));
    assert.equal(Object.keys(parts).filter((name) => name.startsWith('photographs/')).length, 9);

    const gone = join(photos, 'gone.jpg');
    const answered = await runAgelens('classify', project, join(photos, 'ann.jpg'), gone, '--json', '--quiet');
    const { classes, answers, rejected } = JSON.parse(answered.stdout);
    assert.deepEqual(classes, ['20', '30', '40']);
    assert.equal(answers[0].path, join(photos, 'ann.jpg'));
    assert.equal(answers[0].probabilities.length, 3);
    assert.ok(answers[0].expected_age >= 20 && answers[0].expected_age <= 40);
    assert.equal(answers[0].expected_age_range, null, 'nine tested photographs say too little');
    const [same, next] = answers[0].nearest;
    assert.deepEqual(same, { path: '20/ann.jpg', person: 'ann', class: '20', distance: 0, same: true });
    assert.ok(next.distance > 0 && !next.same);
    assert.notEqual(answers[0].nearest_other_person.person, 'ann');
    assert.deepEqual(rejected, [{ path: gone, reason: `“${gone}” could not be read (it does not exist).` }]);
    assert.equal(answered.status, 1);
    const { stdout } = await runAgelens('classify', project, join(photos, 'ann.jpg'), '--quiet');
    assert.match(stdout, /ann\.jpg +\d0 /);
    assert.match(stdout, /ann\.jpg: This photograph was trained on\. Besides itself it is most like \w+ at \d0;/);

    // A photograph, the same as a camera on its side stores it, and that without the word that it was.
    const [width, height] = [96, 128];
    const lying = makePng(height, width, (x, y) => pattern(width - 1 - y, x));
    const files = {
      'upright.png': makePng(width, height, pattern),
      'sideways.png': withPngExif(lying, makeExif(6, true)),
      'lying.png': lying,
      'new.webp': makeWebp(8, 8, pattern),
    };
    const paths = Object.keys(files).map((name) => join(folder, name));
    for (const [name, file] of Object.entries(files)) await writeFile(join(folder, name), file);
    const again = JSON.parse((await runAgelens('classify', project, ...paths, '--json', '--quiet')).stdout);
    const [upright, sideways, untold] = again.answers;
    assert.deepEqual(sideways, { ...upright, path: paths[1] });
    assert.notDeepEqual(untold.probabilities, upright.probabilities);
    assert.equal(again.rejected.length, 1);
    assert.match(again.rejected[0].reason, /WebP file, which only a browser can decode\. Save it as JPEG or PNG/);

    const out = join(folder, 'arrays');
    const embedded = await runAgelens('embed', folder, '--out', out, ...QUICK);
    assert.equal(embedded.status, 0, embedded.stderr);
    const core = await createNodeCore();
    const features = await core.readNpy(await readFile(join(out, 'features.npy')));
    assert.deepEqual(features.shape, [18, 1280]);
    const labels = await core.readNpy(await readFile(join(out, 'labels.npy')));
    assert.deepEqual([...labels.data].slice(4, 8), [0, 0, 1, 1]);
    const lines = (await readFile(join(out, 'samples.csv'), 'utf8')).split('\r\n');
    assert.deepEqual([lines[0], lines[2], lines.length], ['row,path,class,person,copy', '1,20/ann.jpg,20,ann,1', 20]);
  });
});

test('an empty folder, one class, no images and no folder are each one sentence', async () => {
  await withFolder({}, async (folder) => {
    assertRefused(await runAgelens('evaluate', folder, ...QUICK), /holds no photographs\. Choose a folder/);
    assertRefused(await runAgelens('evaluate', join(folder, 'nowhere')), /nowhere” does not exist/);
    await mkdir(join(folder, '20'));
    await writeFile(join(folder, '20/a.jpg'), 'text');
    assertRefused(await runAgelens('evaluate', folder, ...QUICK), /no usable photographs\. Refused: .*20\/a\.jpg: /);
    assertRefused(await runAgelens('evaluate', join(folder, '20/a.jpg')), /a\.jpg” is not a folder/);
    await writeFile(join(folder, '20/b.jpg'), drawJpeg(1));
    assertRefused(await runAgelens('evaluate', folder, ...QUICK), /only the class “20”.*at least two class folders/);
  });
});

test('a command line that makes no sense is one sentence', async () => {
  for (const [args, sentence] of /** @type {[string[], RegExp][]} */ ([
    [['measure', '.'], /“measure” is no command/],
    [['evaluate'], /needs a folder/],
    [['evaluate', '.', '--speed', '1'], /Unknown option '--speed'/],
    [['evaluate', '.', '--epochs', 'many'], /--epochs needs a number, not “many”/],
    [['evaluate', '.', '--epochs', '0'], /epochs must be a whole number from 1/],
    [['evaluate', '.', '--protocol', 'best'], /“best” is no protocol/],
    [['evaluate', '.', '--loss', 'hinge'], /“hinge” is no loss/],
    [['evaluate', '.', '--set', 'speed=1'], /--set speed names no setting/],
    [['evaluate', '.', '--set', 'l2'], /--set needs NAME=VALUE/],
    [['evaluate', '.', '--set', 'augmentation.horizontal_flip=maybe'], /needs true or false, not “maybe”/],
    [['evaluate', '.', '--crop', 'nose'], /“nose” is no crop; choose face, whole/],
    [['evaluate', '.', '--preset', 'best'], /“best” is no preset; choose quick, usual, careful, python/],
    [['compare', '.', '--seeds', '0'], /--seeds must be a whole number from 1 to 100/],
    [['search', '.', '--sequence'], /--sequence is of evaluate and train/],
    [['classify', 'p.zip', 'x.jpg', '--album'], /at least two photographs/],
    [['train', '.', '--out', 'p.zip', '--album'], /--album is an option of agelens classify/],
    [['train', '.'], /needs --out PROJECT\.zip/],
    [['classify', 'p.zip', 'x.jpg', '--report', 'r.html'], /--report is of evaluate and train/],
  ])) {
    assert.throws(() => parseArguments(args), { name: 'AgelensError', message: sentence });
  }
  const { settings } = parseArguments(['evaluate', '.', '--preset', 'python', '--copies', '2']);
  assert.deepEqual([settings.protocol, settings.method, settings.copies], ['seed', 'network', 2]);
  // Through the program: how a sentence is printed, and those that need the files.
  for (const [args, sentence] of /** @type {[string[], RegExp][]} */ ([
    [[], /^Say what to do: evaluate, search, compare, train, classify, embed or export/],
    [['evaluate', '.', '--backbone', 'mobilenet-v2-npm+b'], /“b” is not available; available: mobilenet-v2/],
    [['evaluate', 'web/icons', 'models'], /agelens evaluate takes one folder of photographs, or what embed saved/],
    [['evaluate', '.', '--settings', 'package.json'], /“package\.json” is no settings file of Agelens/],
    [['evaluate', '.', '--report', '/nowhere/r.html'], /“\/nowhere” cannot be written/],
    [['train', '.', '--out', '/nowhere/at/all.zip'], /“\/nowhere\/at” cannot be written \(it does not exist\)/],
    [['classify', 'package.json', 'x.jpg'], /“package\.json” is not a whole zip file/],
    [['classify', 'nothing.zip', 'x.jpg'], /“nothing\.zip” could not be read/],
  ])) {
    assertRefused(await runAgelens(...args, '--quiet'), sentence);
  }
});

test('help is printed on standard output', async () => {
  const { status, stdout } = await runAgelens('--help');
  assert.equal(status, 0);
  assert.match(stdout, /agelens evaluate DIR/);
});
