import { expect, test } from 'vitest';
import { nextPlace, passedThrough } from './visits.ts';

const place = (
  id: string,
  aroundMs: number | null,
  endMs: number | null = null,
  visited: string | null = null,
) => ({
  id,
  aroundMs,
  endMs,
  visited,
});
const places = [
  place('asked', 5000),
  place('unknown', null),
  place('clip', 8000, 12_000),
  place('there already', 6000, null, 'byHand'),
];
const ids = (found: readonly { id: string }[]) => found.map(({ id }) => id);

test('playback ticks off what it passes through, a clip only at its end', () => {
  expect(ids(passedThrough(places, { fromMs: 4990, toMs: 5010 }))).toEqual(['asked']);
  expect(ids(passedThrough(places, { fromMs: 5900, toMs: 11_999 }))).toEqual([]);
  expect(ids(passedThrough(places, { fromMs: 11_999, toMs: 12_000 }))).toEqual(['clip']);
});

test('the next place is the next one left, and after the last the first one left', () => {
  const next = (current: string | null, direction?: 1 | -1) => nextPlace(places, current, direction)?.id;
  expect([next(null), next('asked'), next('clip'), next(null, -1), next('asked', -1)]).toEqual([
    'asked',
    'clip',
    'asked',
    'clip',
    'clip',
  ]);
  expect(nextPlace([place('done', 1, null, 'played')], null)).toBeUndefined();
});
