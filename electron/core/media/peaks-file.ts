import { closeSync, openSync, writeSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pyramidLevels } from './pyramid.ts';
import type { PeaksSummary } from './types.ts';

/** BBC audiowaveform `.dat`, version 2: six little-endian 32-bit fields, then min, max per channel and pair. */
export const peaksHeaderBytes = 24;
const isEightBit = 1;

/** Written last and in one step: a folder without it holds peaks under way, or of a worker that died. */
export const peaksSummaryName = 'summary.json';

export function peaksHeader(shape: {
  sampleRate: number;
  samplesPerPair: number;
  pairCount: number;
  channels: number;
}): Buffer {
  const header = Buffer.alloc(peaksHeaderBytes);
  header.writeInt32LE(2, 0);
  header.writeUInt32LE(isEightBit, 4);
  header.writeInt32LE(shape.sampleRate, 8);
  header.writeInt32LE(shape.samplesPerPair, 12);
  header.writeUInt32LE(shape.pairCount, 16);
  header.writeInt32LE(shape.channels, 20);
  return header;
}

/**
 * The files of one pyramid, growing: data is only ever appended, and after each append the header's length is
 * brought up to it, so a reader that trusts the header never sees half a pair.
 */
export class PeaksFiles implements Disposable {
  readonly #files = new Map<number, { descriptor: number; position: number }>();
  readonly #sampleRate: number;
  readonly #channels: number;

  private constructor(folder: string, sampleRate: number, channels: number) {
    this.#sampleRate = sampleRate;
    this.#channels = channels;
    for (const samplesPerPair of pyramidLevels) {
      const descriptor = openSync(join(folder, `${samplesPerPair}.dat`), 'w');
      this.#files.set(samplesPerPair, { descriptor, position: peaksHeaderBytes });
      this.append(samplesPerPair, new Int8Array(0), 0);
    }
  }

  /** Makes the folder when it is not there, and empty files in it. */
  static async create(folder: string, sampleRate: number, channels: number): Promise<PeaksFiles> {
    await mkdir(folder, { recursive: true });
    return new PeaksFiles(folder, sampleRate, channels);
  }

  /** `pairCount` counts all pairs, these included. */
  append(samplesPerPair: number, bytes: Int8Array, pairCount: number): void {
    const file = this.#files.get(samplesPerPair);
    if (file === undefined) return;
    for (let written = 0; written < bytes.length; ) {
      const count = writeSync(file.descriptor, bytes, written, bytes.length - written, file.position);
      written += count;
      file.position += count;
    }
    const shape = { sampleRate: this.#sampleRate, channels: this.#channels, samplesPerPair, pairCount };
    writeSync(file.descriptor, peaksHeader(shape), 0, peaksHeaderBytes, 0);
  }

  [Symbol.dispose](): void {
    for (const { descriptor } of this.#files.values()) closeSync(descriptor);
  }
}

/** Marks the peaks in this folder as complete. */
export async function writePeaksSummary(
  folder: string,
  summary: PeaksSummary & { playedByteCount: number },
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, peaksSummaryName);
  await writeFile(`${path}.part`, JSON.stringify(summary), { flush: true });
  await rename(`${path}.part`, path);
}
