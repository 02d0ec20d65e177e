import type { TimelinePalette } from './palette.ts';
import type { Pen } from './pen.ts';
import type { TimelineRange } from './range.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** Distances between labels that people count in, in milliseconds, and into how many parts each is ticked. */
const steps: readonly (readonly [stepMs: number, parts: number])[] = [
  [10, 10],
  [20, 4],
  [50, 5],
  [100, 10],
  [200, 4],
  [500, 5],
  [second, 10],
  [2 * second, 4],
  [5 * second, 5],
  [10 * second, 10],
  [15 * second, 3],
  [30 * second, 6],
  [minute, 6],
  [2 * minute, 4],
  [5 * minute, 5],
  [10 * minute, 10],
  [15 * minute, 3],
  [30 * minute, 6],
  [hour, 6],
  [2 * hour, 4],
  [6 * hour, 6],
];

export type RulerStep = { readonly labelMs: number; readonly tickMs: number };

/** The finest distance that leaves each label its room. */
export function rulerStep(msPerPixel: number, labelPx: number): RulerStep {
  const [labelMs, parts] = steps.find(([stepMs]) => stepMs / msPerPixel >= labelPx) ?? [24 * hour, 4];
  return { labelMs, tickMs: labelMs / parts };
}

/** `0:07`, `12:30`, `1:02:03`, and as many decimals as the distance between labels needs: `0:07.25`. */
export function rulerLabel(ms: number, labelMs: number): string {
  const whole = Math.floor(ms / second);
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  const twoDigits = (value: number): string => String(value).padStart(2, '0');
  const head = hours > 0 ? `${hours}:${twoDigits(minutes)}` : String(minutes);
  const decimals = labelMs >= second ? 0 : labelMs >= 100 ? 1 : 2;
  const tail =
    decimals === 0
      ? ''
      : `.${String(ms % second)
          .padStart(3, '0')
          .slice(0, decimals)}`;
  return `${head}:${twoDigits(whole % 60)}${tail}`;
}

/** Draws ticks and times over a cleared canvas of `heightPx`; units are CSS pixels. */
export function drawRuler(ctx: Pen, range: TimelineRange, heightPx: number, palette: TimelinePalette): void {
  const fontPx = Math.round(palette.fontPx * 0.74);
  const { labelMs, tickMs } = rulerStep(range.msPerPixel, fontPx * 8);
  ctx.clearRect(0, 0, range.widthPx, heightPx);
  ctx.font = `${fontPx}px ${palette.fontFamily}`;
  ctx.textBaseline = 'middle';
  ctx.fillStyle = palette.line;
  const first = Math.ceil(range.startMs / tickMs);
  for (let index = first; index * tickMs <= range.endMs; index += 1) {
    const isLabelled = (index * tickMs) % labelMs === 0;
    const tall = isLabelled ? heightPx * 0.42 : heightPx * 0.2;
    ctx.fillRect(Math.round(range.toX(index * tickMs)), heightPx - tall, 1, tall);
  }
  ctx.fillStyle = palette.muted;
  const firstLabel = Math.floor(range.startMs / labelMs);
  for (let index = firstLabel; index * labelMs <= range.endMs; index += 1)
    ctx.fillText(
      rulerLabel(index * labelMs, labelMs),
      Math.round(range.toX(index * labelMs)) + 4,
      heightPx * 0.48,
    );
}
