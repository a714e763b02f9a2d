// Whom a photograph is like, and the sentence that says so.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findLikeness } from '../../web/js/app/likeness.js';
import { likenessSentence } from '../../web/js/ui/likeness-words.js';
import { fakeCore } from './fakes.mjs';

const classNames = ['20', '30', '40'];

/** Photographs at places on a line, as "person class place"; the classified one is at 0. @param {string[]} trained */
async function likenessTo(...trained) {
  const words = trained.map((text) => text.split(' '));
  const photographs = words.map(([person = '', name = '']) => ({
    path: `${name}/${person}.jpg`,
    person,
    classIndex: classNames.indexOf(name),
  }));
  const reference = Float32Array.from(words, ([, , place]) => Number(place));
  const likeness = await findLikeness(fakeCore(), { reference, photographs }, Float32Array.of(0));
  return { likeness, sentence: likenessSentence({ classNames, expectedAge: 30, likeness }) };
}

const ofOne = ['ann 20 3', 'ann 30 1', 'ann 40 2', 'ben 40 9', 'cy 20 8'];

test('of several photographs of one person the nearest is named, and the nearest of another person', async () => {
  const { likeness, sentence } = await likenessTo(...ofOne);
  assert.deepEqual(
    likeness.nearest.map(({ path, distance }) => `${path} ${distance}`),
    ['30/ann.jpg 1', '40/ann.jpg 2', '20/ann.jpg 3', '20/cy.jpg 8', '40/ben.jpg 9'],
  );
  assert.equal(sentence, 'Most like ann at 30; of the 5 nearest, 2 are 40. Of other persons, most like cy at 20.');
});

test('another person is found beyond the photographs that are shown', async () => {
  const { likeness } = await likenessTo(...[1, 2, 3, 4, 5, 6, 7].map((place) => `ann 30 ${place}`), 'ben 40 8');
  assert.equal(likeness.nearest.length, 6);
  assert.equal(likeness.another?.person, 'ben');
});

test('the photograph itself is said to be one, and counts for nothing else', async () => {
  const { likeness, sentence } = await likenessTo('dee 20 0.0005', ...ofOne);
  assert.deepEqual(
    likeness.nearest.map(({ same }) => same),
    [true, false, false, false, false, false],
  );
  assert.equal(
    sentence,
    'This photograph was trained on. Besides itself it is most like ann at 30; of the 5 nearest, 2 are 40.',
  );
  assert.equal((await likenessTo('dee 20 0')).sentence, 'This photograph was trained on.');
});

test('a person who is unknown is a path, and no person more frequent than others is nobody', async () => {
  const { likeness, sentence } = await likenessTo('ann 20 1', 'ben 30 2');
  assert.equal(likeness.another, null);
  assert.equal(sentence, 'Most like ann at 20.');
  const [first] = likeness.nearest;
  assert.ok(first);
  const nameless = { nearest: [{ ...first, person: first.path }], another: null };
  assert.equal(likenessSentence({ classNames, expectedAge: 30, likeness: nameless }), 'Most like “20/ann.jpg”.');
  const named = { nearest: [first], another: null };
  assert.equal(likenessSentence({ classNames, expectedAge: null, likeness: named }), 'Most like ann in 20.');
  assert.equal((await likenessTo()).sentence, '');
});
