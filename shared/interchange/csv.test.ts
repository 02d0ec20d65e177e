import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromCsv, toCsv, withoutFormulaGuard } from './csv.ts';

const cellText = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom("'", '=', '+', '"', ',', '\n', 'x') }),
);

test('every table of text comes back as it was', () => {
  const table = fc.array(fc.array(cellText, { minLength: 2, maxLength: 4 }), { minLength: 1 });
  fc.assert(
    fc.property(table, fc.boolean(), (rows, hasByteOrderMark) => {
      const read = fromCsv(toCsv(rows, { hasByteOrderMark }));
      expect(read.map((row) => row.map(withoutFormulaGuard))).toEqual(rows);
    }),
  );
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx'])('%j is not run as a formula', (text) => {
  expect(fromCsv(toCsv([[text, 'x']], { hasByteOrderMark: false }))).toEqual([[`'${text}`, 'x']]);
});

test('numbers stay numbers, nothing is an empty cell, and a quote that never ends is said', () => {
  expect(toCsv([[-5, null, true]], { hasByteOrderMark: false })).toBe('-5,,true\r\n');
  expect(() => fromCsv('"abc')).toThrow(SyntaxError);
});

test('what Excel saves where a comma parts decimals is read, and a quote inside a bare cell is text', () => {
  expect(fromCsv('a;"b;c"\r\n1,5;say "yes"\r\n', ';')).toEqual([
    ['a', 'b;c'],
    ['1,5', 'say "yes"'],
  ]);
});
