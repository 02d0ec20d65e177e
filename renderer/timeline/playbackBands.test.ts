import { expect, test } from 'vitest';
import { playbackMap } from '../../shared/time/playback-map.ts';
import { defaultPalettes } from './palette.ts';
import type { Pen } from './pen.ts';
import { bandsOf, drawBands } from './playbackBands.ts';
import { TimelineRange } from './range.ts';

const { pieces } = playbackMap(
  [
    { kind: 'play', interviewMs: 10_000, sessionMs: 0, rate: 1 },
    { kind: 'stop', interviewMs: 30_000, sessionMs: 20_000 },
    { kind: 'seek', interviewMs: 50_000, sessionMs: 20_000, toMs: 10_000 },
    { kind: 'play', interviewMs: 50_000, sessionMs: 10_000, rate: 1 },
  ],
  { untilMs: 100_000, durationMs: 100_000 },
);
const whole = TimelineRange.whole(100_000, 1000);

test('bands: what was played twice leads to one place from two, a stop is a triangle', () => {
  const bands = bandsOf(pieces, whole, whole).map((band) => [
    band.kind,
    band.topStart,
    band.topEnd,
    band.bottomStart,
    band.bottomEnd,
  ]);
  expect(bands).toEqual([
    ['standing', 0, 0, 0, 100],
    ['playing', 0, 200, 100, 300],
    ['standing', 200, 200, 300, 500],
    ['playing', 100, 600, 500, 1000],
  ]);
});

test('only what can be seen', () => {
  const late = whole.at({ startMs: 60_000, msPerPixel: 20 });
  expect(bandsOf(pieces, late, late)).toHaveLength(1);
  // Far apart, one end of a band may be in sight and the other not.
  expect(bandsOf(pieces, whole, late).map(({ kind }) => kind)).toEqual([
    'standing',
    'playing',
    'standing',
    'playing',
  ]);
});

test('each band is one shape, and the link is drawn over them', () => {
  const shapes: { color: unknown; points: [number, number][] }[] = [];
  let points: [number, number][] = [];
  const pen: Pen = {
    fillStyle: '',
    strokeStyle: '',
    font: '',
    globalAlpha: 1,
    lineWidth: 1,
    textBaseline: 'alphabetic',
    beginPath: () => {
      points = [];
    },
    clearRect: () => undefined,
    fill: () => shapes.push({ color: pen.fillStyle, points }),
    lineTo: (x, y) => points.push([x, y]),
    moveTo: (x, y) => points.push([x, y]),
    measureText: () => ({ width: 0 }) as TextMetrics,
    fillText: () => undefined,
    strokeRect: () => undefined,
    fillRect: () => undefined,
  };
  const palette = { ...defaultPalettes.light, fontFamily: '', fontPx: 15 };
  const bands = bandsOf(pieces, whole, whole);
  drawBands(pen, bands, { top: 200, bottom: 400 }, { width: 1000, height: 50 }, palette);
  expect(shapes).toHaveLength(2 * bands.length + 1);
  expect(shapes[4]).toEqual({
    color: palette.muted,
    points: [
      [200, 0],
      [200, 0],
      [500, 50],
      [300, 50],
    ],
  });
  expect(shapes.at(-1)).toEqual({
    color: palette.text,
    points: [
      [199, 0],
      [201, 0],
      [401, 50],
      [399, 50],
    ],
  });
});
