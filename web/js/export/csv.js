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
