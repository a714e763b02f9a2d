/**
 * An expected failure: `code` for programs, `message` a sentence that a user can act on.
 * Crosses workers as `{name: 'AgelensError', code, message}`.
 */
export class AgelensError extends Error {
  /**
   * @param {string} code
   * @param {string} message
   */
  constructor(code, message) {
    super(message);
    this.name = 'AgelensError';
    this.code = code;
  }
}

/** The rejection of cancelled work, as the platform names it. */
export function abortError() {
  return new DOMException('Cancelled.', 'AbortError');
}

/** @param {unknown} error */
export function isAbort(error) {
  return error instanceof DOMException && error.name === 'AbortError';
}
