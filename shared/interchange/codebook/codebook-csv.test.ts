import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codebooks, countedIds } from '../../../tests/fixtures/codebooks.ts';
import { readCodebookCsv, writeCodebookCsv } from './codebook-csv.ts';

const fixture = (name: string) => readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8');

test('a table made by hand in Excel: semicolons, parents by name, a key given to two codes', () => {
  const { codebook, findings } = readCodebookCsv(fixture('excel.csv'), { newId: countedIds() });
  const names = new Map(codebook?.codes.map((code) => [code.id, code.name]));
  const seen = codebook?.codes.map(({ name, parentId, color, key, definition, isCodable }) => ({
    name,
    parent: names.get(parentId ?? '') ?? null,
    color,
    key,
    definition,
    isCodable,
  }));
  const plain = { parent: null, color: null, key: null, definition: '', isCodable: true };
  expect(seen).toEqual([
    {
      ...plain,
      name: 'Alliance',
      color: '#0072b2',
      key: 'a',
      definition: 'How they work together;\nand feel',
      isCodable: false,
    },
    { ...plain, name: 'Rupture', parent: 'Alliance', color: '#d55e00', key: 'r', definition: '=sudden' },
    { ...plain, name: 'Withdrawal', parent: 'Rupture' },
    { ...plain, name: 'Repair', parent: 'Alliance' },
    { ...plain, name: 'Orphan' },
  ]);
  expect(findings).toEqual([
    { line: 1, text: 'frequency', code: 'columnLeftOut' },
    { line: 4, text: 'Repair orange', code: 'colorUnreadable' },
    { line: 4, text: 'Repair r', code: 'keyTaken' },
    { line: 5, text: 'Withdrawal perhaps', code: 'flagUnreadable' },
    { line: 5, text: 'Withdrawal ctrl', code: 'keyUnreadable' },
    { line: 6, text: 'Orphan Nowhere', code: 'parentMissing' },
  ]);
});

test('a circle of parents is refused; every code in it is named, and none that only hangs on it', () => {
  const { codebook, findings } = readCodebookCsv(fixture('cycle.csv'), { newId: countedIds() });
  expect(codebook).toBeNull();
  expect(findings.map(({ line, text, code }) => `${line} ${code} ${text.split(' ')[0]}`)).toEqual([
    '2 cycle Alliance',
    '3 cycle Rupture',
    '4 cycle Withdrawal',
    '6 cycle Itself',
  ]);
});

test('a round trip loses nothing but sets and origin', () => {
  fc.assert(
    fc.property(codebooks, fc.boolean(), (codebook, hasByteOrderMark) => {
      const text = writeCodebookCsv(codebook, { hasByteOrderMark });
      const { codebook: again, findings } = readCodebookCsv(text, { newId: countedIds() });
      expect(findings).toEqual([]);
      expect(again).toEqual({ ...codebook, sets: [], origin: '' });
    }),
  );
});

test('no table of codes', () => {
  const read = (text: string) => () => readCodebookCsv(text, { newId: countedIds() });
  expect(read('start,end\n1,2\n')).toThrow('FILE_NOT_RECOGNISED');
  expect(read('name\n"Alliance\n')).toThrow('FILE_DAMAGED');
});
