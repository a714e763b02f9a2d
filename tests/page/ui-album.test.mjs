// The album: its order by keyboard, what is said of it, and what its training is worth.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { events, show, textOf } from './ui-driver.mjs';
import { withInterface } from './ui-page.mjs';

test('photographs of an album are put in order by keyboard, and the focus goes with them', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'albumed');
    const album = page.locator('.album');
    const names = () => album.locator('.album-name').allTextContents();
    assert.deepEqual(await names(), ['year 1990.jpg', 'year 2010.jpg', 'year 2030.jpg']);
    assert.equal(await album.getByRole('button', { name: 'Earlier: 1. year 1990.jpg' }).isDisabled(), true);
    await album.getByRole('button', { name: 'Earlier: 2. year 2010.jpg' }).focus();
    await page.keyboard.press('Enter');
    assert.deepEqual(await events(page), [{ name: 'album-moved', detail: { id: 2, place: 0 } }]);
    // What the action does with it.
    await page.evaluate(() => {
      const { app } = /** @type {any} */ (globalThis).fixture;
      const [first, second, third] = app.state.album.photographs;
      app.state = { ...app.state, album: { photographs: [second, first, third], answer: null } };
    });
    await album.locator('.album-ages').waitFor({ state: 'detached' });
    assert.deepEqual(await names(), ['year 2010.jpg', 'year 1990.jpg', 'year 2030.jpg']);
    assert.equal(await textOf(album.locator('[role=status]').first()), 'year 2010.jpg: now 1 of 3.');
    // It is the first now, so that only the other way is left.
    assert.equal(
      await page.evaluate(() => document.activeElement?.getAttribute('aria-label')),
      'Later: 1. year 2010.jpg',
    );
    // A row is as high as it stays once its picture is drawn.
    for (const picture of await album.locator('li agelens-thumbnail').all()) {
      await picture.scrollIntoViewIfNeeded();
      await picture.and(page.locator('[data-state]')).waitFor();
    }
    await album.locator('li').nth(2).dragTo(album.locator('li').first());
    await album.getByRole('button', { name: 'Remove: 2. year 1990.jpg' }).click();
    await album.getByRole('button', { name: 'Give ages' }).click();
    const chooser = page.waitForEvent('filechooser');
    await album.getByRole('button', { name: 'Choose photographs' }).click();
    await (await chooser).setFiles([
      { name: 'b.jpg', mimeType: 'image/jpeg', buffer: Buffer.of(1) },
      { name: 'a.jpg', mimeType: 'image/jpeg', buffer: Buffer.of(2) },
    ]);
    const [moved, removed, read, chosen] = await events(page);
    assert.deepEqual(moved, { name: 'album-moved', detail: { id: 3, place: 0 } });
    assert.deepEqual(removed, { name: 'album-removed', detail: { id: 1 } });
    assert.equal(read?.name, 'album-read');
    assert.equal(chosen?.detail.files.length, 2);
  });
});

test('the course of an album stands beside the answers of its photographs, in a chart and in a table', async () => {
  await withInterface({}, async (page) => {
    await show(page, 'albumed');
    const album = page.locator('.album');
    const second = album.locator('.album-ages tbody tr').nth(1);
    assert.equal(await textOf(second), '2. year 2010.jpg 70 70.4, not sure 60 60.4 40 40.4');
    assert.match(
      await textOf(album.locator('[data-flattered]')),
      /^1 of these photographs was trained on, so the ages look/,
    );
    await album.locator('[data-chart=ages] svg').waitFor();
    assert.equal(
      await album.locator('[data-chart=ages] svg').getAttribute('aria-label'),
      'Ages along the album. Each by itself: 20, 70, 60. Album network: 20, 40, 60.',
    );
    assert.equal(
      await textOf(album.locator('[data-verdict]')),
      'The album network is not clearly better than the order alone: 3.1 points more photographs right in a hundred than ' +
        'putting the answers in order alone (95% interval −1.2 to +7.0). With 10 persons that may be chance.',
    );
    assert.equal(
      await textOf(album.locator('[data-method=gru] [data-size="3"]')),
      '87.0% 79% to 94% 1.9 years 1.2 to 2.7',
    );
    assert.equal(await album.locator('.album-train').count(), 0);

    await show(page, 'likened');
    await album.getByRole('button', { name: 'Train the album' }).click();
    assert.deepEqual(await events(page), [{ name: 'album-trained', detail: null }]);
    await show(page, 'likened', { dataset: null });
    assert.match(await textOf(album.locator('[data-why-not]')), /photographs that the classifier was trained on/);
    await show(page, 'withoutYears');
    await album.waitFor({ state: 'detached' });
  });
});
