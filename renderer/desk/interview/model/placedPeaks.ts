import { type Alignment, toInterviewMs, toRecordingMs } from '../../../../shared/time/align.ts';
import type { Peaks, PeaksSlice } from '../../../waveform/types.ts';

export type PlacedPart = {
  readonly peaks: Peaks;
  readonly alignment: Alignment;
  readonly durationMs: number;
};

/**
 * The waveform of an interview on the interview's own clock: its parts, of which a crash or a second recorder may have
 * made several, each where it lies. One channel, each part's first. Where two overlap, the later one is seen.
 */
export function placePeaks(parts: readonly PlacedPart[]): Peaks {
  return {
    channelCount: 1,
    slice(channel, startMs, endMs, pixelCount, into = new Float32Array(2 * pixelCount)): PeaksSlice {
      into.fill(Number.NaN, 0, 2 * pixelCount);
      if (channel !== 0 || pixelCount < 1 || endMs <= startMs) return into;
      const msPerPixel = (endMs - startMs) / pixelCount;
      for (const { peaks, alignment, durationMs } of parts) {
        const fromMs = toInterviewMs(alignment, 0);
        const toMs = toInterviewMs(alignment, durationMs);
        // Whole pixels inside the part: half a pixel of silence at its ends is nothing that can be seen.
        const first = Math.max(0, Math.ceil((fromMs - startMs) / msPerPixel));
        const end = Math.min(pixelCount, Math.floor((toMs - startMs) / msPerPixel));
        if (end <= first) continue;
        const part = peaks.slice(
          0,
          toRecordingMs(alignment, startMs + first * msPerPixel),
          toRecordingMs(alignment, startMs + end * msPerPixel),
          end - first,
        );
        into.set(part.subarray(0, 2 * (end - first)), 2 * first);
      }
      return into;
    },
    // Each part is told by its own progress.
    grow: () => undefined,
    onChange(listener) {
      const ends = parts.map(({ peaks }) => peaks.onChange(listener));
      return () => {
        for (const end of ends) end();
      };
    },
    // They belong to whoever opened them.
    dispose: () => undefined,
  };
}
