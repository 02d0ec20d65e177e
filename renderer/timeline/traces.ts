import type { TimelinePalette } from './palette.ts';
import type { Pen } from './pen.ts';
import { clamp, type TimelineRange } from './range.ts';

/** A value over the time of the recording, as one person dialled it. */
export type Trace = {
  readonly id: string;
  readonly color: string;
  /** Never colour alone. */
  readonly letter: string;
  /** Lengths of line and gap, px; empty for a whole line. */
  readonly dash: readonly number[];
  readonly low: number;
  readonly high: number;
  /** Stretches without a pause in them, each in order of time. */
  readonly runs: readonly TraceRun[];
};

export type TraceRun = { readonly times: Float64Array; readonly values: Float64Array };

export type TracePen = Pen & Pick<CanvasRenderingContext2D, 'stroke' | 'setLineDash'>;

/** Longer than this without a sample is a pause or a seek, over which nothing was dialled. */
const longestGapMs = 2000;

/** Cuts samples, [ms, value] in the order in which they were made, where playback stopped or went back. */
export function runsOf(samples: readonly (readonly [number, number])[]): TraceRun[] {
  const runs: TraceRun[] = [];
  let from = 0;
  for (let at = 1; at <= samples.length; at += 1) {
    const before = samples[at - 1]?.[0] ?? 0;
    const now = samples[at]?.[0];
    if (now !== undefined && now >= before && now - before <= longestGapMs) continue;
    const run = samples.slice(from, at);
    runs.push({
      times: Float64Array.from(run, ([ms]) => ms),
      values: Float64Array.from(run, ([, value]) => value),
    });
    from = at;
  }
  return runs;
}

/** Index of the first time that is not before `ms`. */
function firstFrom(times: Float64Array, ms: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) < ms) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Draws each trace as a line from its lowest value at the bottom to its highest at the top, over a canvas that has been
 * scaled to CSS pixels; its letter stands where it comes into sight, at another height for each. Where many samples
 * share a pixel, the first of them is drawn.
 */
export function drawTraces(
  ctx: TracePen,
  traces: readonly Trace[],
  range: TimelineRange,
  height: number,
  palette: TimelinePalette,
): void {
  ctx.clearRect(0, 0, range.widthPx, height);
  ctx.font = `600 ${Math.round(palette.fontPx * 0.8)}px ${palette.fontFamily}`;
  ctx.textBaseline = 'middle';
  ctx.lineWidth = 2;
  for (const { color, letter, dash, low, high, runs } of traces) {
    const toY = (value: number): number => {
      const share = high > low ? (value - low) / (high - low) : 0.5;
      return clamp(height - 3 - share * (height - 6), 1, height - 1);
    };
    ctx.strokeStyle = color;
    ctx.setLineDash([...dash]);
    ctx.fillStyle = color;
    for (const { times, values } of runs) {
      const first = Math.max(0, firstFrom(times, range.startMs) - 1);
      const end = Math.min(times.length, firstFrom(times, range.endMs) + 1);
      if (end - first < 1 || (times[end - 1] ?? 0) < range.startMs || (times[first] ?? 0) > range.endMs)
        continue;
      ctx.beginPath();
      let lastX = Number.NEGATIVE_INFINITY;
      for (let at = first; at < end; at += 1) {
        const x = range.toX(times[at] ?? 0);
        // The end of a run is always drawn, or a short one would be nothing.
        if (x - lastX < 0.75 && at < end - 1) continue;
        const y = toY(values[at] ?? 0);
        if (lastX === Number.NEGATIVE_INFINITY) ctx.moveTo(x, y);
        else ctx.lineTo(x, y);
        lastX = x;
      }
      ctx.stroke();
      const letterX = Math.max(3, range.toX(times[first] ?? 0) + 3);
      const letterY = toY(values[first] ?? 0);
      ctx.fillText(letter, letterX, clamp(letterY - palette.fontPx * 0.6, palette.fontPx / 2, height - 6));
    }
  }
}
