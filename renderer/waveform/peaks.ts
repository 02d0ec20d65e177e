import { Emitter } from '../timeline/emitter.ts';
import { Level } from './level.ts';
import type { Peaks, PeaksLevel, PeaksOptions, PeaksSlice } from './types.ts';

/** Opens the peaks of a recording, whole or still growing. Small levels begin to load at once. */
export function openPeaks(options: PeaksOptions): Peaks {
  const { sampleRate, channelCount } = options;
  const changes = new Emitter<{ change: undefined }>();
  /** Finest first. */
  const levels: Level[] = [];

  const grow = (progress: { readonly levels: readonly PeaksLevel[]; readonly isComplete: boolean }): void => {
    for (const { samplesPerPair, pairCount } of progress.levels) {
      let level = levels.find((known) => known.samplesPerPair === samplesPerPair);
      if (level === undefined) {
        level = new Level({
          url: options.url(samplesPerPair),
          samplesPerPair,
          channelCount,
          fetch: options.fetch,
          onLoaded: () => changes.emit('change', undefined),
        });
        levels.push(level);
        levels.sort((one, other) => one.samplesPerPair - other.samplesPerPair);
      }
      level.grow(pairCount, progress.isComplete);
    }
    for (const level of levels.toReversed()) level.ensureIfSmall();
    changes.emit('change', undefined);
  };
  grow(options);

  return {
    channelCount,
    grow,
    slice(channel, startMs, endMs, pixelCount, into = new Float32Array(2 * pixelCount)): PeaksSlice {
      into.fill(Number.NaN, 0, 2 * pixelCount);
      if (channel < 0 || channel >= channelCount || pixelCount < 1) return into;
      const firstSample = (startMs / 1000) * sampleRate;
      const samplesPerPixel = (((endMs - startMs) / 1000) * sampleRate) / pixelCount;
      const best = bestLevel(levels, samplesPerPixel);
      levels[best]?.ensure(
        Math.floor(firstSample / (levels[best]?.samplesPerPair ?? 1)),
        Math.ceil((firstSample + samplesPerPixel * pixelCount) / (levels[best]?.samplesPerPair ?? 1)),
      );
      // What the best level does not hold yet is filled from coarser ones, and at last from the next finer.
      for (let step = 0; step <= levels.length - best; step += 1) {
        const level = levels[step === levels.length - best ? best - 1 : best + step];
        if (level === undefined) continue;
        const { samplesPerPair } = level;
        if (
          level.fill(
            into,
            channel,
            firstSample / samplesPerPair,
            samplesPerPixel / samplesPerPair,
            pixelCount,
          )
        )
          break;
      }
      return into;
    },
    onChange: (listener) => changes.on('change', listener),
    dispose(): void {
      changes.clear();
      for (const level of levels) level.dispose();
    },
  };
}

/** The coarsest level that still has a pair for every pixel; the finest when none has. */
function bestLevel(levels: readonly Level[], samplesPerPixel: number): number {
  const index = levels.findLastIndex((level) => level.samplesPerPair <= samplesPerPixel);
  return Math.max(0, index);
}
