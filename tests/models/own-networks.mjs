// Networks of the shapes that people bring, narrow so that they run in milliseconds.

import { declare, NetworkBuilder } from './network-builder.mjs';

const SIZE = 64;

/**
 * ResNet as PyTorch exports it: channels first, batch normalisation folded. Outputs `embedding` and `logits`, in an order
 * that must not matter.
 *
 * @param {{ blocks?: number, outputs?: ('logits' | 'embedding' | 'map')[], batch?: number | 'n', last?: number, seed?: number }} [options]
 */
export function resNet({ blocks = 2, outputs = ['logits', 'embedding'], batch = 'n', last = 512, seed = 1 } = {}) {
  const net = new NetworkBuilder(seed);
  let channels = 8;
  let x = net.add('Relu', [net.convolve('input', { from: 3, to: channels, kernel: 7, stride: 2 })]);
  x = net.add('MaxPool', [x], { kernel_shape: [3, 3], strides: [2, 2], pads: [1, 1, 1, 1] });
  for (const [stage, to] of [8, 16, 32, last].entries()) {
    // The last stage of the real one has two blocks of 512 channels: 7 of its 11 million weights.
    for (let block = 0; block < (stage === 3 ? 1 : blocks); block++) {
      const stride = stage > 0 && block === 0 ? 2 : 1;
      const inner = net.add('Relu', [net.convolve(x, { from: channels, to, kernel: 3, stride })]);
      const residual = net.convolve(inner, { from: to, to, kernel: 3 });
      const same = stride === 1 && channels === to;
      const shortcut = same ? x : net.convolve(x, { from: channels, to, kernel: 1, stride });
      x = net.add('Relu', [net.add('Add', [residual, shortcut])], {}, stage === 3 ? 'map' : undefined);
      channels = to;
    }
  }
  net.add('Flatten', [net.add('GlobalAveragePool', [x])], { axis: 1 }, 'embedding');
  net.add('Gemm', ['embedding', net.weight([last, 1000], last), net.weight([1000], 1)], {}, 'logits');
  const shapes = { logits: [batch, 1000], embedding: [batch, last], map: [batch, last, 2, 2] };
  return net.build(
    [declare('input', [batch, 3, SIZE, SIZE])],
    outputs.map((name) => declare(name, shapes[name])),
  );
}

/** x * sigmoid(x). @param {NetworkBuilder} net @param {string} x */
const swish = (net, x) => net.add('Mul', [x, net.add('Sigmoid', [x])]);

/** Kernel, stride and width of the seven stages; widths of B0 over four. */
const STAGES = [
  [3, 1, 4],
  [3, 2, 6],
  [5, 2, 10],
  [3, 2, 20],
  [5, 1, 28],
  [5, 2, 48],
  [3, 1, 80],
];

/**
 * EfficientNet-B0 with swish, depthwise convolutions and squeeze-and-excitation: as TensorFlow's converter writes it, with
 * channels last outside and transposes, or with channels first. Its size is open.
 *
 * @param {{ layout?: 'nchw' | 'nhwc', outputs?: ('map' | 'avg_pool')[] }} [options]
 */
export function efficientNet({ layout = 'nhwc', outputs = ['map', 'avg_pool'] } = {}) {
  const net = new NetworkBuilder(2);
  let x = layout === 'nhwc' ? net.add('Transpose', ['image'], { perm: [0, 3, 1, 2] }) : 'image';
  let channels = 8;
  x = swish(net, net.convolve(x, { from: 3, to: channels, kernel: 3, stride: 2 }));
  for (const [kernel = 3, stride = 1, to = 4] of STAGES) {
    const wide = channels * 6;
    const expanded = swish(net, net.convolve(x, { from: channels, to: wide, kernel: 1 }));
    const deep = swish(net, net.convolve(expanded, { from: wide, to: wide, kernel, stride, groups: wide }));
    const squeezed = net.convolve(net.add('GlobalAveragePool', [deep]), { from: wide, to: 4, kernel: 1 });
    const gate = net.add('Sigmoid', [net.convolve(swish(net, squeezed), { from: 4, to: wide, kernel: 1 })]);
    const projected = net.convolve(net.add('Mul', [deep, gate]), { from: wide, to, kernel: 1 });
    x = stride === 1 && channels === to ? net.add('Add', [projected, x]) : projected;
    channels = to;
  }
  const top = swish(net, net.convolve(x, { from: channels, to: 1280, kernel: 1 }));
  net.add('Transpose', [top], { perm: layout === 'nhwc' ? [0, 2, 3, 1] : [0, 1, 2, 3] }, 'map');
  net.add('Flatten', [net.add('GlobalAveragePool', [top])], { axis: 1 }, 'avg_pool');
  const shapes = { map: ['n', 'a', 'b', 'c'], avg_pool: ['n', 1280] };
  return net.build(
    [declare('image', layout === 'nhwc' ? [null, null, null, 3] : ['n', 3, 'height', 'width'])],
    outputs.map((name) => declare(name, shapes[name])),
  );
}
