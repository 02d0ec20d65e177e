import { expect, test } from 'vitest';
import { defaultPalettes } from './palette.ts';
import { TimelineRange } from './range.ts';
import { drawTraces, runsOf, type Trace, type TracePen } from './traces.ts';

const palette = { ...defaultPalettes.light, fontFamily: '', fontPx: 15 };

/** A context that writes down the lines and letters. */
function recorder() {
  const lines: { color: unknown; dash: readonly number[]; points: [number, number][] }[] = [];
  const letters: [string, number][] = [];
  let points: [number, number][] = [];
  let dash: readonly number[] = [];
  const pen: TracePen = {
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
    fill: () => undefined,
    setLineDash: (segments: Iterable<number>) => {
      dash = [...segments];
    },
    stroke: () => lines.push({ color: pen.strokeStyle, dash, points }),
    lineTo: (x, y) => points.push([x, y]),
    moveTo: (x, y) => points.push([x, y]),
    measureText: () => ({ width: 0 }) as TextMetrics,
    fillText: (text, x) => letters.push([text, x]),
    strokeRect: () => undefined,
    fillRect: () => undefined,
  };
  return { pen, lines, letters };
}

const trace = (samples: [number, number][]): Trace => ({
  id: 't',
  color: '#e69f00',
  letter: 'A',
  dash: [8, 4],
  low: 0,
  high: 10,
  runs: runsOf(samples),
});

test('samples are cut where playback stopped or went back', () => {
  const runs = runsOf([
    [0, 1],
    [50, 2],
    [5000, 3],
    [5050, 4],
    [1000, 5],
  ]);
  expect(runs.map(({ times, values }) => [[...times], [...values]])).toEqual([
    [
      [0, 50],
      [1, 2],
    ],
    [
      [5000, 5050],
      [3, 4],
    ],
    [[1000], [5]],
  ]);
  expect(runsOf([])).toEqual([]);
});

test('the lowest at the bottom, the highest at the top, with a letter where it begins', () => {
  const { pen, lines, letters } = recorder();
  const range = TimelineRange.whole(10_000, 1000);
  const samples: [number, number][] = [
    [1000, 0],
    [2000, 10],
    [3000, 5],
  ];
  drawTraces(pen, [trace(samples)], range, 106, palette);
  expect(lines).toEqual([
    {
      color: '#e69f00',
      dash: [8, 4],
      points: [
        [100, 103],
        [200, 3],
        [300, 53],
      ],
    },
  ]);
  expect(letters).toEqual([['A', 103]]);
});

test('an hour of samples costs a point a pixel, and only what is in sight is drawn', () => {
  const samples = Array.from({ length: 72_000 }, (_, index): [number, number] => [index * 50, index % 10]);
  const whole = TimelineRange.whole(3_600_000, 1000);
  const far = recorder();
  drawTraces(far.pen, [trace(samples)], whole, 100, palette);
  expect(far.lines[0]?.points.length).toBeLessThan(1400);
  const near = recorder();
  drawTraces(near.pen, [trace(samples)], whole.at({ startMs: 1_800_000, msPerPixel: 5 }), 100, palette);
  // Five seconds of twenty samples each, and one on either side.
  expect(near.lines[0]?.points.length).toBeLessThanOrEqual(103);
  expect(near.letters).toEqual([['A', 3]]);
});
