export type CsvCell = string | number | boolean | null;

/**
 * A spreadsheet takes a text that begins so for a formula and runs it when the file is opened; an apostrophe in front
 * makes it text again (OWASP, CSV Injection). Numbers are ours and stay numbers.
 */
const formula = /^[=+\-@\t\r]/;

function cell(value: CsvCell): string {
  if (value === null) return '';
  const text = typeof value === 'string' && formula.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Rows as RFC 4180 says: commas, CRLF after every row, quotes doubled. With a byte order mark Excel takes it for UTF-8. */
export function toCsv(rows: readonly (readonly CsvCell[])[], options: { hasByteOrderMark: boolean }): string {
  const lines = rows.map((row) => `${row.map(cell).join(',')}\r\n`);
  return (options.hasByteOrderMark ? '\uFEFF' : '') + lines.join('');
}

/** Reads RFC 4180 back into cells, for tests and for later imports. Throws SyntaxError at a quote that never ends. */
export function fromCsv(text: string): string[][] {
  const rows: string[][] = [];
  const pattern = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|\n|$)/y;
  pattern.lastIndex = text.startsWith('\uFEFF') ? 1 : 0;
  let row: string[] = [];
  while (pattern.lastIndex < text.length || row.length > 0) {
    const found = pattern.exec(text);
    if (found === null) throw new SyntaxError('a quoted cell does not end');
    row.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '');
    if (found[3] === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}
