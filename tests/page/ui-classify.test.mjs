// Step 4 with several photographs and with a camera, which is Chromium's own.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { events, show, textOf } from './ui-driver.mjs';
import { withInterface } from './ui-page.mjs';

const RUNNING = { kind: 'live', stage: 'embed', done: 0, total: 0, secondsLeft: null, cancelling: false };
const SEEN = {
  answer: {
    path: '',
    photo: null,
    classNames: ['20', '30'],
    probabilities: [0.25, 0.75],
    predictedIndex: 1,
    expectedAge: 27.5,
    ageRange: null,
    sure: true,
    familiarity: 1,
    likeness: { nearest: [], another: null },
    faces: { faces: [], chosen: -1 },
    crop: null,
    width: 4,
    height: 3,
    unfamiliar: false,
  },
  perSecond: 3.14,
  problem: null,
};

test('the expected age has a range with its source, and none where the photograph is unlike those tested', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'answered');
    assert.match(await textOf(page.locator('.answer-words')), /expected age 58\.0 years, 51 to 65 in 8 of 10 cases\.$/);
    assert.equal(
      await textOf(page.locator('.answer-range')),
      'The range is from the run’s own tests: the true age was within 7.3 years of the expected one for 8 of 10 tested ' +
        'photographs (70 photographs of 10 persons, each of whom it had never seen).',
    );
    await show(page, 'doubtful');
    assert.equal(await page.locator('.answer-range, [data-age-range]').count(), 0);
  });
});

test('several photographs come in by chooser, drop and paste, folders and zips too, and leave to others what they took', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'trained');
    const offered = await page.evaluate(() => {
      const { events } = /** @type {any} */ (globalThis).fixture;
      const image = (/** @type {string} */ name) => new File(['x'], name, { type: 'image/png' });
      const carrying = (/** @type {File[]} */ ...files) => {
        const data = new DataTransfer();
        for (const file of files) data.items.add(file);
        return data;
      };
      const two = carrying(image('a.png'), image('b.png'));
      const paste = () => new ClipboardEvent('paste', { clipboardData: two, bubbles: true, cancelable: true });
      const drop = (/** @type {DataTransfer} */ dataTransfer) =>
        document
          .querySelector('.photo-drop')
          ?.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
      document.body.dispatchEvent(paste());
      const taken = paste();
      taken.preventDefault();
      document.body.dispatchEvent(taken);
      drop(two);
      drop(carrying(new File(['x'], 'all.zip')));
      return events
        .splice(0)
        .map((/** @type {any} */ { name, detail }) => [
          name,
          ...detail.files.map((/** @type {File} */ file) => file.name),
        ]);
    });
    assert.deepEqual(offered, [
      ['photos-chosen', 'a.png', 'b.png'],
      ['photos-chosen', 'a.png', 'b.png'],
      ['photos-chosen', 'all.zip'],
    ]);
    const file = (/** @type {string} */ name) => ({ name, mimeType: 'image/jpeg', buffer: Buffer.from('x') });
    await page.locator('#classify input[type=file]').setInputFiles([file('a.jpg'), file('b.jpg')]);
    assert.deepEqual(
      (await events(page)).map(({ name }) => name),
      ['photos-chosen'],
    );
  });
});

test('several answers stand in a table that any column sorts, and a row is shown by its name', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'several');
    const names = async () => (await page.locator('.batch-name').allTextContents()).map((text) => text.trim());
    const asTheyCame = ['IMG_10.jpg', 'IMG_9.jpg', 'letter.pdf', 'holiday at the lake/IMG_11.jpg', 'IMG_12.jpg'];
    assert.deepEqual(await names(), asTheyCame);
    assert.match(
      await textOf(page.locator('[data-batch-summary]')),
      /^2 sure, 1 not sure, 1 unlike those trained on, 1 without an answer, 1 still to come\./,
    );
    assert.equal(await textOf(page.locator('[data-item="1"]')), 'IMG_10.jpg 60 56% 58.0 51 to 65 yes');
    assert.equal(await textOf(page.locator('[data-item="2"]')), 'IMG_9.jpg not sure (40) 30% 44.3 unlike');
    assert.match(await textOf(page.locator('[data-item="3"]')), /letter\.pdf This is text, not a photograph/);
    assert.equal(await page.locator('[data-shown]').getAttribute('data-item'), '2');

    const bySure = page.getByRole('button', { name: 'How sure' });
    await bySure.press('Enter');
    assert.deepEqual((await names()).slice(0, 3), ['IMG_9.jpg', 'IMG_10.jpg', 'holiday at the lake/IMG_11.jpg']);
    assert.equal(await page.locator('th[aria-sort=ascending]').count(), 1);
    await bySure.press('Enter');
    assert.deepEqual((await names()).slice(2), ['IMG_9.jpg', 'letter.pdf', 'IMG_12.jpg']);
    await bySure.press('Enter');
    assert.deepEqual(await names(), asTheyCame);
    await page.getByRole('button', { name: 'Photograph', exact: true }).click();
    assert.deepEqual((await names()).slice(1, 4), ['IMG_9.jpg', 'IMG_10.jpg', 'IMG_12.jpg']);

    await page.getByRole('button', { name: 'IMG_10.jpg' }).press('Enter');
    await page.getByRole('button', { name: 'Save as CSV' }).click();
    await page.getByRole('button', { name: 'Clear', exact: true }).click();
    assert.deepEqual(await events(page), [
      { name: 'batch-shown', detail: { id: 1 } },
      { name: 'batch-saved', detail: null },
      { name: 'batch-cleared', detail: null },
    ]);
  });
});

test('live, the next picture is taken once the last is answered, and pausing or closing lets the camera go', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'trained');
    await page.getByRole('button', { name: 'Classify live with the camera' }).click();
    const tracks = () =>
      page.evaluate(() => {
        const { srcObject } = /** @type {HTMLVideoElement} */ (document.querySelector('video')) ?? {};
        return srcObject instanceof MediaStream ? srcObject.getTracks().map(({ readyState }) => readyState) : [];
      });
    assert.deepEqual(await tracks(), []);
    await page.getByRole('button', { name: 'Turn on the camera' }).click();
    await page.locator('video[data-mirrored]').waitFor();
    assert.equal(await page.evaluate(() => document.activeElement?.textContent?.trim()), 'Turn off the camera');
    const pictures = async () => (await events(page)).filter(({ name }) => name === 'live-picture').length;
    await page.waitForFunction(() => /** @type {any} */ (globalThis).fixture.events.length === 1);
    assert.deepEqual(
      (await events(page)).map(({ name }) => name),
      ['live-requested'],
    );

    const seen = async (/** @type {number} */ count) => {
      await show(page, 'trained', { job: RUNNING, live: { ...SEEN, seen: count } });
      await page.waitForFunction(() => /** @type {any} */ (globalThis).fixture.events.length > 0);
    };
    await seen(0);
    const [first] = await page.evaluate(async () => {
      const [{ detail }] = /** @type {any} */ (globalThis).fixture.events;
      const bitmap = await createImageBitmap(detail.photo);
      return [{ type: detail.photo.type, wide: bitmap.width > bitmap.height }];
    });
    assert.deepEqual(first, { type: 'image/jpeg', wide: true });
    assert.equal(await pictures(), 1);
    // The same state again asks for nothing.
    await page.evaluate(() => {
      const { app } = /** @type {any} */ (globalThis).fixture;
      app.state = { ...app.state };
      return app.updateComplete;
    });
    await seen(1);
    assert.equal(await pictures(), 1);
    const answer = page.locator('.live-answer');
    assert.equal(await textOf(answer.locator('.answer-class')), '30');
    assert.match(
      await textOf(answer),
      /75% sure; expected age 27\.5 years\. No face found: the whole picture was used\./,
    );
    assert.match(await textOf(answer), /3\.1 pictures a second$/);

    await page.getByRole('button', { name: 'Pause' }).click();
    assert.deepEqual(
      (await events(page)).map(({ name }) => name),
      ['cancel-requested'],
    );
    assert.deepEqual(await tracks(), ['live']);
    await page.evaluate(async () => {
      const { app } = /** @type {any} */ (globalThis).fixture;
      app.state = { ...app.state, job: { ...app.state.job, cancelling: true } };
      await app.updateComplete;
      app.state = { ...app.state, job: null };
    });
    await page.waitForFunction(() => document.activeElement?.textContent?.trim() === 'Go on');
    const stream = await page.evaluateHandle(() => document.querySelector('video')?.srcObject);
    await page.getByRole('button', { name: 'Close the live view' }).click();
    assert.deepEqual(
      (await events(page)).map(({ name }) => name),
      ['live-closed'],
    );
    const ended = await stream.evaluate((one) => /** @type {MediaStream} */ (one).getTracks()[0]?.readyState);
    assert.equal(ended, 'ended');
    assert.equal(await page.locator('agelens-live').count(), 0);
  });
});

test('a camera that cannot be had is a sentence, and one out of view goes off', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'trained');
    await page.getByRole('button', { name: 'Classify live with the camera' }).click();
    const turnOn = page.getByRole('button', { name: 'Turn on the camera' });
    for (const [name, sentence] of [
      ['NotAllowedError', /did not allow the camera/],
      ['NotFoundError', /No camera was found/],
      ['NotReadableError', /another program may be using it/],
      ['SecurityError', /only to a page on https/],
      ['TypeError', /could not be opened: no such thing\. Try again/],
    ]) {
      await page.evaluate((wanted) => {
        navigator.mediaDevices.getUserMedia = () =>
          Promise.reject(wanted === 'TypeError' ? new TypeError('no such thing') : new DOMException('', wanted));
      }, String(name));
      await turnOn.click();
      await page.locator('.live .alert').filter({ hasText: sentence }).waitFor();
    }
    await page.evaluate(() => Reflect.deleteProperty(navigator.mediaDevices, 'getUserMedia'));
    await turnOn.click();
    await page.locator('video').waitFor();
    const display = (/** @type {string} */ value) =>
      page.evaluate((wanted) => {
        /** @type {HTMLElement} */ (document.querySelector('#classify')).style.display = wanted;
      }, value);
    await display('none');
    await page.locator('video').waitFor({ state: 'detached' });
    await display('');
    assert.match(await textOf(page.locator('.live .alert')), /turned off because the page was not in view/);
  });
});

test('a burst is counted down, shown, and added to a class by the user’s word, under names of its own', async () => {
  await withInterface({}, async (page) => {
    await page.evaluate(async () => {
      const burst = /** @type {any} */ (document.createElement('agelens-camera-burst'));
      burst.classNames = ['20', '30'];
      burst.countdownSeconds = 1;
      document.querySelector('main')?.prepend(burst);
      await burst.updateComplete;
    });
    await page.getByRole('button', { name: 'Turn on the camera' }).click();
    const take = page.getByRole('button', { name: 'Take 10 photographs' });
    await take.click();
    assert.match(await textOf(page.locator('.burst .problem')), /which class/);
    await page.getByLabel('Class', { exact: true }).fill('30');
    await page.getByLabel('How many').fill('2');
    await page.getByLabel('How many').press('Tab');
    await page.getByRole('button', { name: 'Take 2 photographs' }).click();
    await page.getByText('Begins in 1').waitFor();
    await page.getByRole('button', { name: 'Add 2 photographs to “30”' }).click();
    const [added] = await page.evaluate(() => {
      return /** @type {any} */ (globalThis).fixture.events.splice(0).map((/** @type {any} */ { name, detail }) => ({
        name,
        className: detail.className,
        files: detail.files.map((/** @type {File} */ file) => `${file.name} ${file.type} ${file.size > 0}`),
      }));
    });
    assert.deepEqual([added.name, added.className, added.files.length], ['photographs-added', '30', 2]);
    assert.match(
      added.files.join(),
      /^camera-\d{8}-\d{6}-01\.jpg image\/jpeg true,camera-\d{8}-\d{6}-02\.jpg image\/jpeg true$/,
    );
    await page.getByText('2 photographs added to “30”.').waitFor();

    // A burst that was stopped goes on waiting for a moment; it must not take part in the next.
    await page.getByRole('button', { name: 'Take 2 photographs' }).click();
    await page.getByRole('button', { name: 'Stop', exact: true }).click();
    await page.getByRole('button', { name: 'Take 2 photographs' }).click();
    await page.getByRole('button', { name: 'Add 2 photographs to “30”' }).waitFor();
    assert.equal(await page.locator('.burst-taken li').count(), 2);
  });
});
