import { expect, test } from 'vitest';
import { frameRateOf } from './certify.ts';

const frames = (count: number, spacing: (index: number) => number): number[] => {
  let at = 0;
  return Array.from({ length: count }, (_, index) => {
    at += spacing(index);
    return at;
  });
};

test.each([
  ['25 a second', frames(500, () => 40), 'constant'],
  ['30 a second, rounded to milliseconds', frames(500, (index) => (index % 3 === 0 ? 34 : 33)), 'constant'],
  ['a phone that stalls in the dark', frames(500, (index) => (index % 20 === 0 ? 66 : 33)), 'variable'],
])('%s is told from its spacing', (_, shownMs, kind) => {
  expect(frameRateOf(shownMs)?.kind).toBe(kind);
  // B-frames are stored out of order.
  expect(frameRateOf(shownMs.toReversed())).toEqual(frameRateOf(shownMs));
});

test('one picture has no rate', () => {
  expect(frameRateOf([0])).toBeNull();
});
