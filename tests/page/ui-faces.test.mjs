// What of a photograph was looked at, and which of several faces.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contrast, events, show, textOf } from './ui-driver.mjs';
import { withInterface } from './ui-page.mjs';

/** @import {Page} from 'playwright-core' */

/** As from the store. @param {Page} page @param {string} path @param {number} face */
async function chooseFace(page, path, face) {
  await page.evaluate(
    ([chosen, chosenFace]) => {
      const { app } = /** @type {any} */ (globalThis).fixture;
      const { dataset } = app.state;
      const samples = dataset.samples.map((/** @type {any} */ sample) =>
        sample.path === chosen ? { ...sample, chosenFace } : sample,
      );
      app.state = { ...app.state, dataset: { ...dataset, samples } };
    },
    /** @type {const} */ ([path, face]),
  );
}

/** Its faces are there once it has been drawn, which it is where it is seen. @param {Page} page @param {string} path */
const lookAt = (page, path) => page.locator('agelens-face-picture').filter({ hasText: path }).scrollIntoViewIfNeeded();

test('after a training, photographs with several faces and with none are listed apart', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'faced');
    const list = page.locator('agelens-face-list');
    const several = list.locator('[data-faces=several]');
    const faceless = list.locator('[data-faces=faceless]');
    assert.match(await textOf(several.locator('summary')), /^Several faces in 3 photographs: the largest is used/);
    assert.equal(
      await textOf(faceless.locator('summary')),
      'No face found in 2 photographs: the whole picture is used',
    );
    assert.deepEqual(await several.locator('code').allTextContents(), [
      '30/image3.jpg',
      '40/image2.jpg',
      '40/image5.jpg',
    ]);
    assert.deepEqual(await faceless.locator('code').allTextContents(), ['20/image4.jpg', '60/image7.jpg']);
    assert.equal(await faceless.getByRole('button').count(), 0);
    await show(page, 'trained');
    assert.equal(await list.locator('details').count(), 0);
  });
});

test('a face is chosen by keyboard from the frames over the photograph, and the choice is shown', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'faced');
    await lookAt(page, '40/image2.jpg');
    const faces = page.getByRole('group', { name: 'Faces in 40/image2.jpg' });
    const second = faces.getByRole('button', { name: 'Face 2 of 3' });
    const third = faces.getByRole('button', { name: 'Face 3 of 3' });
    assert.deepEqual(
      [await second.getAttribute('aria-pressed'), await third.getAttribute('aria-pressed')],
      ['true', 'false'],
    );
    await second.focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    assert.deepEqual(await events(page), [{ name: 'face-chosen', detail: { path: '40/image2.jpg', face: 2 } }]);
    const hint = page.locator('[data-faces-changed]');
    assert.equal(await hint.isVisible(), false);
    await chooseFace(page, '40/image2.jpg', 2);
    await page.locator('[data-faces-changed]:not([hidden])').waitFor();
    assert.equal(await third.getAttribute('aria-pressed'), 'true');
    assert.equal(await second.getAttribute('aria-pressed'), 'false');
    assert.match(await textOf(hint), /Train again/);
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('aria-label')), 'Face 3 of 3');
  });
});

test('the frames lie on the faces of the photograph', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'faced');
    await lookAt(page, '40/image2.jpg');
    const faces = page.getByRole('group', { name: 'Faces in 40/image2.jpg' });
    const picture = await faces.locator('..').locator('canvas').boundingBox();
    const frame = await faces.getByRole('button', { name: 'Face 2 of 3' }).boundingBox();
    assert.ok(picture && frame);
    // The face is at (190, 60) of 480 x 320, 110 wide.
    for (const [found, wanted] of [
      [picture.width / picture.height, 480 / 320],
      [(frame.x - picture.x) / picture.width, 190 / 480],
      [(frame.y - picture.y) / picture.height, 60 / 320],
      [frame.width / picture.width, 110 / 480],
      [frame.height / picture.height, 110 / 320],
    ]) {
      assert.ok(Math.abs(Number(found) - Number(wanted)) < 0.02, `${found} for ${wanted}`);
    }
  });
});

test('where the browser cannot show the photograph, its faces are chosen by words', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'faced');
    await lookAt(page, '30/image3.jpg');
    const faces = page.locator('.face-words');
    await faces.waitFor();
    assert.deepEqual(await faces.getByRole('button').allTextContents(), ['Face 1', 'Face 2']);
    await faces.getByRole('button', { name: 'Face 1 of 2' }).click();
    assert.deepEqual(await events(page), [{ name: 'face-chosen', detail: { path: '30/image3.jpg', face: 0 } }]);
    await show(page, 'answeredUnseen');
    await page.locator('#classify').getByRole('button', { name: 'Face 2 of 3' }).click();
    assert.deepEqual(await events(page), [{ name: 'answer-face-chosen', detail: { face: 1 } }]);
  });
});

test('while something runs no face can be chosen', async () => {
  await withInterface({}, async (page) => {
    const job = { kind: 'classify', stage: 'embed', done: 0, total: 1, secondsLeft: null, cancelling: false };
    await show(page, 'answeredAmong', { job });
    assert.equal(await page.locator('#classify [data-face]:disabled').count(), 3);
    await show(page, 'faced', { job });
    await lookAt(page, '30/image3.jpg');
    await page.locator('.face-words').waitFor();
    assert.equal(await page.locator('.face-words [data-face]:disabled').count(), 2);
  });
});

test('many photographs without a face are folded away and shown in parts', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'faced');
    await page.evaluate(() => {
      const { app } = /** @type {any} */ (globalThis).fixture;
      const found = { faces: [], chosen: -1 };
      const faces = app.state.dataset.samples.slice(0, 60).map((/** @type {any} */ { path }) => ({ path, found }));
      app.state = { ...app.state, faces };
    });
    const faceless = page.locator('[data-faces=faceless]');
    await faceless.getByText('No face found in 60 photographs').click();
    assert.equal(await faceless.locator('agelens-face-picture').count(), 24);
    await faceless.getByRole('button', { name: 'Show more (36 left)' }).click();
    assert.equal(await faceless.locator('agelens-face-picture').count(), 48);
  });
});

test('the answer shows the turned square that the backbone saw, over the photograph', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'answered');
    const square = page.locator('#classify [data-crop]');
    assert.equal(await square.getAttribute('data-crop'), '160.0 170.0 262.5 8.0');
    const corners =
      (await square.getAttribute('points'))?.split(' ').map((point) => point.split(',').map(Number)) ?? [];
    assert.equal(corners.length, 4);
    const [[x0 = 0, y0 = 0] = [], [x1 = 0, y1 = 0] = [], [x2 = 0, y2 = 0] = []] = corners;
    // Its upper side falls to the right by 8 degrees, as the eyes do in a picture whose y grows downwards.
    assert.ok(Math.abs(Math.hypot(x1 - x0, y1 - y0) - 262.5) < 0.1);
    assert.ok(Math.abs((Math.atan2(y1 - y0, x1 - x0) * 180) / Math.PI - 8) < 0.05);
    assert.ok(Math.abs((x0 + x2) / 2 - 160) < 0.1 && Math.abs((y0 + y2) / 2 - 170) < 0.1);
    await page.waitForFunction(() => document.querySelector('#classify img')?.clientHeight);
    const same = await page.evaluate(() => {
      const [img, frame] = ['#classify img', '#classify .crop-frame'].map((one) =>
        document.querySelector(one)?.getBoundingClientRect().toJSON(),
      );
      return [JSON.stringify(img), JSON.stringify(frame)];
    });
    assert.equal(same[0], same[1]);
    assert.equal(await textOf(page.locator('[data-faces-found="1"]')), 'Looked at the face.');
    assert.equal(await page.locator('#classify [data-face]').count(), 0);
  });
});

test('why is asked by a button, drawn on the square that was seen, and said in words for any class', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'answered');
    await page.getByRole('button', { name: 'Why this answer?' }).press('Enter');
    assert.deepEqual(
      (await events(page)).map(({ name }) => name),
      ['why-requested'],
    );
    await show(page, 'explained');
    const words = page.locator('.why-words');
    // The likeliest is 60, the fifth class, of whose map the last place is the greatest: (48 - 40) / 40.
    await words
      .getByText(/Strongest for 60: at the lower right of the square around the face \(odds × 1\.22\)/)
      .waitFor();
    assert.match(await textOf(words), /Strongest against: at the upper left .*\(odds ÷ 2\.72\)/);
    assert.match(
      await textOf(words),
      /75% of what speaks for 60 lies in the box around the face, which is 60% of the square/,
    );
    assert.match(await textOf(words), /Map and covering agree in part: rank correlation 0\.55/);

    // Blue at the upper left of the turned square, orange at its lower right, nothing beside it.
    await page.locator('[name=why-opacity]').fill('1');
    const colours = await page.locator('.why agelens-heat-map canvas').evaluate((canvas) => {
      const context = /** @type {HTMLCanvasElement} */ (canvas).getContext('2d');
      const at = (/** @type {number} */ x, /** @type {number} */ y) => [
        ...(context?.getImageData(x, y, 1, 1).data ?? []),
      ];
      return [at(60, 45), at(265, 290), at(5, 5)];
    });
    const [[red = 0, , blue = 0] = [], [warm = 0, , cold = 0] = [], outside] = colours;
    assert.ok(blue > red && warm > cold, JSON.stringify(colours));
    assert.deepEqual(outside, [0, 0, 0, 0]);

    await page.locator('.why').getByLabel('Class', { exact: true }).selectOption('20, 1%');
    await words.getByText(/Strongest for 20: at the lower right/).waitFor();
    assert.match(
      await textOf(words),
      /No place speaks against it\..*Map and covering agree well: rank correlation 0\.90/,
    );
    await page.getByLabel('Seen by').selectOption('dlib ResNet');
    await page.locator('[data-no-map]', { hasText: 'It has no map.' }).waitFor();
    assert.equal(await page.getByLabel('Shown').isDisabled(), true);
    assert.equal(await page.locator('[data-agreement]').count(), 0);

    assert.equal(await page.locator('[data-mean-map]').count(), 7);
    assert.match(await textOf(page.locator('[data-mean-map="30"]')), /30, 10 photographs.*Strongest for 30/);
    await page.getByRole('button', { name: 'Mean map of each class' }).press('Enter');
    assert.equal((await events(page)).at(-1)?.name, 'mean-maps-requested');
  });
});

test('without a face the answer says that the whole picture was used, and draws no square', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'answeredFaceless');
    assert.equal(await textOf(page.locator('[data-faces-found="0"]')), 'No face found: the whole picture was used.');
    assert.equal(await page.locator('#classify [data-crop]').count(), 0);
  });
});

test('another face of the answer is chosen by keyboard, and the focus comes back to it', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'answeredAmong');
    assert.equal(
      await textOf(page.locator('[data-faces-found="3"]')),
      'Looked at the largest of 3 faces; choose another.',
    );
    const faces = page.getByRole('group', { name: 'Faces in three at the lake.jpg' });
    await faces.getByRole('button', { name: 'Face 1 of 3' }).focus();
    await page.keyboard.press('Space');
    assert.deepEqual(await events(page), [{ name: 'answer-face-chosen', detail: { face: 0 } }]);
    // What the action does with it: a job, then an answer of the same photograph.
    const url = await page.locator('#classify img').getAttribute('src');
    await page.evaluate(() => {
      const { app } = /** @type {any} */ (globalThis).fixture;
      const job = { kind: 'classify', stage: 'embed', done: 0, total: 1, secondsLeft: null, cancelling: false };
      app.state = { ...app.state, job };
    });
    await page.waitForFunction(() => document.activeElement?.textContent?.trim() === 'Cancel');
    await page.evaluate(async () => {
      const { app } = /** @type {any} */ (globalThis).fixture;
      const { answer } = app.state;
      app.state = { ...app.state, answer: { ...answer, faces: { ...answer.faces, chosen: 0 } } };
      await app.updateComplete;
      app.state = { ...app.state, job: null };
    });
    await page.waitForFunction(() => document.activeElement?.getAttribute('aria-label') === 'Face 1 of 3');
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('aria-pressed')), 'true');
    assert.equal(await textOf(page.locator('[data-faces-found="3"]')), 'Looked at face 1 of 3 faces; choose another.');
    assert.equal(await page.locator('#classify img').getAttribute('src'), url);
  });
});

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  test(`what is said of faces and backbones can be read in ${colorScheme}`, async () => {
    await withInterface({ colorScheme }, async (page) => {
      /** @type {[string, string[]][]} */
      const places = [
        ['faced', ['.faces summary', '.face-picture figcaption', '.face-words [aria-pressed=true]']],
        ['answeredAmong', ['.looked']],
        ['backbonesCompared', ['[data-compared]', '[data-backbone] .hint', '[data-backbone] .range', '.trained-on dt']],
        ['failed', ['#setting-crop-hint', '[data-download]']],
      ];
      for (const [state, selectors] of places) {
        await show(page, state);
        for (const selector of selectors) {
          await page.locator(selector).first().waitFor({ state: 'attached' });
          await page
            .locator('.faces')
            .first()
            .scrollIntoViewIfNeeded({ timeout: 500 })
            .catch(() => {});
          const ratio = await contrast(page, selector);
          assert.ok(ratio >= 4.5, `${selector}: ${ratio.toFixed(1)}`);
        }
      }
    });
  });
}
