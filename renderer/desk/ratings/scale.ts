import type { InstrumentItemRow } from '../../../shared/model/rows.ts';

type Scale = Pick<InstrumentItemRow, 'low' | 'high' | 'step'>;

/** More points than stand in a row beside each other. */
export const pointsAtMost = 21;

/** Without the dust of binary fractions. */
const round = (value: number): number => Math.round(value * 1e6) / 1e6;

/** The values of a scale, from its lowest; of a very long one only the first `pointsAtMost` + 1. */
export function pointsOf({ low, high, step }: Scale): number[] {
  const count = Math.min(Math.floor((high - low) / step + 1e-6), pointsAtMost);
  return Array.from({ length: count + 1 }, (_, place) => round(low + place * step));
}

export function isOnScale({ low, high, step }: Scale, value: number): boolean {
  const steps = (value - low) / step;
  return value >= low && value <= high && Math.abs(steps - Math.round(steps)) < 1e-6;
}

/**
 * What a key makes of an answer: undefined when it is no key of a scale, null when it takes the answer back. Two digits
 * after one another are a two-digit number where the scale has it (`before`: the value that the key before typed, if it
 * was a digit); a point or comma adds a half where it has halves.
 */
export function answerOf(
  scale: Scale,
  value: number | null,
  key: string,
  before: number | null,
): number | null | undefined {
  const points = pointsOf(scale);
  const place = value === null ? -1 : points.indexOf(value);
  switch (key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return value === null ? points[0] : (points[place + 1] ?? value);
    case 'ArrowLeft':
    case 'ArrowUp':
      return value === null ? points.at(-1) : (points[place - 1] ?? value);
    case 'Home':
      return points[0];
    case 'End':
      return points.at(-1);
    case 'Backspace':
    case 'Delete':
      return null;
    case '.':
    case ',': {
      const half = value === null ? null : Math.floor(value) + 0.5;
      return half !== null && isOnScale(scale, half) ? half : (value ?? undefined);
    }
    default: {
      if (!/^[0-9]$/.test(key)) return undefined;
      const two = before === null ? Number.NaN : before * 10 + Number(key);
      return [two, Number(key)].find((typed) => isOnScale(scale, typed)) ?? value ?? undefined;
    }
  }
}

/** In the words of its anchor, if it has one. */
export function anchorOf({ anchors }: Pick<InstrumentItemRow, 'anchors'>, value: number): string | null {
  return anchors.find((anchor) => anchor.value === value)?.label ?? null;
}
