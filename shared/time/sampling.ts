import type { Span } from './spans.ts';

/**
 * Numbers from 0 to 1 that a seed determines, the same on every machine: mulberry32 (Ettinger, 2017). For drawing
 * clips, not for secrets.
 */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** An instant every `everyMs` of a recording, neither at its beginning nor at its end. */
export function intervalStops(everyMs: number, durationMs: number): number[] {
  const count = Math.ceil(durationMs / everyMs) - 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => (index + 1) * everyMs);
}

/**
 * `count` clips of `clipMs` drawn at random from a recording, in order, none overlapping: the free time is cut at
 * random into the gaps between them, so that every arrangement is as likely as any other. Fewer when they do not fit.
 */
export function randomClips(clipMs: number, count: number, seed: number, durationMs: number): Span[] {
  const fitting = Math.min(count, Math.floor(durationMs / clipMs));
  const random = seededRandom(seed);
  const free = durationMs - fitting * clipMs;
  const cuts = Array.from({ length: fitting }, () => random() * free).sort((a, b) => a - b);
  return cuts.map((cut, index) => {
    const startMs = Math.floor(cut) + index * clipMs;
    return { startMs, endMs: startMs + clipMs };
  });
}
