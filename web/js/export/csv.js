/** @param {string | number} value */
function field(value) {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * RFC 4180: CRLF after every record; fields with a comma, a quote or a line break are quoted.
 *
 * @param {string[]} header
 * @param {(string | number)[][]} records
 */
export function writeCsv(header, records) {
  return [header, ...records].map((record) => `${record.map(field).join(',')}\r\n`).join('');
}

/**
 * The text with an apostrophe before it where a spreadsheet would run it as a formula; numbers stay numbers.
 * @param {string} text
 */
export function plainText(text) {
  const begins = /^[=+\-@\t\r\n＝＋－＠]/.test(text);
  return begins && !Number.isFinite(Number(text)) ? `'${text}` : text;
}
