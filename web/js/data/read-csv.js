/**
 * The records of a CSV file (RFC 4180): lines may end in CRLF or LF, and empty ones are passed over.
 *
 * @param {string} text
 * @returns {string[][]}
 */
export function readCsv(text) {
  /** @type {string[][]} */
  const records = [];
  /** @type {string[]} */
  let record = [];
  // A quoted field or a plain one, and what ends it.
  const field = /(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r\n|\n|\r|$)/y;
  const body = text.replace(/^\ufeff/, '');
  while (field.lastIndex < body.length) {
    const found = field.exec(body);
    if (!found) break;
    const [, quoted, plain = '', end] = found;
    record.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === ',' && field.lastIndex < body.length) continue;
    if (end === ',') record.push('');
    if (record.length > 1 || record[0] !== '') records.push(record);
    record = [];
  }
  return records;
}
