// The album: several photographs of one person in the order in which they were taken, each answered from all of them.

/** @import { Album, AlbumAnswer, AlbumGuess, Context, CoreService, Dataset, DeviceChoice, OrderedClasses, Progress, SequenceSettings, Settings, Trained } from '../types.d.ts' */
/** @import { Embedded } from './embed-dataset.js' */
/** @import { Embedder } from './embedder.js' */

import { ALBUM_MEMBERS, albumSettings } from './album-settings.js';
import { expectedAgeOf } from './answer.js';
import { orAbort } from './cancel.js';
import { chooseLoss } from './defaults.js';
import { AgelensError } from './errors.js';
import { createTrainingProgress } from './evaluate.js';
import { memberSeed } from './fit.js';
import { answerPhoto, withTrainingData } from './pipeline.js';
import { meanProbabilities } from './units.js';

/** Fewer are no album. */
export const LEAST_PHOTOGRAPHS = 2;

/**
 * Why albums of these photographs cannot be learnt, or null.
 * @param {Pick<Dataset, 'samples' | 'classValues'>} dataset
 */
export function whyNoAlbum({ samples, classValues }) {
  if (!classValues) {
    return 'An album needs classes that are ages: name the folders by numbers, such as 20, 30 and 40.';
  }
  const persons = personsOf(samples);
  if (persons.length >= 2) return null;
  return (
    'An album needs at least two persons with photographs of two classes or more; name the photographs of a person the ' +
    'same in every class folder.'
  );
}

/**
 * The photographs of each person who has them of two classes or more.
 *
 * @param {Dataset['samples']} samples sorted by class, so that those of a person are in the order of their ages
 * @returns {{ person: number, photographs: number[] }[]} indices of samples; persons ascending
 */
export function personsOf(samples) {
  /** @type {Map<number, number[]>} */
  const all = new Map();
  samples.forEach(({ personIndex }, index) => {
    all.set(personIndex, [...(all.get(personIndex) ?? []), index]);
  });
  return [...all]
    .filter(([, photographs]) => new Set(photographs.map((index) => samples[index]?.classIndex)).size >= 2)
    .map(([person, photographs]) => ({ person, photographs }))
    .sort((a, b) => a.person - b.person);
}

/**
 * Networks of different seeds, trained on the photographs of these persons.
 *
 * @param {object} task
 * @param {CoreService} task.core
 * @param {number} task.data the embeddings' handle
 * @param {Embedded} task.embedded
 * @param {SequenceSettings} task.settings
 * @param {number} task.copies of each photograph to train on
 * @param {number} task.members
 * @param {ReturnType<typeof personsOf>} persons
 * @param {(part: number) => void} onPart parts of one network, 1 when summed over it
 * @param {AbortSignal | undefined} signal
 * @returns {Promise<Uint8Array[]>}
 */
export function trainMembers({ core, data, embedded, settings, copies, members }, persons, onPart, signal) {
  const photographs = persons.flatMap(({ person, photographs }) => photographs.map((index) => ({ person, index })));
  const request = {
    data,
    firstRows: Int32Array.from(photographs, ({ index }) => index * (embedded.copies + 1)),
    persons: Int32Array.from(photographs, ({ person }) => person),
    copies: Math.min(copies, embedded.copies),
  };
  return Promise.all(
    Array.from({ length: members }, async (_, member) => {
      const seeded = { ...request, ...settings, seed: memberSeed(settings.seed, member) };
      const training = core.trainSequence(seeded, { signal, onProgress: () => onPart(1 / settings.epochs) });
      return (await orAbort(training, signal)).network;
    }),
  );
}

/**
 * What reads albums, trained on everybody.
 *
 * @param {{ core: CoreService }} services
 * @param {{ embedded: Embedded, settings: Settings }} request embeddings as obtainEmbeddings gives them
 * @param {Context<Progress>} [context]
 * @returns {Promise<Album>}
 */
export async function trainAlbum({ core }, { embedded, settings }, context = {}) {
  const { dataset } = embedded;
  const reason = whyNoAlbum(dataset);
  if (reason) throw new AgelensError('no-album', reason);
  const onPart = createTrainingProgress('train-album', ALBUM_MEMBERS, context);
  const members = await withTrainingData(core, embedded, context.signal, (data) =>
    trainMembers(
      {
        core,
        data,
        embedded,
        settings: albumSettings(settings, chooseLoss(settings, dataset)),
        copies: settings.copies,
        members: ALBUM_MEMBERS,
      },
      personsOf(dataset.samples),
      onPart,
      context.signal,
    ),
  );
  return { members };
}

/**
 * What the networks say of sequences, averaged over them and over the copies of the photographs.
 *
 * @param {CoreService} core
 * @param {Album} album
 * @param {Float32Array[]} copies of each copy (sum of lengths, embedding size): the sequences one after another
 * @param {Int32Array} lengths
 * @param {AbortSignal | undefined} signal
 * @returns {Promise<Float32Array>} (sum of lengths, classes)
 */
export async function predictAlbums(core, { members }, copies, lengths, signal) {
  const predicted = await Promise.all(
    members.flatMap((member) =>
      copies.map((embeddings) => orAbort(core.predictSequences(member, embeddings, lengths), signal)),
    ),
  );
  const rows = lengths.reduce((sum, length) => sum + length, 0);
  return meanProbabilities(predicted, Array(rows).fill(1), (predicted[0]?.length ?? 0) / rows);
}

/**
 * @param {Pick<OrderedClasses, 'classes' | 'probabilities'>} ordered
 * @param {number[]} classValues
 * @returns {AlbumGuess[]}
 */
function guessesOf({ classes, probabilities }, classValues) {
  return Array.from(classes, (classIndex, index) => {
    const row = [...probabilities.subarray(index * classValues.length, (index + 1) * classValues.length)];
    return { classIndex, probabilities: row, expectedAge: /** @type {number} */ (expectedAgeOf(classValues, row)) };
  });
}

/**
 * What is said of each photograph of one person, by itself and from all of them.
 *
 * @param {{ core: CoreService, embedder: Embedder }} services
 * @param {object} request
 * @param {Trained} request.trained
 * @param {{ path: string, bytes: Uint8Array, chosenFace?: number }[]} request.photographs in the order in which they were
 *   taken, two at least
 * @param {DeviceChoice} request.choice
 * @param {Context<Progress>} [context] progress in photographs
 * @returns {Promise<AlbumAnswer>}
 */
export async function classifyAlbum(services, { trained, photographs, choice }, context = {}) {
  const { core } = services;
  const { signal, onProgress } = context;
  const { classNames, classValues, settings } = trained.run;
  if (!classValues) throw new AgelensError('no-album', 'An album needs a classifier whose classes are ages.');
  if (photographs.length < LEAST_PHOTOGRAPHS) {
    throw new AgelensError('no-album', 'An album needs at least two photographs of one person.');
  }
  const seen = [];
  for (const photograph of photographs) {
    onProgress?.({ stage: 'album', done: seen.length, total: photographs.length, secondsLeft: null });
    try {
      seen.push(await answerPhoto(services, { trained, choice, ...photograph }, { signal }));
    } catch (error) {
      if (error instanceof AgelensError) throw new AgelensError(error.code, `“${photograph.path}”: ${error.message}`);
      throw error;
    }
  }
  onProgress?.({ stage: 'album', done: seen.length, total: photographs.length, secondsLeft: null });
  const lengths = Int32Array.of(seen.length);
  const decode = async (/** @type {Float32Array} */ probabilities) => {
    const ordered = await orAbort(core.decodeOrdered(probabilities, lengths, classNames.length), signal);
    return guessesOf(ordered, classValues);
  };
  const ordered = await decode(Float32Array.from(seen.flatMap(({ answer }) => answer.probabilities)));
  const { album: network } = trained.model;
  const album = network
    ? await decode(await predictAlbums(core, network, copiesOf(seen, settings.testCopies), lengths, signal))
    : ordered;
  return {
    method: network ? 'gru' : 'ordered',
    photographs: seen.map(({ answer }, index) => ({
      own: answer,
      album: /** @type {AlbumGuess} */ (album[index]),
      ordered: /** @type {AlbumGuess} */ (ordered[index]),
    })),
  };
}

/**
 * The same album once for each copy: all photographs themselves, then a first copy of each, and so on.
 *
 * @param {{ embeddings: Float32Array }[]} seen each (testCopies + 1, embedding size)
 * @param {number} testCopies
 */
function copiesOf(seen, testCopies) {
  return Array.from({ length: testCopies + 1 }, (_, copy) => {
    const rows = seen.map(({ embeddings }) => {
      const size = embeddings.length / (testCopies + 1);
      return embeddings.subarray(copy * size, (copy + 1) * size);
    });
    const joined = new Float32Array(rows.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const row of rows) {
      joined.set(row, at);
      at += row.length;
    }
    return joined;
  });
}
