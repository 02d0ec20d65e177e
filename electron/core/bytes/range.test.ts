import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseRange } from './range.ts';

test.each([
  [null, 10, { kind: 'whole' }],
  ['bytes=0-0', 10, { kind: 'part', start: 0, end: 0 }],
  ['bytes=2-5', 10, { kind: 'part', start: 2, end: 5 }],
  ['bytes=2-', 10, { kind: 'part', start: 2, end: 9 }],
  ['bytes=-3', 10, { kind: 'part', start: 7, end: 9 }],
  ['bytes=-30', 10, { kind: 'part', start: 0, end: 9 }],
  ['bytes=5-99999999999999999999', 10, { kind: 'part', start: 5, end: 9 }],
  ['BYTES= 2-5 ', 10, { kind: 'part', start: 2, end: 5 }],
  ['bytes=10-', 10, { kind: 'unsatisfiable' }],
  ['bytes=99999999999999999999-', 10, { kind: 'unsatisfiable' }],
  ['bytes=-0', 10, { kind: 'unsatisfiable' }],
  ['bytes=0-', 0, { kind: 'unsatisfiable' }],
  ['bytes=-1', 0, { kind: 'unsatisfiable' }],
  ['bytes=5-2', 10, { kind: 'whole' }],
  ['bytes=-', 10, { kind: 'whole' }],
  ['bytes=0-1,3-4', 10, { kind: 'whole' }],
  ['bytes=a-b', 10, { kind: 'whole' }],
  ['bytes=1.5-2', 10, { kind: 'whole' }],
  ['bytes=--1', 10, { kind: 'whole' }],
  ['items=0-1', 10, { kind: 'whole' }],
  ['', 10, { kind: 'whole' }],
])('%s of %i bytes', (header, byteCount, expected) => {
  expect(parseRange(header, byteCount)).toEqual(expected);
});

const size = fc.integer({ min: 1, max: 1_000_000 });
const offset = fc.integer({ min: 0, max: 2_000_000 });

test('a part is always inside the file and is what slicing gives', () => {
  fc.assert(
    fc.property(size, offset, offset, (byteCount, first, last) => {
      const answer = parseRange(`bytes=${first}-${last}`, byteCount);
      if (last < first) return answer.kind === 'whole';
      if (first >= byteCount) return answer.kind === 'unsatisfiable';
      return answer.kind === 'part' && answer.start === first && answer.end === Math.min(last, byteCount - 1);
    }),
  );
});

test('the last n bytes end at the end', () => {
  fc.assert(
    fc.property(size, fc.integer({ min: 1, max: 2_000_000 }), (byteCount, suffixLength) => {
      const answer = parseRange(`bytes=-${suffixLength}`, byteCount);
      return (
        answer.kind === 'part' &&
        answer.end === byteCount - 1 &&
        answer.end - answer.start + 1 === Math.min(suffixLength, byteCount)
      );
    }),
  );
});

test('no text makes it throw or leave the file', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), size, (text, byteCount) => {
      for (const header of [text, `bytes=${text}`]) {
        const answer = parseRange(header, byteCount);
        if (answer.kind !== 'part') continue;
        expect(answer.start).toBeGreaterThanOrEqual(0);
        expect(answer.start).toBeLessThanOrEqual(answer.end);
        expect(answer.end).toBeLessThan(byteCount);
      }
    }),
  );
});
