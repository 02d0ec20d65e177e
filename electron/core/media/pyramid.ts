import { foldSamples, SoundFolder } from './fold-sound.ts';
import type { PeaksLevel } from './types.ts';

/** Samples a pair, finest first; each level is four of the one before. */
export const pyramidLevels = [foldSamples, 1024, 4096, 16_384, 65_536] as const;
const fanOut = 4;

/** One level's pairs that are finished but not yet taken, as the file has them: min, max per channel. */
class Level {
  readonly samplesPerPair: number;
  pairCount = 0;
  bytes: Int8Array;
  byteCount = 0;
  /** Children folded into the pair that is under way. */
  folded = 0;
  readonly minima: Int32Array;
  readonly maxima: Int32Array;

  constructor(samplesPerPair: number, channels: number) {
    this.samplesPerPair = samplesPerPair;
    this.bytes = new Int8Array(4096 * channels * 2);
    this.minima = new Int32Array(channels);
    this.maxima = new Int32Array(channels);
    this.reset();
  }

  reset(): void {
    this.folded = 0;
    this.minima.fill(32_767);
    this.maxima.fill(-32_768);
  }

  fold(channel: number, minimum: number, maximum: number): void {
    if (minimum < (this.minima[channel] ?? 0)) this.minima[channel] = minimum;
    if (maximum > (this.maxima[channel] ?? 0)) this.maxima[channel] = maximum;
  }
}

/**
 * Minima and maxima of 16-bit sound at every level at once, each coarser pair folded from four finer ones as they
 * are finished. Nothing is kept but what has not been taken yet, so hours cost no more memory than seconds.
 */
export class Pyramid {
  readonly channels: number;
  readonly #folder: SoundFolder;
  readonly #finest: Level;
  readonly #levels: Level[];
  /** Samples in the finest pair that is under way. */
  #filled = 0;

  constructor(channels: number) {
    this.channels = channels;
    this.#folder = new SoundFolder(channels);
    this.#finest = new Level(foldSamples, channels);
    this.#levels = [this.#finest, ...pyramidLevels.slice(1).map((samples) => new Level(samples, channels))];
  }

  /** Where the sound to be folded is put, one plane a channel. */
  get planes(): readonly Buffer[] {
    return this.#folder.planes;
  }

  /** Folds `sampleCount` samples of every plane, from sample `start` on. */
  accept(start: number, sampleCount: number): void {
    const end = start + sampleCount;
    // Up to the next whole pair by hand, then whole pairs at once, then the rest.
    const head = this.#filled === 0 ? start : Math.min(end, start + foldSamples - this.#filled);
    const blockCount = Math.floor((end - head) / foldSamples);
    const tail = head + blockCount * foldSamples;
    this.#foldSome(start, head);
    this.#foldBlocks(head, blockCount);
    this.#foldSome(tail, end);
  }

  /** Closes the pairs under way, shorter than the others. */
  finish(): void {
    if (this.#filled > 0) this.#close(0);
    for (let index = 1; index < this.#levels.length; index += 1) {
      if ((this.#levels[index]?.folded ?? 0) > 0) this.#close(index);
    }
  }

  counts(): PeaksLevel[] {
    return this.#levels.map(({ samplesPerPair, pairCount }) => ({ samplesPerPair, pairCount }));
  }

  /** Hands over the finished pairs of each level since the last time. The bytes are reused and must not be kept. */
  take(write: (samplesPerPair: number, bytes: Int8Array, pairCount: number) => void): void {
    for (const level of this.#levels) {
      write(level.samplesPerPair, level.bytes.subarray(0, level.byteCount), level.pairCount);
      level.byteCount = 0;
    }
  }

  #samples(channel: number, start: number, count: number): Int16Array {
    const plane = this.planes[channel];
    return plane === undefined
      ? new Int16Array(0)
      : new Int16Array(plane.buffer, plane.byteOffset + start * 2, count);
  }

  #foldSome(start: number, end: number): void {
    if (end === start) return;
    for (let channel = 0; channel < this.channels; channel += 1) {
      for (const sample of this.#samples(channel, start, end - start))
        this.#finest.fold(channel, sample, sample);
    }
    this.#filled += end - start;
    if (this.#filled === foldSamples) this.#close(0);
  }

  #foldBlocks(start: number, blockCount: number): void {
    if (blockCount === 0) return;
    const folded = Array.from({ length: this.channels }, (_, channel) =>
      this.#folder.fold(this.#samples(channel, start, blockCount * foldSamples), blockCount).slice(),
    );
    for (let block = 0; block < blockCount; block += 1) {
      for (let channel = 0; channel < this.channels; channel += 1) {
        const pairs = folded[channel];
        this.#finest.fold(channel, pairs?.[block * 2] ?? 0, pairs?.[block * 2 + 1] ?? 0);
      }
      this.#close(0);
    }
  }

  #close(index: number): void {
    const level = this.#levels[index];
    if (level === undefined) return;
    if (index === 0) this.#filled = 0;
    const parent = this.#levels[index + 1];
    if (level.byteCount + this.channels * 2 > level.bytes.length) {
      const larger = new Int8Array(level.bytes.length * 2);
      larger.set(level.bytes);
      level.bytes = larger;
    }
    for (let channel = 0; channel < this.channels; channel += 1) {
      const minimum = level.minima[channel] ?? 0;
      const maximum = level.maxima[channel] ?? 0;
      level.bytes[level.byteCount] = minimum >> 8;
      level.bytes[level.byteCount + 1] = maximum >> 8;
      level.byteCount += 2;
      parent?.fold(channel, minimum, maximum);
    }
    level.pairCount += 1;
    level.reset();
    if (parent === undefined) return;
    parent.folded += 1;
    if (parent.folded === fanOut) this.#close(index + 1);
  }
}
