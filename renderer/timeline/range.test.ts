import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TimelineRange } from './range.ts';

const hours3 = 3 * 3600 * 1000;
const anyRange = fc
  .record({
    durationMs: fc.integer({ min: 1000, max: hours3 }),
    widthPx: fc.integer({ min: 200, max: 4000 }),
    startMs: fc.double({ min: -1e7, max: 2e7, noNaN: true }),
    msPerPixel: fc.double({ min: 0.01, max: 1e5, noNaN: true }),
  })
  .map((fields) => new TimelineRange(fields));

describe('TimelineRange', () => {
  it('stays inside the recording, whatever it is asked for', () => {
    fc.assert(
      fc.property(anyRange, fc.double({ min: -1e6, max: 1e6, noNaN: true }), (range, deltaPx) => {
        for (const seen of [
          range,
          range.panBy(deltaPx),
          range.zoomAt(deltaPx, 7),
          range.follow(deltaPx, false),
        ]) {
          expect(seen.startMs).toBeGreaterThanOrEqual(0);
          expect(seen.endMs).toBeLessThanOrEqual(seen.durationMs + 1e-6);
        }
      }),
    );
  });

  it('gives back every whole millisecond on screen', () => {
    fc.assert(
      fc.property(anyRange, fc.double({ min: 0, max: 1, noNaN: true }), (range, part) => {
        const ms = Math.round(part * range.durationMs);
        expect(range.toMs(range.toX(ms))).toBe(ms);
      }),
    );
  });

  it('puts the instant under a pixel at that pixel, to half a millisecond', () => {
    fc.assert(
      fc.property(anyRange, fc.double({ min: 0, max: 1, noNaN: true }), (range, part) => {
        const x = part * range.widthPx;
        expect(Math.abs(range.toX(range.toMs(x)) - x) * range.msPerPixel).toBeLessThanOrEqual(0.5 + 1e-6);
      }),
    );
  });

  it('keeps the instant under the pointer when zooming, unless an end of the recording is in the way', () => {
    fc.assert(
      fc.property(
        anyRange,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0.2, max: 5, noNaN: true }),
        (range, part, factor) => {
          const x = part * range.widthPx;
          const zoomed = range.zoomAt(x, factor);
          const isAtEnd = zoomed.startMs <= 1e-6 || zoomed.endMs >= zoomed.durationMs - 1e-6;
          if (isAtEnd) return;
          expect(zoomed.startMs + x * zoomed.msPerPixel).toBeCloseTo(range.startMs + x * range.msPerPixel, 4);
        },
      ),
    );
  });

  it('pans back to where it came from when no end was met', () => {
    fc.assert(
      fc.property(anyRange, fc.integer({ min: -300, max: 300 }), (range, deltaPx) => {
        const there = range.panBy(deltaPx);
        if (there.startMs === 0 || there.endMs >= there.durationMs - 1e-6) return;
        expect(there.panBy(-deltaPx).startMs).toBeCloseTo(range.startMs, 4);
      }),
    );
  });

  it('brings any span on screen whole, and leaves the view alone when it is there already', () => {
    fc.assert(
      fc.property(anyRange, fc.nat(hours3), fc.nat(120_000), (range, start, length) => {
        const startMs = Math.min(start, range.durationMs);
        const span = { startMs, endMs: Math.min(startMs + length, range.durationMs) };
        const seen = range.show(span);
        expect(seen.startMs).toBeLessThanOrEqual(span.startMs + 1e-6);
        expect(seen.endMs).toBeGreaterThanOrEqual(span.endMs - 1e-6);
        expect(seen.show(span).startMs).toBeCloseTo(seen.startMs, 4);
      }),
    );
  });

  it('follows the playhead to the middle and keeps it there, or by pages', () => {
    const range = new TimelineRange({ durationMs: 600_000, widthPx: 1000, startMs: 100_000, msPerPixel: 10 });
    expect(range.follow(104_000, false)).toBe(range);
    expect(range.follow(106_000, false).toX(106_000)).toBe(500);
    expect(range.follow(300_000, false).toX(300_000)).toBe(250);
    expect(range.follow(109_000, true)).toBe(range);
    expect(range.follow(109_700, true).toX(109_700)).toBeCloseTo(50);
  });

  it('keeps showing the whole when the width or the duration changes, and the same stretch otherwise', () => {
    const whole = TimelineRange.whole(600_000, 1000);
    expect(whole.resized(500).view).toEqual({ startMs: 0, endMs: 600_000, msPerPixel: 1200 });
    expect(whole.withDuration(900_000).view.endMs).toBe(900_000);
    const part = whole.zoomAt(500, 4);
    expect(part.resized(500).view).toEqual({ ...part.view, msPerPixel: 300 });
  });
});
