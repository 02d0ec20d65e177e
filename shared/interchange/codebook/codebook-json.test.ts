import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codebooks, countedIds } from '../../../tests/fixtures/codebooks.ts';
import { codeFileFields, codeSetFileFields } from '../../model/code-rows.ts';
import { plainCode } from './codebook.ts';
import { writeCodebookCsv } from './codebook-csv.ts';
import { readCodebookJson, writeCodebookJson } from './codebook-json.ts';
import { writeQdc } from './qdc.ts';
import { readCodebook } from './read-codebook.ts';

const read = (json: unknown) => readCodebookJson(JSON.stringify(json), { newId: countedIds() });
const head = { format: 'stillpoint-codebook', version: 1 };

test('a round trip loses nothing', () => {
  fc.assert(
    fc.property(codebooks, (codebook) => {
      const again = readCodebookJson(writeCodebookJson(codebook), { newId: countedIds() });
      const unsaidOfSets = codebook.sets.length === 0 ? codeSetFileFields : [];
      expect(again).toEqual({ codebook, findings: [], unsaid: [], unsaidOfSets });
    }),
  );
});

test('written by hand, with names alone', () => {
  const { codebook, unsaid } = read({
    ...head,
    codes: [{ name: 'Alliance', children: [{ name: 'Rupture', color: '#0072b2' }] }],
  });
  // Said of any is said of all: an update takes the colour of those that say none as none.
  expect(codeFileFields.filter((field) => !unsaid.includes(field))).toEqual(['parentId', 'color']);
  const [first, second] = ['1', '2'].map((last) => `00000000-0000-4000-8000-00000000000${last}`);
  expect(codebook?.codes).toEqual([
    { ...plainCode, id: first, name: 'Alliance' },
    { ...plainCode, id: second, parentId: first, name: 'Rupture', color: '#0072b2' },
  ]);
});

test('of a set written by hand its name is enough, and what is not said of any is unsaid', () => {
  const codes = [{ guid: 'a0000000-0000-4000-8000-000000000001', name: 'Alliance' }];
  const named = read({ ...head, codes, sets: [{ name: 'For the paper' }] });
  expect([named.codebook?.sets, named.unsaidOfSets]).toEqual([
    [
      {
        id: '00000000-0000-4000-8000-000000000001',
        name: 'For the paper',
        description: '',
        codeIds: [],
      },
    ],
    ['description', 'codeIds'],
  ]);
  const empty = read({ ...head, codes, sets: [{ name: 'For the paper', codes: [] }] });
  expect(empty.unsaidOfSets).toEqual(['description']);
});

test('fields that are not what they must be are all named; a guid within itself is refused', () => {
  const fields = read({ ...head, codes: [{ name: 7, children: [{ name: 'Rupture', kind: 'wave' }] }] });
  expect(fields.codebook).toBeNull();
  expect(fields.findings.map(({ text }) => text)).toEqual([
    'codes › 0 › name',
    'codes › 0 › children › 0 › kind',
  ]);
  const guid = 'a0000000-0000-4000-8000-000000000001';
  const nested = read({
    ...head,
    codes: [{ guid, name: 'Alliance', children: [{ guid, name: 'Alliance again' }] }],
  });
  expect(nested.codebook).toBeNull();
  expect(nested.findings.filter(({ code }) => code === 'guidDuplicate').map(({ line }) => line)).toEqual([
    1, 2,
  ]);
});

test('no JSON, other JSON, and JSON that is nested to exhaust the stack', () => {
  const options = { newId: countedIds() };
  expect(() => readCodebookJson('{"codes": [', options)).toThrow('FILE_DAMAGED');
  expect(read({ codes: [] }).findings.map(({ text }) => text)).toEqual(['format', 'version']);
  const deep = `{"codes":${'[{"children":'.repeat(100_000)}[]${'}]'.repeat(100_000)}}`;
  expect(() => readCodebookJson(deep, options)).toThrow('FILE_TOO_LARGE');
});

test('each kind is told by its content', () => {
  const [codebook = { origin: '', codes: [], sets: [] }] = fc.sample(codebooks, { numRuns: 1, seed: 7 });
  const kind = (text: string) => readCodebook(new TextEncoder().encode(text), { newId: countedIds() }).format;
  expect(kind(writeQdc(codebook))).toBe('qdc');
  expect(kind(writeCodebookJson(codebook))).toBe('json');
  expect(kind(writeCodebookCsv(codebook, { hasByteOrderMark: true }))).toBe('csv');
  expect(() => kind(' ')).toThrow('FILE_EMPTY');
  expect(() => kind('GIF89a\0\0')).toThrow('FILE_NOT_RECOGNISED');
});
