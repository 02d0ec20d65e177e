import type { PeaksSlice } from './types.ts';

/** Speech fills a third of full scale; this much is the most that a quiet recording is drawn louder than it is. */
const gainAtMost = 6;
/** The loudest instants may be clipped, so that one door slammed does not flatten an hour of talk. */
const clippedPart = 0.002;

/** The gain with which all but the loudest pixels of a slice fit; never below 1. */
export function gainFor(slice: PeaksSlice): number {
  const loudness = slice
    .filter((value) => !Number.isNaN(value))
    .map(Math.abs)
    .sort();
  const loudest = loudness[Math.floor((loudness.length - 1) * (1 - clippedPart))] ?? 0;
  return loudest === 0 ? 1 : Math.min(gainAtMost, Math.max(1, 0.96 / loudest));
}
