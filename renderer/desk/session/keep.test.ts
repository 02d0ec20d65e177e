import { expect, test } from 'vitest';
import { readKept } from './keep.ts';
import { readLayout } from './layout.ts';

const place = { atMs: 61_000, startMs: 60_000, msPerPixel: 12.5, momentId: 'm', segmentId: null };

test('what was kept comes back', () => {
  const kept = { recordingId: 'r', places: { r: place, other: { ...place, momentId: null } } };
  expect(readKept(kept)).toEqual(kept);
});

test('what another version kept is taken as far as it has the shape', () => {
  const nothing = { recordingId: null, places: {} };
  expect([readKept(null), readKept('text'), readKept([place]), readKept({})]).toEqual([
    nothing,
    nothing,
    nothing,
    nothing,
  ]);
  expect(readKept({ recordingId: 7, places: { r: { ...place, atMs: 'late' }, s: place } })).toEqual({
    recordingId: null,
    places: { s: place },
  });
});

test('a layout outside of its limits is brought inside', () => {
  expect(readLayout({ panelRem: 500, listPart: 0, picturePart: 'half' })).toEqual({
    panelRem: 44,
    listPart: 0.15,
  });
  expect(readLayout(null)).toEqual({});
});
