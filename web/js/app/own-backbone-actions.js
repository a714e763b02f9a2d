// What the page can do with the user's own backbones. Failures become the sentence beside them.

/** @import { Backbone, InspectNetwork, OwnOptions } from '../types.d.ts' */
/** @import { OwnBackbones } from '../data/own-backbones.js' */
/** @import { Strings } from '../strings/en.js' */
/** @import { Store } from './actions.js' */
/** @import { OwnFile } from './own-backbone.js' */
/** @import { Undo } from './undo.js' */

import { AgelensError } from './errors.js';
import { joinNames, namesIn } from './find-backbone.js';
import { changedOwnBackbone, readOwnBackbone } from './own-backbone.js';
import { sentenceOf } from './sentence.js';

/**
 * @param {Store} store
 * @param {{ inspect: InspectNetwork, ownBackbones: OwnBackbones, undo: Undo, strings: Strings, isBusy: () => boolean }} services
 */
export function createOwnBackboneActions(store, { inspect, ownBackbones, undo, strings, isBusy }) {
  const say = (/** @type {string | null} */ error) => store.update({ ownBackbones: { checking: null, error } });
  const all = () => store.state.manifest.backbones;

  /** @param {Backbone[]} backbones */
  function show(backbones) {
    store.update({ manifest: { ...store.state.manifest, backbones } });
  }

  /** Never rejects. @type {Promise<void>} */
  let last = Promise.resolve();

  /**
   * One after another, and not beside a job, which would find its networks changed.
   * @param {string} what is worked on, a file's name
   * @param {() => Promise<void>} work
   */
  function alone(what, work) {
    last = last.then(async () => {
      if (isBusy()) return say('Agelens is busy; wait until it is done, or cancel it first.');
      store.update({ ownBackbones: { checking: what, error: null } });
      await work().then(
        () => say(null),
        (error) => say(sentenceOf(error)),
      );
    });
    return last;
  }

  /** @param {string} name */
  function ownNamed(name) {
    const backbone = all().find((candidate) => candidate.name === name && candidate.own);
    if (backbone) return backbone;
    throw new AgelensError('no-backbone', `“${name}” is not a backbone of your own.`);
  }

  /** @param {string} name */
  const titleOf = (name) => all().find((candidate) => candidate.name === name)?.title ?? name;

  /** A name that no other file has. @param {Backbone} backbone */
  function named(backbone) {
    const others = all().filter(({ sha256 }) => sha256 !== backbone.sha256);
    const isTaken = (/** @type {string} */ name) => others.some((other) => other.name === name);
    let name = backbone.name;
    for (let number = 2; isTaken(name); number++) name = `${backbone.name}-${number}`;
    return { ...backbone, name };
  }

  return {
    /** Lists those kept from earlier visits. */
    async restore() {
      try {
        const kept = await ownBackbones.list();
        const built = all().filter(({ own }) => !own);
        if (kept.length > 0) show([...built, ...kept]);
      } catch {
        // A browser without private files has kept none.
      }
    },

    /** Tries a file out, keeps it and chooses it. @param {OwnFile} file */
    add: (file) =>
      alone(file.name, async () => {
        const { backbone: found, model } = await readOwnBackbone(inspect, file);
        const backbone = named(found);
        await ownBackbones.save(backbone, model);
        show([...all().filter(({ sha256, own }) => !own || sha256 !== backbone.sha256), backbone]);
        store.update({ settings: { ...store.state.settings, backbone: backbone.name } });
      }),

    /** @param {string} name @param {OwnOptions} options */
    change: (name, options) =>
      alone(titleOf(name), async () => {
        const before = ownNamed(name);
        const changed = await changedOf(before, options);
        await ownBackbones.change(changed);
        show(all().map((backbone) => (backbone === before ? changed : backbone)));
      }),

    /** @param {string} name */
    remove: (name) =>
      alone(titleOf(name), async () => {
        const removed = ownNamed(name);
        // As a blob, which a browser may put on the disk. One that is damaged cannot be had back.
        const file = await ownBackbones.loadModel(removed).then(
          (model) => new Blob([/** @type {Uint8Array<ArrayBuffer>} */ (model)]),
          () => null,
        );
        await ownBackbones.remove(removed);
        const left = all().filter((backbone) => backbone !== removed);
        show(left);
        const { settings } = store.state;
        const names = namesIn(settings.backbone).filter((one) => one !== name);
        const backbone = joinNames(names) || (left[0]?.name ?? settings.backbone);
        store.update({ settings: { ...settings, backbone } });
        if (file) offerBack(removed, file, { before: settings.backbone, after: backbone });
      }),
  };

  /**
   * Offers it again where it could not be put back: nothing else has the file any more.
   * @param {Parameters<typeof putBack>} what
   */
  function offerBack(...what) {
    const [{ title, sha256 }] = what;
    undo.remember(strings.undo.backbone(title), async () => {
      await alone(title, () => putBack(...what));
      if (all().every((backbone) => backbone.sha256 !== sha256)) offerBack(...what);
    });
  }

  /** @param {Backbone} removed @param {Blob} file @param {{ before: string, after: string }} chosen in the settings */
  async function putBack(removed, file, { before, after }) {
    if (all().some(({ sha256 }) => sha256 === removed.sha256)) return;
    const backbone = named(removed);
    await ownBackbones.save(backbone, new Uint8Array(await file.arrayBuffer()));
    show([...all(), backbone]);
    const { settings } = store.state;
    if (settings.backbone !== after || backbone.name !== removed.name) return;
    store.update({ settings: { ...settings, backbone: before } });
  }

  /** @param {Backbone} before @param {OwnOptions} options @returns {Promise<Backbone>} */
  async function changedOf(before, { inputSize, layout, ...choices }) {
    const changed = changedOwnBackbone(before, choices);
    if (inputSize === undefined && layout === undefined) return changed;
    // Another size or layout is another network to ONNX Runtime: it is tried out again.
    const model = await ownBackbones.loadModel(before);
    const file = { name: before.file, size: model.length, read: async () => model };
    const { backbone } = await readOwnBackbone(inspect, file, {
      inputSize: inputSize ?? before.inputSize,
      layout: layout ?? before.layout,
      normalization: changed.own?.normalizationName,
      output: changed.output,
    });
    return { ...backbone, name: before.name };
  }
}
