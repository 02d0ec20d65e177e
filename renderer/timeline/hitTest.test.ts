import { describe, expect, it } from 'vitest';
import { hitTest } from './hitTest.ts';
import { TimelineRange } from './range.ts';
import { laneTop, layOutRows } from './rows.ts';
import type { Mark, Span } from './types.ts';

const mark = (id: string, startMs: number, endMs: number, peakMs?: number): Mark => ({
  id,
  momentId: id,
  startMs,
  endMs,
  label: id,
  color: '#000',
  letter: id,
  ...(peakMs === undefined ? {} : { peaks: [{ id: 'p', atMs: peakMs, letter: '', color: '' }] }),
});
const long = mark('long', 10_000, 20_000, 15_000);
const within = mark('within', 12_000, 13_000);
const point = mark('point', 40_000, 40_000);
const rows = layOutRows(
  [
    { id: 'person', label: '', kind: 'person', marks: [point, within, long] },
    { id: 'codes', label: '', kind: 'codes', marks: [mark('coding', 10_000, 20_000)] },
  ],
  1,
);
const range = TimelineRange.whole(100_000, 1000);
const geometry = { rulerHeight: 24, tiersTop: 200, tiersScroll: 0 };
const hit = (x: number, y: number, selection: Span | null = null) =>
  hitTest({ geometry, rows, range, playheadMs: 50_000, selection }, x, y);
const yOf = (row: number, lane: number): number => {
  const found = rows[row];
  return found === undefined ? -1 : geometry.tiersTop + laneTop(found, lane) + 4;
};

describe('hitTest', () => {
  it('tells edges, bodies, points and peaks of marks apart', () => {
    expect(hit(150, yOf(0, 0))).toMatchObject({ kind: 'mark', mark: long, atMs: 15_000, tierId: 'person' });
    expect(hit(103, yOf(0, 0))).toMatchObject({ kind: 'markStart', mark: long });
    expect(hit(97, yOf(0, 0))).toMatchObject({ kind: 'markStart', mark: long });
    expect(hit(198, yOf(0, 0))).toMatchObject({ kind: 'markEnd', mark: long });
    expect(hit(151, yOf(0, 0) + 12)).toMatchObject({ kind: 'peak', peak: { id: 'p' } });
    expect(hit(125, yOf(0, 1))).toMatchObject({ kind: 'mark', mark: within });
    expect(hit(405, yOf(0, 0))).toMatchObject({ kind: 'mark', mark: point });
    expect(hit(410, yOf(0, 0))).toMatchObject({ kind: 'empty', tierId: 'person' });
  });

  it('does not resize what cannot be changed', () => {
    expect(hit(101, yOf(1, 0))).toMatchObject({ kind: 'mark', tierId: 'codes' });
  });

  it('scrolls with the tiers', () => {
    const scrolled = {
      geometry: { ...geometry, tiersScroll: rows[0]?.height ?? 0 },
      rows,
      range,
      playheadMs: null,
      selection: null,
    };
    expect(hitTest(scrolled, 150, geometry.tiersTop + 8)).toMatchObject({ kind: 'mark', tierId: 'codes' });
  });

  it('knows the ruler, the playhead in it, the waveform and the selection', () => {
    expect(hit(300, 10)).toEqual({ kind: 'ruler', atMs: 30_000 });
    expect(hit(503, 10)).toEqual({ kind: 'playhead', atMs: 50_300 });
    const selection = { startMs: 30_000, endMs: 35_000 };
    expect(hit(500, 100, selection)).toEqual({ kind: 'wave', atMs: 50_000 });
    expect(hit(320, 100, selection)).toEqual({ kind: 'selection', atMs: 32_000 });
    expect(hit(298, 100, selection)).toEqual({ kind: 'selectionStart', atMs: 29_800 });
    expect(hit(352, 100, selection)).toEqual({ kind: 'selectionEnd', atMs: 35_200 });
    expect(hit(300, 500)).toEqual({ kind: 'empty', atMs: 30_000, tierId: null });
  });
});
