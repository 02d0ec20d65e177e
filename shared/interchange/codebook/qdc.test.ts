import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codebooks, countedIds } from '../../../tests/fixtures/codebooks.ts';
import { foreignFixture } from '../../../tests/fixtures/transcripts.ts';
import { bytesToText } from '../bytes-to-text.ts';
import type { Codebook, CodebookCode } from './codebook.ts';
import { plainCode } from './codebook.ts';
import { readQdc, writeQdc } from './qdc.ts';

const fixture = (name: string) => readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8');
const id = (last: number) => `a0000000-0000-4000-8000-00000000000${last}`;

/** What no REFI-QDA codebook says of a code. */
const unsaid = ['key', 'shortLabel', 'isRetired', 'kind', 'exclusiveGroup'];

test('the standard’s own example', () => {
  const { codebook, findings } = readQdc(bytesToText(foreignFixture('annexA1_codebook.qdc')).text, {
    newId: countedIds(),
  });
  expect(findings).toEqual([]);
  const seen = codebook?.codes.map(({ id: guid, name, color, isCodable, definition }) => ({
    guid: guid.slice(0, 8),
    name,
    color,
    isCodable,
    definition,
  }));
  const plain = { color: null, definition: '', isCodable: false };
  expect(seen).toEqual([
    { ...plain, guid: '5215cc69', name: 'Topics' },
    {
      guid: 'd7aa29da',
      name: 'Economy',
      color: '#ffff00',
      isCodable: true,
      definition: 'Anything about jobs or taxes or business',
    },
    {
      guid: '0dcef2f5',
      name: 'Health care',
      color: '#33cc33',
      isCodable: true,
      definition: 'Health care issues, doctor, patients, etc.',
    },
    { ...plain, guid: '9fa9bcb7', name: 'Values' },
    {
      guid: '7c108712',
      name: 'Conservatives',
      color: '#ff0000',
      isCodable: true,
      definition: 'Republicans or right-wing libertarians',
    },
    {
      guid: '12365523',
      name: 'Liberals',
      color: '#0000ff',
      isCodable: true,
      definition: 'Democrats, socialists, or progressive independents',
    },
  ]);
});

test('prefixes, braces, short colours, headings in a description, sets; what cannot be kept is listed', () => {
  const { codebook, findings } = readQdc(fixture('exported.qdc'), { newId: countedIds() });
  const made = '00000000-0000-4000-8000-000000000001';
  expect(codebook).toEqual({
    origin: 'NVivo',
    codes: [
      {
        ...plainCode,
        id: id(1),
        name: 'Alliance',
        color: '#00aaff',
        isCodable: false,
        definition: 'How they work together & feel about it.',
        whenToUse: 'Either of them speaks of it, or shows it.',
        examples: [
          { text: 'We\nunderstand each other.', momentId: null },
          { text: 'I trust her.', momentId: null },
        ],
      },
      { ...plainCode, id: id(2), parentId: id(1), name: 'Rupture and repair' },
      { ...plainCode, id: id(3), parentId: id(2), name: 'Withdrawal' },
      { ...plainCode, id: made, name: 'Silence' },
      { ...plainCode, id: id(5), name: id(5) },
    ],
    sets: [
      {
        id: 'a0000000-0000-4000-8000-000000000009',
        name: 'For the pilot',
        description: 'Codes of the first round',
        codeIds: [id(3)],
      },
    ],
  } satisfies Codebook);
  expect(findings.map(({ line, code }) => `${line} ${code}`)).toEqual([
    '14 colorUnreadable',
    '18 flagUnreadable',
    '18 guidUnreadable',
    '18 elementLeftOut',
    '19 nameMissing',
    '22 memberMissing',
  ]);
});

test('a guid that two codes have is refused, and both are named', () => {
  expect(readQdc(fixture('duplicates.qdc'), { newId: countedIds() })).toEqual({
    codebook: null,
    findings: [
      { line: 5, text: `Rupture ${id(2)}`, code: 'guidDuplicate' },
      { line: 7, text: `Repair ${id(2)}`, code: 'guidDuplicate' },
    ],
    unsaid,
    unsaidOfSets: [],
  });
});

test('entity bombs, broken XML and other XML are refused', () => {
  const read = (text: string) => () => readQdc(text, { newId: countedIds() });
  expect(read('<!DOCTYPE a [<!ENTITY b "c">]><CodeBook>&b;</CodeBook>')).toThrow('XML_FORBIDDEN');
  expect(read('<CodeBook><Codes>')).toThrow('XML_DAMAGED');
  expect(read('<ANNOTATION_DOCUMENT/>')).toThrow('FILE_NOT_RECOGNISED');
});

/** What the format has a place for. */
function held(code: CodebookCode): CodebookCode {
  const examples = code.examples.flatMap(({ text }) => (text === '' ? [] : [{ text, momentId: null }]));
  const { id: guid, parentId, name, color, isCodable, definition, whenToUse, whenNotToUse } = code;
  const { exclusiveGroup } = code;
  return {
    ...plainCode,
    id: guid,
    parentId,
    name,
    color,
    isCodable,
    definition,
    whenToUse,
    whenNotToUse,
    examples,
    exclusiveGroup,
  };
}

test('a round trip loses nothing that the format can hold', () => {
  fc.assert(
    fc.property(codebooks, (codebook) => {
      const read = readQdc(writeQdc(codebook), { newId: countedIds() });
      expect(read.findings).toEqual([]);
      expect(read.codebook).toEqual({ ...codebook, codes: codebook.codes.map(held) });
      const isGrouped = codebook.codes.some(({ exclusiveGroup }) => exclusiveGroup !== null);
      expect(read.unsaid).toEqual(isGrouped ? unsaid.slice(0, -1) : unsaid);
    }),
  );
});

test('an exclusive group is a set that other programs can read, under the same guid in every file', () => {
  const code = (last: number, exclusiveGroup: string | null) => ({
    ...plainCode,
    id: id(last),
    name: `Code ${last}`,
    exclusiveGroup,
  });
  const codes = [code(1, 'Stance'), code(2, null), code(3, 'Stance'), code(4, 'Stance 2')];
  const text = writeQdc({ origin: '', codes, sets: [] });
  const sets = text.slice(text.indexOf('<Sets>'));
  expect(
    sets.match(/<Set guid="[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}"/g),
  ).toHaveLength(2);
  expect(new Set(sets.match(/<Set guid="[^"]+"/g)).size).toBe(2);
  expect(sets.match(/ name="[^"]+"/g)).toEqual([' name="Stance"', ' name="Stance 2"']);
  expect(sets.match(/MemberCode guid="[^"]+"/g)).toHaveLength(3);
  expect(writeQdc({ origin: '', codes, sets: [] })).toBe(text);
});

test('sets as MAXQDA writes them: overlapping, in an order of their own, without a description, empty', () => {
  const { codebook, findings } = readQdc(fixture('sets.qdc'), { newId: countedIds() });
  const guid = (last: string) => `c1d5e3a0-7b1c-4e5f-9a2d-0000000000${last}`;
  expect(findings).toEqual([]);
  expect(codebook?.sets).toEqual([
    {
      id: guid('b1'),
      name: 'Second coder & auditor',
      description: 'Coded by both; see the protocol\nof the second round.',
      codeIds: [guid('a3'), guid('a2')],
    },
    { id: guid('b2'), name: 'For the paper', description: '', codeIds: [guid('a2'), guid('a4')] },
    { id: guid('b3'), name: 'Not used yet', description: '', codeIds: [] },
  ]);
});

test('a set’s name and description that are too long are cut, and one without a name has its guid for it', () => {
  const set = { id: id(9), description: 'd'.repeat(100_001), codeIds: [] };
  const text = writeQdc({
    origin: '',
    codes: [{ ...plainCode, id: id(1), name: 'Silence' }],
    sets: [
      { ...set, name: 'n'.repeat(201) },
      { ...set, id: id(8), name: '', description: '' },
    ],
  });
  const { codebook, findings } = readQdc(text, { newId: countedIds() });
  expect(findings.map(({ code }) => code).sort()).toEqual(['nameMissing', 'nameTooLong', 'textTooLong']);
  expect(codebook?.sets.map(({ name, description }) => [name, description.length])).toEqual([
    [`${'n'.repeat(199)}…`, 100_000],
    [id(8), 0],
  ]);
});

test('a group that another program made a plain set of keeps that set, and is a group beside it', () => {
  const codes = [{ ...plainCode, id: id(1), name: 'Calm', exclusiveGroup: 'Stance' }];
  const written = writeQdc({ origin: '', codes, sets: [] });
  // There somebody described it otherwise, and here the codes kept their group, of which such a file says nothing.
  const plain = readQdc(written.replace('Of these codes, each', 'Each'), { newId: countedIds() });
  expect(plain.codebook?.sets).toMatchObject([{ name: 'Stance', codeIds: [id(1)] }]);
  const both = { origin: '', codes, sets: plain.codebook?.sets ?? [] };
  expect(readQdc(writeQdc(both), { newId: countedIds() })).toMatchObject({ codebook: both, findings: [] });
});

test('282 codes on six levels', () => {
  const codes = Array.from({ length: 282 }, (_, index): CodebookCode => {
    const parentId = index === 0 ? null : guidOf(Math.floor((index - 1) / 3));
    return { ...plainCode, id: guidOf(index), parentId, name: `Code ${index}` };
  });
  const { codebook } = readQdc(writeQdc({ origin: '', codes, sets: [] }), { newId: countedIds() });
  expect(new Map(codebook?.codes.map((code) => [code.id, code.parentId]))).toEqual(
    new Map(codes.map((code) => [code.id, code.parentId])),
  );
});

function guidOf(index: number): string {
  return `b0000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
}

const hasXmllint = spawnSync('xmllint', ['--version']).error === undefined;

test.skipIf(!hasXmllint)('the standard’s schema accepts what is written (needs xmllint)', () => {
  const schema = fileURLToPath(new URL('../../../tests/fixtures/interchange/Codebook.xsd', import.meta.url));
  const folder = mkdtempSync(join(tmpdir(), 'stillpoint-qdc-'));
  try {
    const files = fc.sample(codebooks, { numRuns: 50, seed: 1 }).map((codebook, index) => {
      const file = join(folder, `${index}.qdc`);
      writeFileSync(file, writeQdc(codebook));
      return file;
    });
    // It exits with a code when any of them is not valid.
    execFileSync('xmllint', ['--noout', '--schema', schema, ...files], { stdio: 'pipe' });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
