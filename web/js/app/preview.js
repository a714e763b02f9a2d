// Copies of one photograph, shown beside the options that make them, before anything is trained.

/** @import { CoreService, FacesFound, OpenPicture, Preview, PreviewShown, Sample } from '../types.d.ts' */
/** @import { Store } from './actions.js' */
/** @import { Embedder } from './embedder.js' */

import { checkAugmentation } from './augmentation.js';
import { isAbort } from './errors.js';
import { findSeeing } from './find-backbone.js';
import { cropFor, findFaces, prepareRequest, readSample } from './picture.js';
import { sentenceOf } from './sentence.js';

export const PREVIEW_COPIES = 12;

/** @typedef {{ sample: Sample, crop: string, opened: OpenPicture, found: FacesFound | null }} Looked */

/**
 * Draws whenever what the copies depend on has changed, never two at a time: when the options change faster than it draws,
 * only the last change is drawn. The photograph stays open in the core meanwhile, and is closed for a job, which comes first.
 *
 * @param {Store} store
 * @param {{ core: CoreService, embedder: Embedder }} services
 */
export function createPreviewActions(store, { core, embedder }) {
  let drawing = false;
  /** @type {ReturnType<typeof wanted>} */
  let drawn = null;
  /** @type {Looked | null} */
  let looked = null;

  /** What is to be drawn; null while there is nothing to draw, or a job runs. */
  function wanted() {
    const { preview, dataset, settings, manifest, deviceChoice, job } = store.state;
    // A training may leave fewer photographs.
    const sample = preview && dataset?.samples[preview.position % dataset.samples.length];
    if (!sample || job || manifest.backbones.length === 0) return null;
    const { backbone, crop, augmentation, seed } = settings;
    return { sample, backbone, crop, augmentation, seed, manifest, deviceChoice };
  }

  /** @param {NonNullable<ReturnType<typeof wanted>>} request */
  function isDrawn(request) {
    const before = /** @type {Record<string, unknown> | null} */ (drawn);
    return before !== null && Object.entries(request).every(([key, value]) => before[key] === value);
  }

  function close() {
    // Not awaited: a worker that died has freed the picture with itself.
    if (looked) core.closePicture(looked.opened.picture).catch(() => {});
    looked = null;
  }

  /** @param {NonNullable<ReturnType<typeof wanted>>} request @returns {Promise<Looked>} */
  async function look({ sample, manifest, deviceChoice, ...settings }) {
    const { faceDetector } = findSeeing(manifest, settings);
    if (looked?.sample === sample && looked.crop === settings.crop) return looked;
    close();
    const opened = await core.openPicture(await readSample(sample));
    looked = { sample, crop: settings.crop, opened, found: null };
    if (!faceDetector) return looked;
    await embedder.open([faceDetector], deviceChoice);
    looked.found = await findFaces(core, embedder.runAlone, opened, faceDetector, sample.chosenFace, undefined);
    return looked;
  }

  /** @param {NonNullable<ReturnType<typeof wanted>>} request @returns {Promise<PreviewShown | null>} */
  async function draw(request) {
    checkAugmentation(request.augmentation);
    const { opened, found } = await look(request);
    const [backbone] = findSeeing(request.manifest, request).backbones;
    if (!backbone) return null;
    const crop = await cropFor(core, found, backbone);
    const asked = prepareRequest(backbone, request, PREVIEW_COPIES, crop);
    return {
      path: request.sample.path,
      size: backbone.inputSize,
      images: await core.drawCopies(opened.picture, asked),
      faceless: found !== null && !crop,
    };
  }

  async function redraw() {
    if (drawing) return;
    drawing = true;
    for (let request = wanted(); request && !isDrawn(request); request = wanted()) {
      drawn = request;
      /** @type {Partial<Preview>} */
      let outcome;
      try {
        outcome = { shown: await draw(request), error: null };
      } catch (error) {
        close();
        outcome = isAbort(error) ? {} : { shown: null, error: sentenceOf(error) };
      }
      const { preview } = store.state;
      if (preview && wanted()?.sample === request.sample) store.update({ preview: { ...preview, ...outcome } });
      else drawn = null;
    }
    if (!wanted()) close();
    drawing = false;
  }

  store.subscribe(redraw);

  return {
    open() {
      store.update({ preview: { position: 0, shown: null, error: null } });
    },

    close() {
      drawn = null;
      store.update({ preview: null });
    },

    /** To the next photograph, or to the one before. @param {number} by */
    move(by) {
      const { preview, dataset } = store.state;
      const count = dataset?.samples.length ?? 0;
      if (!preview || count === 0) return;
      store.update({ preview: { ...preview, position: (preview.position + by + count) % count } });
    },
  };
}
