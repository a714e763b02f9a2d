// The response headers that production needs: whoever hosts dist/ elsewhere copies these where it can.

export { CONTENT_SECURITY_POLICY, SECURITY_HEADERS } from '../../web/js/offline/security-headers.js';

/**
 * Files with a content hash in their name never change; everything else is asked for again each time.
 * @param {string} pathname
 */
export function cacheControl(pathname) {
  const isHashed = /^\/assets\/|^\/backbones\/.*\.onnx$/.test(pathname);
  return isHashed ? 'public, max-age=31536000, immutable' : 'no-cache';
}

/**
 * Types that the server's table lacks.
 * @param {string} pathname
 * @returns {string | null}
 */
export function missingContentType(pathname) {
  return pathname.endsWith('.onnx') ? 'application/octet-stream' : null;
}
