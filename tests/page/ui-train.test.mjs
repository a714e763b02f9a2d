// The settings of a training, and the search for good ones.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultSettings } from '../../web/js/app/defaults.js';
import { presetNames, presets } from '../../web/js/app/presets.js';
import { events, metric, openAllDetails, show, textOf } from './ui-driver.mjs';
import { withInterface } from './ui-page.mjs';

/** @import {Page} from 'playwright-core' */

/** Settings come in through the page's state, as from the store. @param {Page} page @param {object} patch */
async function set(page, patch) {
  await page.evaluate((change) => {
    const { app } = /** @type {any} */ (globalThis).fixture;
    app.state = { ...app.state, settings: { ...app.state.settings, ...change } };
  }, patch);
}

/** @param {Page} page @param {string} name */
const field = (page, name) => page.locator(`#train [name=${name}]`);

test('only the fields that the method looks at are shown', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'chosen');
    await openAllDetails(page);
    await field(page, 'dropout').waitFor();
    assert.equal(await field(page, 'neighbours').count(), 0);
    assert.equal(await field(page, 'momentum').count(), 0);
    await set(page, { optimizer: 'sgd' });
    await field(page, 'momentum').waitFor();
    await set(page, { method: 'linear' });
    await field(page, 'dropout').waitFor({ state: 'detached' });
    for (const name of ['hiddenUnits', 'learningRate', 'batchSize', 'momentum', 'ensemble'])
      assert.equal(await field(page, name).count(), 0, name);
    for (const name of ['l2', 'loss', 'scaling', 'epochs']) assert.equal(await field(page, name).count(), 1, name);
    await set(page, { method: 'neighbours' });
    await field(page, 'neighbours').waitFor();
    for (const name of ['loss', 'l2', 'epochs']) assert.equal(await field(page, name).count(), 0, name);
    await set(page, { method: 'network', loss: 'label-distribution' });
    await field(page, 'labelSpread').waitFor();
    assert.equal(await field(page, 'labelSmoothing').count(), 0);
  });
});

test('a text that is not allowed goes with its field, not into the next', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'chosen');
    await openAllDetails(page);
    await field(page, 'dropout').fill('2');
    await field(page, 'dropout').blur();
    await page.getByText('Enter a number from 0 to 0.9.').waitFor();
    await set(page, { method: 'linear' });
    await field(page, 'dropout').waitFor({ state: 'detached' });
    assert.equal(await page.locator('input[aria-invalid=true]').count(), 0);
    assert.equal(await field(page, 'l2').inputValue(), '0');
  });
});

test('each new setting emits its patch', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'chosen', {});
    await openAllDetails(page);
    await set(page, { optimizer: 'sgd', patience: 5, loss: 'softmax' });
    await field(page, 'momentum').waitFor();
    /** @type {[string, string, unknown][]} */
    const typed = [
      ['inputDropout', '0.2', 0.2],
      ['momentum', '0.5', 0.5],
      ['warmupEpochs', '3', 3],
      ['l2', '0.01', 0.01],
      ['clipNorm', '1', 1],
      ['labelSmoothing', '0.1', 0.1],
      ['patience', '8', 8],
      ['validationFraction', '0.25', 0.25],
      ['ensemble', '5', 5],
      ['testCopies', '4', 4],
    ];
    for (const [name, text, value] of typed) {
      await field(page, name).fill(text);
      await field(page, name).blur();
      assert.deepEqual(await events(page), [{ name: 'setting-changed', detail: { patch: { [name]: value } } }]);
    }
    for (const [name, value] of [
      ['method', 'linear'],
      ['loss', 'corn'],
      ['scaling', 'raw'],
      ['activation', 'gelu'],
      ['optimizer', 'adamw'],
      ['schedule', 'cosine'],
      ['classWeights', 'balanced'],
      ['calibration', 'temperature'],
    ]) {
      await field(page, /** @type {string} */ (name)).selectOption(/** @type {string} */ (value));
      const [event] = await events(page);
      assert.deepEqual(event?.detail, { patch: { [/** @type {string} */ (name)]: value } });
    }
  });
});

test('each option of the copies emits all of them, and its own is changed', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'chosen');
    await page.locator('.copies > summary').click();
    // The less usual ones are folded.
    assert.equal(await field(page, 'rotationDegrees').isVisible(), true);
    assert.equal(await field(page, 'erasing').isVisible(), false);
    await page.locator('.further > summary').click();
    /** @type {[string, string, unknown][]} */
    const typed = [
      ['rotationDegrees', '7.5', 7.5],
      ['zoom', '0.8, 1.1', [0.8, 1.1]],
      ['zoom', '0.2', 0.2],
      ['widthShift', '12', 12],
      ['heightShift', '0.3', 0.3],
      ['shearDegrees', '10', 10],
      ['brightness', '0.7, 1.1', [0.7, 1.1]],
      ['contrast', '0.2', 0.2],
      ['saturation', '0.3', 0.3],
      ['channelShift', '25', 25],
      ['greyscale', '0.1', 0.1],
      ['blur', '1.5', 1.5],
      ['erasing', '0.25', 0.25],
    ];
    const { augmentation } = await page.evaluate(() => /** @type {any} */ (globalThis).fixture.app.state.settings);
    const expectOnly = async (/** @type {string} */ name, /** @type {unknown} */ value) => {
      const patch = { augmentation: { ...augmentation, [name]: value } };
      assert.deepEqual(await events(page), [{ name: 'setting-changed', detail: { patch } }]);
    };
    for (const [name, text, value] of typed) {
      await field(page, name).fill(text);
      await field(page, name).blur();
      await expectOnly(name, value);
    }
    await field(page, 'horizontalFlip').uncheck();
    await expectOnly('horizontalFlip', false);
    await field(page, 'verticalFlip').check();
    await expectOnly('verticalFlip', true);
    assert.equal(await field(page, 'fillValue').count(), 0);
    await field(page, 'fillMode').selectOption('constant');
    await expectOnly('fillMode', 'constant');
    await set(page, { augmentation: { ...augmentation, fillMode: 'constant' } });
    await field(page, 'fillValue').fill('128');
    await field(page, 'fillValue').blur();
    assert.equal((await events(page))[0]?.detail.patch.augmentation.fillValue, 128);
  });
});

test('copies are previewed while their options are unfolded', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'chosen');
    await page.evaluate(() => {
      const { app, events } = /** @type {any} */ (globalThis).fixture;
      for (const name of ['preview-opened', 'preview-closed', 'preview-moved']) {
        app.addEventListener(name, (/** @type {CustomEvent} */ { detail }) => events.push({ name, detail }));
      }
    });
    const happened = () => page.waitForFunction(() => /** @type {any} */ (globalThis).fixture.events.length > 0);
    await page.locator('.copies > summary').click();
    await happened();
    assert.deepEqual(await events(page), [{ name: 'preview-opened', detail: null }]);
    // Two copies of two pixels by two: one red, one of greys.
    await page.evaluate(() => {
      const { app } = /** @type {any} */ (globalThis).fixture;
      const red = [255, 0, 0, 255];
      const greys = [255, 0, 100, 7].flatMap((level) => [level, level, level, 255]);
      const images = Uint8ClampedArray.from([...red, ...red, ...red, ...red, ...greys]);
      const shown = { path: '20/person-1.jpg', size: 2, images, faceless: true };
      app.state = { ...app.state, preview: { position: 0, shown, error: null } };
    });
    const pictures = page.getByRole('img', { name: '2 copies of 20/person-1.jpg, as the backbone sees them' });
    await pictures.waitFor();
    const pixels = await pictures
      .locator('canvas')
      .evaluateAll((canvases) =>
        canvases.map((canvas) => [
          .../** @type {any} */ (/** @type {HTMLCanvasElement} */ (canvas).getContext('2d')).getImageData(0, 0, 2, 2)
            .data,
        ]),
      );
    assert.deepEqual(pixels, [
      [255, 0, 0, 255, 255, 0, 0, 255, 255, 0, 0, 255, 255, 0, 0, 255],
      [255, 255, 255, 255, 0, 0, 0, 255, 100, 100, 100, 255, 7, 7, 7, 255],
    ]);
    await page.getByText('since no face was found').waitFor();
    await page.getByRole('button', { name: 'Next photograph' }).click();
    await page.getByRole('button', { name: 'Previous photograph' }).click();
    assert.deepEqual(
      (await events(page)).map(({ name, detail }) => [name, detail]),
      [
        ['preview-moved', { by: 1 }],
        ['preview-moved', { by: -1 }],
      ],
    );
    await page.evaluate(() => {
      const { app } = /** @type {any} */ (globalThis).fixture;
      app.state = { ...app.state, preview: { position: 1, shown: null, error: 'The picture is damaged.' } };
    });
    await page.getByRole('alert').getByText('The picture is damaged.').waitFor();
    await page.locator('.copies > summary').click();
    await happened();
    assert.deepEqual(await events(page), [{ name: 'preview-closed', detail: null }]);
  });
});

test('two factors are lower and higher; what is not allowed is said, and Train unfolds it', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'chosen');
    await openAllDetails(page);
    for (const text of ['1.2, 0.8', '0.5, 3', '0.8, 1, 1.2', 'much', '0.95', '-0.1']) {
      await field(page, 'zoom').fill(text);
      await field(page, 'zoom').blur();
      await page.getByText('Enter a number from 0 to 0.9, or two from 0.1 to 2 with the lower first.').waitFor();
      assert.deepEqual(await events(page), [], text);
      await field(page, 'zoom').fill('0.1');
      await field(page, 'zoom').blur();
      await events(page);
    }
    await field(page, 'blur').fill('11');
    await field(page, 'blur').blur();
    await page.evaluate(() => {
      for (const details of document.querySelectorAll('details')) details.open = false;
    });
    await page.getByRole('button', { name: 'Train', exact: true }).click();
    assert.equal(await field(page, 'blur').isVisible(), true);
    assert.deepEqual(await events(page), []);
  });
});

test('the automatic loss is explained, and losses that need ages are not offered without', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'chosen');
    await openAllDetails(page);
    assert.match(
      await textOf(page.locator('#setting-loss-hint')),
      /^Automatic: ordered ages use the cumulative link, other classes softmax\.$/,
    );
    assert.equal(await field(page, 'loss').locator('option').count(), 6);
    await show(page, 'withoutYears');
    assert.deepEqual(await field(page, 'loss').locator('option').allTextContents(), ['Automatic', 'Softmax']);
  });
});

test('a preset emits its settings; which one is chosen follows from the settings', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'chosen');
    const chosen = () => page.locator('[name=preset]:checked').inputValue();
    assert.equal(await chosen(), 'custom');
    for (const name of presetNames) {
      await page.locator(`[name=preset][value=${name}]`).check();
      assert.deepEqual(await events(page), [{ name: 'setting-changed', detail: { patch: presets[name] } }]);
      await set(page, presets[name]);
      assert.equal(await page.locator('[data-preset=custom]').count(), 0);
      assert.equal(await chosen(), name);
    }
    await set(page, { ...presets.quick, copies: 5 });
    await page.getByText('Your own settings: 2 differ from the usual ones.').waitFor();
    assert.equal(await chosen(), 'custom');
  });
});

test('a changed setting names its default and goes back to it, alone or with all others', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'chosen', { settings: { ...defaultSettings, copies: 5, method: 'neighbours' } });
    await openAllDetails(page);
    assert.equal(await textOf(page.locator('[data-usual=crop]')), 'default');
    assert.equal(await textOf(page.locator('[data-usual=copies]')), 'default 16 Reset');
    await page.getByRole('button', { name: 'Reset Method to Linear' }).click();
    await page.getByRole('button', { name: 'Reset Copies to 16' }).click();
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('name')), 'copies');
    await set(page, { copies: 16 });
    assert.equal(await textOf(page.locator('[data-usual=copies]')), 'default');
    await page.getByRole('button', { name: 'Reset all to defaults' }).click();
    assert.deepEqual(
      (await events(page)).map(({ detail }) => detail.patch),
      [{ method: 'linear' }, { copies: 16 }, { ...defaultSettings }],
    );
    await set(page, defaultSettings);
    assert.equal(await page.getByRole('button', { name: /^Reset/ }).count(), 0);
  });
});

test('what a training still needs is said beside the button', async () => {
  await withInterface({}, async (page) => {
    const { dataset } = await page.evaluate(async () => {
      const { dataset } = await /** @type {any} */ (globalThis).fixture.states.chosen();
      const samples = dataset.samples.map((/** @type {any} */ sample) => ({ ...sample, entry: null }));
      return { dataset: { ...dataset, samples } };
    });
    const train = page.getByRole('button', { name: 'Train', exact: true });
    const only = (/** @type {(sample: any) => boolean} */ keep) => ({
      dataset: { ...dataset, samples: dataset.samples.filter(keep) },
    });
    await show(
      page,
      'chosen',
      only(({ classIndex }) => classIndex === 2),
    );
    await page.getByText('There is only one class, 40.').waitFor();
    assert.equal(await train.isDisabled(), true);
    await show(
      page,
      'chosen',
      only(({ personIndex }) => personIndex === 0),
    );
    await page.getByText('All photographs are of one person').waitFor();
    await show(
      page,
      'chosen',
      only(({ personIndex }) => personIndex < 3),
    );
    assert.equal(await page.locator('[data-missing]').count(), 0);
    await set(page, { protocol: 'grouped-k-fold' });
    await page.getByText('5 folds need at least as many persons, and there are 3.').waitFor();
    await show(
      page,
      'chosen',
      only(({ classIndex, personIndex }) => classIndex !== 6 || personIndex === 0),
    );
    await page.getByText('Only one person has photographs of 80.').waitFor();
    assert.equal(await train.isDisabled(), false);
  });
});

test('the search is asked for by its button, and shows its progress', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'chosen');
    const search = page.locator('agelens-search');
    assert.match(await textOf(search), /best on some photographs are judged on others/);
    await search.getByRole('button', { name: 'Find good settings' }).click();
    assert.deepEqual(await events(page), [{ name: 'search-requested', detail: null }]);
    await show(page, 'searching');
    await page.getByRole('progressbar', { name: 'Trying settings' }).waitFor();
    assert.match(await textOf(page.locator('#train .job')), /26%, about 48 s left/);
    await page.waitForFunction(() => document.activeElement?.textContent?.trim() === 'Cancel');
    await show(page, 'searched');
    await page.waitForFunction(() => document.activeElement?.id === 'search-title');
    // Another job is running: nothing can be started beside it.
    await show(page, 'searched', {
      job: { kind: 'classify', stage: 'embed', done: 0, total: 1, secondsLeft: null, cancelling: false },
    });
    assert.equal(await search.getByRole('button', { disabled: true }).count(), 5);
  });
});

test('the search report lists what was tried, and Use takes the settings over', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'searched');
    const rows = page.locator('[data-search-row]');
    assert.equal(await rows.count(), 4);
    assert.match(await textOf(rows.nth(0)), /^Linear, cumulative link, L2 0\.01, .* 68\.6% 59% to 79% .*4 of 5/);
    assert.doesNotMatch(await textOf(rows.nth(0)), /told apart/);
    assert.match(await textOf(rows.nth(1)), /cannot be told apart from the best/);
    assert.doesNotMatch(await textOf(rows.nth(3)), /told apart/);
    assert.equal(await metric(page, 'nested-accuracy'), '0.66');
    assert.equal(
      await textOf(page.locator('[data-metric=nested-accuracy]')),
      'Choosing this way and testing on persons never seen: 66% (54% to 74%).',
    );
    await rows.nth(0).getByRole('button').click();
    const [event] = await events(page);
    assert.equal(event?.name, 'setting-changed');
    assert.deepEqual(event?.detail.patch, {
      method: 'linear',
      loss: 'cumulative-link',
      hiddenUnits: [],
      dropout: 0.5,
      l2: 0.01,
      copies: 8,
      testCopies: 0,
      scaling: 'standard',
    });
    await set(page, event?.detail.patch);
    await rows.nth(0).getByRole('button', { pressed: true }).waitFor();
    assert.equal(await textOf(rows.nth(0).getByRole('button')), 'In use');
    assert.equal(await page.locator('[data-search-row] [aria-pressed=true]').count(), 1);
  });
});
