import { expect, test } from 'vitest';
import { blankCode } from '../../../shared/model/code-rows.ts';
import { targetFields } from '../../../shared/model/coding.ts';
import * as ids from '../../../shared/model/ids.ts';
import type { CodeRow, CodingRow } from '../../../shared/model/rows.ts';
import { createSpanTiers, isSpanTier } from './spanTiers.ts';

const idOf = (place: number): string => `0190a000-0000-7000-8000-${place.toString(16).padStart(12, '0')}`;
const code: CodeRow = {
  ...blankCode,
  id: ids.codeId.parse(idOf(1)),
  parentId: null,
  name: 'Silence',
  color: '#0072b2',
  key: 's',
  position: 1,
};
const codes = new Map([[code.id as string, code]]);
const people = ['K', 'Z'].map((name, index) => ({
  id: idOf(10 + index),
  name,
  color: '#000000',
  letter: name,
  shape: 'square' as const,
}));
const span = (place: number, person: number, startMs: number, endMs: number | null): CodingRow => ({
  ...targetFields({
    kind: 'span',
    recordingId: ids.recordingId.parse(idOf(5)),
    startMs,
    endMs: endMs ?? startMs,
  }),
  id: ids.codingId.parse(idOf(place)),
  sessionId: ids.sessionId.parse(idOf(6)),
  codeId: code.id,
  personId: ids.personId.parse(idOf(10 + person)),
  endMs,
  certainty: null,
  comment: '',
  createdAt: 1,
});

test('a tier for each coder who coded spans; one that goes on is a flag where it began', () => {
  const tiersOf = createSpanTiers();
  const rows = [span(20, 1, 100, 900), span(21, 1, 950, null)];
  const make = (all: readonly CodingRow[]) => tiersOf(all, codes, people, ({ name }) => name, '…');
  const [tier, ...others] = make(rows);
  expect(others).toEqual([]);
  expect(tier).toMatchObject({ label: 'Z', kind: 'codes' });
  expect(isSpanTier(tier?.id ?? null)).toBe(true);
  expect(isSpanTier('codes')).toBe(false);
  expect(tier?.marks.map(({ startMs, endMs, label }) => [startMs, endMs, label])).toEqual([
    [100, 900, 'Silence'],
    [950, 950, 'Silence …'],
  ]);
  // The timeline goes by the array: what did not change keeps it.
  expect(make([...rows])[0]?.marks).toBe(tier?.marks);
  expect(make([...rows, span(22, 0, 0, 5)])[1]?.marks).toBe(tier?.marks);
});
