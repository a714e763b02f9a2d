// What the page asks of the browser for its own safety. Servers send it as headers; where a host cannot, the service
// worker adds the same headers to its answers, and the built page carries the policy in a <meta>.

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

/** The camera is asked for by a button of step 4 or step 1; nothing else is. */
const PERMISSIONS_POLICY = ['camera=(self)', 'microphone=()', 'geolocation=()', 'display-capture=()', 'usb=()'].join(
  ', ',
);

/** COOP and COEP make the page cross-origin isolated, which wasm threads require. */
export const SECURITY_HEADERS = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy': PERMISSIONS_POLICY,
};
