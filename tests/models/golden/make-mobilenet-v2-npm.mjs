// Writes mobilenet_v2_npm.json: the embedding that TensorFlow.js itself computes. See ../README.md.

import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { syntheticImage } from '../synthetic-image.mjs';

const require = createRequire(import.meta.url);
const tf = require(join(resolve(process.argv[2]), 'node_modules/@tensorflow/tfjs'));
const folder = join(import.meta.dirname, '../../../node_modules/nsfwjs');
const model = require(join(folder, 'dist/models/mobilenet_v2/model.min.js'));
const weights = Buffer.from(require(join(folder, 'dist/models/mobilenet_v2/group1-shard1of1.min.js')), 'base64');

await tf.setBackend('cpu');
const network = await tf.loadLayersModel({
  load: async () => ({
    modelTopology: model.modelTopology,
    weightSpecs: model.weightsManifest[0].weights,
    weightData: new Uint8Array(weights).buffer,
  }),
});
const extractor = tf.model({ inputs: network.inputs, outputs: network.getLayer('out_relu').output });
const images = tf.tensor(syntheticImage(224), [1, 224, 224, 3], 'float32').sub(127.5).div(127.5);
const embedding = await extractor.predict(images).mean([1, 2]).data();

const golden = {
  source: `TensorFlow.js ${tf.version.tfjs} (CPU), npm nsfwjs ${JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version} mobilenet_v2, spatial mean of out_relu for syntheticImage(224)`,
  norm: Math.hypot(...embedding),
  everyTenth: Array.from(embedding).filter((_, i) => i % 10 === 0),
};
writeFileSync(join(import.meta.dirname, 'mobilenet_v2_npm.json'), `${JSON.stringify(golden, null, 1)}\n`);
