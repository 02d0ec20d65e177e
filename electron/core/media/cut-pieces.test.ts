import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Look, type LookSpan, piecesOf } from './cut-pieces.ts';

const tick = fc.integer({ min: 0, max: 200 });
const span = fc.tuple(tick, tick).map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) }));
const looks = fc.array(
  fc.tuple(span, fc.constantFrom('blur' as const, 'blank' as const)).map(([at, look]) => ({ ...at, look })),
  { maxLength: 6 },
);

/** What is on screen at each tick, said directly. */
function lookAt(at: number, all: readonly LookSpan[]): Look {
  const here = all.filter(({ start, end }) => start <= at && at < end).map(({ look }) => look);
  if (here.includes('blank')) return 'blank';
  return here.includes('blur') ? 'blur' : 'plain';
}

test('the pieces of a picture are its time within the cut, each tick as it should look, in as few as can be', () => {
  fc.assert(
    fc.property(span, span, looks, (shown, cut, all) => {
      const pieces = piecesOf(shown, cut, all);
      const ticks = pieces.flatMap(({ start, end, look }) =>
        Array.from({ length: end - start }, (_, index) => [start + index, look]),
      );
      const from = Math.max(shown.start, cut.start);
      const length = Math.max(0, Math.min(shown.end, cut.end) - from);
      expect(ticks).toEqual(Array.from({ length }, (_, index) => [from + index, lookAt(from + index, all)]));
      for (const [index, piece] of pieces.entries()) {
        expect(piece.end).toBeGreaterThan(piece.start);
        expect(piece.look).not.toBe(pieces[index + 1]?.look);
      }
    }),
  );
});
