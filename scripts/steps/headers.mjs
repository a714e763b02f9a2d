// The response headers that production needs, in one place: whoever hosts dist/ elsewhere copies these.

/**
 * Everything comes from this origin; the one evaluation allowed is compiling WebAssembly. Observable Plot's inline style
 * sheet needs no exception: js/charts takes it out.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** On every response, errors included. COOP and COEP make the page cross-origin isolated, which wasm threads require. */
export const SECURITY_HEADERS = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
};

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
