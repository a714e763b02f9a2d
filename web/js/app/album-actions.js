// What the page does with an album: photographs of one person, put in order, and the network that reads them together.

/** @import { AlbumState, CoreService, EmbeddingCache, FileEntry } from '../types.d.ts' */
/** @import { Datasets } from '../data/dataset.js' */
/** @import { Strings } from '../strings/en.js' */
/** @import { Store } from './actions.js' */
/** @import { Embedder } from './embedder.js' */
/** @import { RunJob } from './jobs.js' */
/** @import { Undo } from './undo.js' */

import { classifyAlbum, trainAlbum, whyNoAlbum } from './album.js';
import { orAbort } from './cancel.js';
import { emptyAlbum } from './defaults.js';
import { AgelensError } from './errors.js';
import { evaluateSequence } from './evaluate-sequence.js';
import { obtainEmbeddings } from './obtain-embeddings.js';
import { checkTrainedOn } from './trained-on.js';

/** All of them are in memory while they are read. */
const MOST_PHOTOGRAPHS = 60;

/**
 * @param {Store} store
 * @param {{ core: CoreService, embedder: Embedder, datasets: Datasets, cache: EmbeddingCache, strings: Strings }} services
 * @param {object} page
 * @param {RunJob} page.runJob
 * @param {Undo} page.undo
 * @param {() => Promise<void>} page.settle until what changed is kept
 */
export function createAlbumActions(store, services, { runJob, undo, settle }) {
  const { core, embedder, strings } = services;
  let lastId = 0;

  /** Another order has other answers. @param {AlbumState['photographs']} photographs */
  function show(photographs) {
    if (store.state.job) return;
    store.update({ album: { photographs, answer: null }, errors: { ...store.state.errors, album: null } });
  }

  /** Of fewer photographs than there are. @param {string} sentence @param {AlbumState['photographs']} photographs */
  const take = (sentence, photographs) =>
    undo.removing(sentence, { keys: ['album'], fits: ['album'] }, () => show(photographs));

  function whatWasTrained() {
    const { trained, deviceChoice: choice } = store.state;
    if (!trained) throw new AgelensError('no-classifier', 'Train a classifier first, then the album.');
    return { trained, choice };
  }

  return {
    /** Behind those that are there, in the order of their names. @param {FileEntry[]} entries */
    add(entries) {
      const { photographs } = store.state.album;
      const sorted = [...entries].sort((a, b) => a.path.localeCompare(b.path, 'en', { numeric: true }));
      show([...photographs, ...sorted.map((entry) => ({ id: ++lastId, entry }))]);
    },

    /** @param {number} id @param {number} place from 0 */
    move(id, place) {
      const { photographs } = store.state.album;
      const moved = photographs.find((photograph) => photograph.id === id);
      if (!moved) return;
      const others = photographs.filter((photograph) => photograph !== moved);
      show([...others.slice(0, place), moved, ...others.slice(place)]);
    },

    /** @param {number} id */
    remove(id) {
      const { photographs } = store.state.album;
      const gone = photographs.find((photograph) => photograph.id === id);
      if (!gone) return;
      take(
        strings.undo.albumPhotograph(gone.entry.path),
        photographs.filter((photograph) => photograph !== gone),
      );
    },

    clear() {
      const { length } = store.state.album.photographs;
      if (length > 0) take(strings.undo.album(length), emptyAlbum().photographs);
    },

    /** Measures what the network is worth, then trains it on everybody; it is kept with the classifier. */
    train: () =>
      runJob('train-album', async (context) => {
        const { trained, choice } = whatWasTrained();
        const { run, model } = trained;
        const { settings, backbones, faceDetector } = run;
        // The run's own answers are measured against.
        const dataset = checkTrainedOn(store.state.dataset, trained, 'Training the album needs');
        const reason = whyNoAlbum(dataset);
        if (reason) throw new AgelensError('no-album', reason);
        const request = { dataset, settings, choice, backbones, faceDetector };
        const { embedded, device } = await obtainEmbeddings(services, request, context);
        const evaluation = await evaluateSequence({ core }, { embedded, run }, context);
        const { members } = await trainAlbum({ core }, { embedded, settings }, context);
        store.update({ trained: { run, model: { ...model, album: { members, evaluation } } }, device });
        await settle();
      }),

    /** The age of each photograph, by itself and together. */
    read: () =>
      runJob('album', async (context) => {
        const { trained, choice } = whatWasTrained();
        const { photographs: asked } = store.state.album;
        const entries = asked.map(({ entry }) => entry);
        if (entries.length > MOST_PHOTOGRAPHS) {
          throw new AgelensError('no-album', `An album has at most ${MOST_PHOTOGRAPHS} photographs; remove some.`);
        }
        const photographs = await orAbort(Promise.all(entries.map(readPhotograph)), context.signal);
        const said = await classifyAlbum({ core, embedder }, { trained, photographs, choice }, context);
        store.update({ device: embedder.device() });
        // An undo may have brought others meanwhile.
        if (store.state.album.photographs !== asked) return;
        store.update({ album: { photographs: asked, answer: { by: trained.model, said } } });
      }),
  };
}

/** @param {FileEntry} entry */
async function readPhotograph(entry) {
  try {
    return { path: entry.path, bytes: await entry.read() };
  } catch {
    throw new AgelensError('unreadable', `“${entry.path}” could not be read; it may have been moved or deleted.`);
  }
}
