import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codebooks, countedIds } from '../../../tests/fixtures/codebooks.ts';
import { readCodebookCsv, writeCodebookCsv } from './codebook-csv.ts';

const fixture = (name: string) => readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8');

test('a table made by hand in Excel: semicolons, parents by name, a key given to two codes', () => {
  const { codebook, findings, unsaid } = readCodebookCsv(fixture('excel.csv'), { newId: countedIds() });
  // Without a column for it, nothing is said of it.
  expect(unsaid).toEqual(['shortLabel', 'whenToUse', 'whenNotToUse', 'isRetired', 'kind', 'exclusiveGroup']);
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

/** The names from the top down, of every code of a table. */
function pathsOf(text: string) {
  const { codebook, findings } = readCodebookCsv(text, { newId: countedIds() });
  const codes = new Map(codebook?.codes.map((code) => [code.id, code]));
  const pathOf = (id: string | null): string[] => {
    const code = codes.get(id ?? '');
    return code === undefined ? [] : [...pathOf(code.parentId), code.name];
  };
  return { paths: [...codes.keys()].map((id) => pathOf(id).join('/')), findings };
}

test('six levels by names and paths, as MAXQDA and people write them, where names come back in every branch', () => {
  const rows = [
    'Parent code,Code',
    ',Client',
    'Client,Affect',
    'Affect,Anger',
    'Anger,Shown',
    'Shown,Voice',
    'Voice,Loud',
    ',Therapist',
    'Therapist,Affect',
    'Therapist\\Affect,Anger',
    'Client > Affect,Fear',
    'Therapist > Affect > Anger,Hidden',
    'a > b,Formula of two',
  ];
  const { paths, findings } = pathsOf(rows.join('\n'));
  expect(paths.toSorted()).toEqual([
    'Client',
    'Client/Affect',
    'Client/Affect/Anger',
    'Client/Affect/Anger/Shown',
    'Client/Affect/Anger/Shown/Voice',
    'Client/Affect/Anger/Shown/Voice/Loud',
    'Client/Affect/Fear',
    'Formula of two',
    'Therapist',
    'Therapist/Affect',
    'Therapist/Affect/Anger',
    'Therapist/Affect/Anger/Hidden',
  ]);
  // Written by a name that two codes have: which one was taken is said, line by line, and a path needs no guess.
  expect(findings.map(({ line, text, code }) => `${line} ${code} ${text}`)).toEqual([
    '4 parentAmbiguous Anger Affect',
    '5 parentAmbiguous Shown Anger',
    '13 parentMissing Formula of two a > b',
  ]);
});

test('a name with a sign of paths in it is a name first', () => {
  const { paths, findings } = pathsOf('name,parent\nIn > out,\nout,\nHere,In > out\n');
  expect([paths, findings]).toEqual([['In > out', 'In > out/Here', 'out'], []]);
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
      const again = readCodebookCsv(text, { newId: countedIds() });
      const held = { ...codebook, sets: [], origin: '' };
      expect(again).toEqual({ codebook: held, findings: [], unsaid: [], unsaidOfSets: [] });
    }),
  );
});

test('no table of codes', () => {
  const read = (text: string) => () => readCodebookCsv(text, { newId: countedIds() });
  expect(read('start,end\n1,2\n')).toThrow('FILE_NOT_RECOGNISED');
  expect(read('name\n"Alliance\n')).toThrow('FILE_DAMAGED');
});
