import type { Unsubscribe } from '../timeline/emitter.ts';

/** One level of the pyramid: how many samples a pair of minimum and maximum covers, and how many pairs are written. */
export type PeaksLevel = { readonly samplesPerPair: number; readonly pairCount: number };

export type PeaksOptions = {
  /** Address of a level's `.dat` file; must answer byte ranges. */
  readonly url: (samplesPerPair: number) => string;
  readonly sampleRate: number;
  readonly channelCount: number;
  /** As known now; may grow, in number of pairs and in levels. */
  readonly levels: readonly PeaksLevel[];
  readonly isComplete: boolean;
  /** The page's own `fetch`, or a test's. */
  readonly fetch: typeof fetch;
};

/** Minimum and maximum of each pixel, interleaved: `[min0, max0, min1, max1, …]`, −1 to 1. `NaN` where nothing is known yet. */
export type PeaksSlice = Float32Array;

/** The peaks of one recording, as far as they are loaded; never blocks. */
export interface Peaks {
  readonly channelCount: number;
  /**
   * Fills `into` (2 × pixelCount values) from the best level at hand and asks for better ones, which are announced
   * by `onChange`. Pixel `i` covers `startMs + i × span / pixelCount` up to the next.
   */
  slice(channel: number, startMs: number, endMs: number, pixelCount: number, into?: PeaksSlice): PeaksSlice;
  /** Told by progress events while the files grow. */
  grow(progress: { readonly levels: readonly PeaksLevel[]; readonly isComplete: boolean }): void;
  /** Finer or newer peaks have arrived: draw again. */
  onChange(listener: () => void): Unsubscribe;
  dispose(): void;
}
