/** @import { Backbone, CoreService, Device, FaceDetector, Settings } from '../types.d.ts' */

/** @param {Uint8Array} bytes @returns {Promise<string>} hexadecimal */
export async function sha256Of(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', /** @type {BufferSource} */ (bytes)));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Everything besides the photograph that decides its embeddings, as a short name. The number of copies is not in it:
 * fewer copies are the first of more. The device is: a GPU rounds otherwise than the processor.
 *
 * @param {object} what
 * @param {Settings} what.settings
 * @param {Backbone} what.backbone
 * @param {FaceDetector | null} what.faceDetector
 * @param {Device | null} what.device
 * @param {Pick<CoreService, 'preparationVersion'>} what.core
 * @returns {Promise<string>}
 */
export async function recipeOf({ settings, backbone, faceDetector, device, core }) {
  const { sha256, inputSize, normalization, layout, output, faceCrop } = backbone;
  const { augmentation, seed } = settings;
  const recipe = JSON.stringify([
    await core.preparationVersion(),
    [sha256, inputSize, normalization, layout, output],
    faceDetector ? [faceDetector.sha256, faceDetector.normalization, faceCrop] : 'whole',
    [augmentation, seed],
    device?.kind ?? 'wasm',
  ]);
  return (await sha256Of(new TextEncoder().encode(recipe))).slice(0, 32);
}
