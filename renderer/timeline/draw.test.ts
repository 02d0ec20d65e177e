import { describe, expect, it } from 'vitest';
import { draw } from './draw.ts';
import { defaultPalettes } from './palette.ts';
import type { Pen } from './pen.ts';
import { TimelineRange } from './range.ts';
import { layOutRows } from './rows.ts';
import { createState, type TimelineState } from './state.ts';
import type { Mark } from './types.ts';

type Rect = { readonly x: number; readonly width: number; readonly color: unknown };

/** A context that writes down what would be painted. */
function recorder() {
  const rects: Rect[] = [];
  const rings: number[] = [];
  const texts: string[] = [];
  const pen: Pen = {
    fillStyle: '',
    strokeStyle: '',
    font: '',
    globalAlpha: 1,
    lineWidth: 1,
    textBaseline: 'alphabetic',
    beginPath: () => undefined,
    clearRect: () => undefined,
    fill: () => undefined,
    lineTo: () => undefined,
    moveTo: () => undefined,
    measureText: (text) => ({ width: text.length * 6 }) as TextMetrics,
    fillText: (text) => texts.push(text),
    strokeRect: (x) => rings.push(x),
    fillRect: (x, _y, width) => rects.push({ x, width, color: pen.fillStyle }),
  };
  return { pen, rects, rings, texts };
}

const palette = { ...defaultPalettes.light, fontFamily: 'sans-serif', fontPx: 15 };
const hours3 = 3 * 3600 * 1000;

const mark = (at: number, startMs: number, endMs: number, color = '#0072b2'): Mark => ({
  id: `segment${at}`,
  momentId: `moment${at}`,
  startMs,
  endMs,
  label: `felt understood ${at}`,
  color,
  letter: 'C',
});

function drawn(marks: readonly Mark[], range: TimelineRange, state: Partial<TimelineState> = {}) {
  const { pen, ...seen } = recorder();
  const rows = layOutRows([{ id: 'tier', label: '', kind: 'person', marks }], 1);
  draw(pen, rows, range, { ...createState(), ...state }, palette);
  return seen;
}

describe('draw', () => {
  it('paints at most one rectangle a pixel and lane, however many marks there are', () => {
    const marks = Array.from({ length: 10_000 }, (_, at) =>
      mark(at, at * 1000, at * 1000 + 900, at % 3 === 0 ? '#0072b2' : '#d55e00'),
    );
    const { rects, texts } = drawn(marks, TimelineRange.whole(hours3, 1000));
    expect(rects.length).toBeLessThanOrEqual(1000 * 6);
    expect(texts).toEqual([]);
    const painted = (color: string): Rect[] => rects.filter((rect) => rect.color === color);
    for (const color of ['#0072b2', '#d55e00']) {
      // Neither person's marks hide the other's, from the first to the last.
      expect(Math.min(...painted(color).map(({ x }) => x))).toBeLessThan(20);
      expect(Math.max(...painted(color).map(({ x, width }) => x + width))).toBeGreaterThan(905);
    }
  });

  it('joins strokes of one colour that touch into one rectangle', () => {
    const marks = Array.from({ length: 10_000 }, (_, at) => mark(at, at * 1000, at * 1000 + 900));
    const { rects } = drawn(marks, TimelineRange.whole(hours3, 1000));
    expect(rects.filter(({ color }) => color === '#0072b2')).toHaveLength(1);
  });

  it('draws a span that began long before the window, and nothing that lies outside', () => {
    const marks = [mark(0, 0, hours3), mark(1, 1000, 2000), mark(2, 9_000_000, 9_000_500)];
    const range = new TimelineRange({
      durationMs: hours3,
      widthPx: 1000,
      startMs: 5_000_000,
      msPerPixel: 10,
    });
    const { texts } = drawn(marks, range);
    expect(texts).toEqual(['C', 'felt understood 0']);
  });

  it('rings every segment of the selected moment, also among strokes too thin to tell apart', () => {
    const marks = Array.from({ length: 50 }, (_, at) => mark(at, at * 2000, at * 2000 + 500));
    const twoParts = [
      ...marks,
      { ...mark(7, 5_000_000, 5_000_000), id: 'second' },
      { ...mark(7, 6_000_000, 9_000_000), id: 'third' },
    ];
    const range = TimelineRange.whole(hours3, 1000);
    const { rings } = drawn(twoParts, range, { selectedMomentId: 'moment7' });
    expect(rings).toHaveLength(3);
    expect(drawn(twoParts, range).rings).toHaveLength(0);
  });

  it('shows a draft where it would be, and its label once', () => {
    const moved = mark(0, 10_000, 20_000);
    const range = TimelineRange.whole(100_000, 1000);
    const draft = { tierId: 'tier', mark: moved, startMs: 50_000, endMs: 60_000 };
    const { rects, texts } = drawn([moved], range, { draft });
    expect(texts.filter((text) => text.startsWith('felt'))).toHaveLength(1);
    expect(rects.some(({ x }) => x === 500)).toBe(true);
  });
});
