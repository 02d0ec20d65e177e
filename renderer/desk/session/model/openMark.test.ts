import { expect, test } from 'vitest';
import type { MomentId, PersonId, SegmentId } from '../../../../shared/model/ids.ts';
import { type OpenMark, press, stillOpen } from './openMark.ts';

// Ids are opaque here; the brands' own maker would check them as UUIDs.
const [momentId, segmentId, personId, otherId] = ['m', 's', 'p', 'q'] as unknown as [
  MomentId,
  SegmentId,
  PersonId,
  PersonId,
];
const open: OpenMark = { momentId, segmentId, personId, startMs: 8000 };

test('a second press of the same person ends it at the raw instant', () => {
  expect(press(open, personId, 14_000)).toEqual({ kind: 'end', open, endMs: 14_000 });
});

test.each([
  ['nothing is open', null, personId, 14_000],
  ['it is another person’s', open, otherId, 14_000],
  ['playback was taken back before it', open, personId, 7000],
  ['it would have no length', open, personId, 8000],
])('a press begins a new one when %s', (_, given, by, atMs) => {
  expect(press(given, by, atMs)).toEqual({ kind: 'begin' });
});

test('it stays open while it is selected and there', () => {
  const there = (id: string): boolean => id === 'm';
  expect(stillOpen(open, 'm', there)).toBe(open);
  expect(stillOpen(open, 'other', there)).toBeNull();
  expect(stillOpen(open, null, there)).toBeNull();
  expect(stillOpen(open, 'm', () => false)).toBeNull();
});
