import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endStarting, firstReaching, indexOf } from './markIndex.ts';
import type { Mark } from './types.ts';

const anyMarks = fc
  .array(fc.record({ startMs: fc.nat(10_000), length: fc.oneof(fc.nat(300), fc.nat(9000)) }), {
    maxLength: 60,
  })
  .map((spans) =>
    spans.map(
      ({ startMs, length }, at): Mark => ({
        id: String(at),
        momentId: null,
        startMs,
        endMs: startMs + length,
        label: '',
        color: '',
        letter: '',
      }),
    ),
  );

describe('indexOf', () => {
  it('finds exactly the marks that a search through all of them finds, long ones from before the window too', () => {
    fc.assert(
      fc.property(anyMarks, fc.nat(10_000), fc.nat(4000), (marks, fromMs, length) => {
        const untilMs = fromMs + length;
        const found = indexOf(marks).lanes.flatMap((lane) =>
          lane.marks
            .slice(firstReaching(lane, fromMs), endStarting(lane, untilMs))
            .filter((mark) => mark.endMs >= fromMs),
        );
        const wanted = marks.filter((mark) => mark.endMs >= fromMs && mark.startMs <= untilMs);
        expect(new Set(found)).toEqual(new Set(wanted));
      }),
    );
  });

  it('stacks what overlaps, until there are too many lanes to show', () => {
    fc.assert(
      fc.property(anyMarks, (marks) => {
        const { lanes } = indexOf(marks);
        expect(lanes.length).toBeLessThanOrEqual(6);
        if (lanes.length === 6) return;
        for (const lane of lanes)
          for (const [at, mark] of lane.marks.entries())
            expect(lane.marks[at + 1]?.startMs ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(
              Math.max(mark.endMs, mark.startMs + 1),
            );
      }),
    );
  });

  it('is built once for an array', () => {
    const marks: Mark[] = [];
    expect(indexOf(marks)).toBe(indexOf(marks));
  });
});
