// Where the windows of convolutions and poolings lie, in TensorFlow's words and in ONNX's.

/** @typedef {{top: number, left: number, bottom: number, right: number}} Padding */

/** TensorFlow's VALID. @type {Padding} */
export const NO_PADDING = { top: 0, left: 0, bottom: 0, right: 0 };

/**
 * Where the windows of a convolution or a pooling lie: output size, and ONNX's pads.
 * @param {{height: number, width: number}} x
 * @param {[number, number]} kernel  height, width
 * @param {[number, number]} strides
 * @param {Padding | 'same'} padding
 */
export function place(x, kernel, strides, padding) {
  const same = padding === 'same';
  const rows = alongAxis(x.height, kernel[0], strides[0], same ? null : [padding.top, padding.bottom]);
  const columns = alongAxis(x.width, kernel[1], strides[1], same ? null : [padding.left, padding.right]);
  return {
    height: rows.size,
    width: columns.size,
    pads: [rows.before, columns.before, rows.after, columns.after],
  };
}

/**
 * Output size and padding along one axis. SAME is TensorFlow's: ceil(size / stride) outputs, and where the padding is
 * odd the extra row stands at the end, which is why ONNX's symmetric pads cannot be assumed.
 * @param {number} size
 * @param {number} kernel
 * @param {number} stride
 * @param {[number, number] | null} padding  null for SAME
 */
function alongAxis(size, kernel, stride, padding) {
  if (padding) {
    const [before, after] = padding;
    return { before, after, size: Math.floor((size + before + after - kernel) / stride) + 1 };
  }
  const outputs = Math.ceil(size / stride);
  const total = Math.max(0, (outputs - 1) * stride + kernel - size);
  const before = Math.floor(total / 2);
  return { before, after: total - before, size: outputs };
}
