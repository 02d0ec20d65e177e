export type CsvCell = string | number | boolean | null;

/**
 * A spreadsheet takes a text that begins so for a formula and runs it when the file is opened; an apostrophe in front
 * makes it text again (OWASP, CSV Injection). One that has apostrophes there already gets another, so that taking one
 * off on import gives what was written. Numbers are ours and stay numbers.
 */
const formula = /^'*[=+\-@\t\r]/;

/** What a cell said before the apostrophe was put in front. */
export function withoutFormulaGuard(text: string): string {
  return text.startsWith("'") && formula.test(text) ? text.slice(1) : text;
}

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

const patterns = {
  ',': /(?:"([^"]*(?:""[^"]*)*)"|((?!")[^,\r\n]*))(,|\r\n|\n|$)/y,
  ';': /(?:"([^"]*(?:""[^"]*)*)"|((?!")[^;\r\n]*))(;|\r\n|\n|$)/y,
  '\t': /(?:"([^"]*(?:""[^"]*)*)"|((?!")[^\t\r\n]*))(\t|\r\n|\n|$)/y,
};

/** Excel writes semicolons where a comma parts decimals. */
export type CsvSeparator = keyof typeof patterns;

/** Reads RFC 4180 back into cells. Throws SyntaxError at a quote that never ends. */
export function fromCsv(text: string, separator: CsvSeparator = ','): string[][] {
  const rows: string[][] = [];
  const pattern = patterns[separator];
  pattern.lastIndex = text.startsWith('\uFEFF') ? 1 : 0;
  let row: string[] = [];
  while (pattern.lastIndex < text.length || row.length > 0) {
    const found = pattern.exec(text);
    if (found === null) throw new SyntaxError('a quoted cell does not end');
    row.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '');
    if (found[3] === separator) continue;
    rows.push(row);
    row = [];
  }
  return rows;
}
