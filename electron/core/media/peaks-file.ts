import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import type { SealKey } from '../seal/age-file.ts';
import { createWriter } from '../seal/byte-writer.ts';
import { checksum } from '../seal/pieces.ts';
import { type FilePlace, sealedSuffix } from '../seal/place.ts';
import { peaksSummary } from './protocol.ts';
import { pyramidLevels } from './pyramid.ts';
import type { PeaksLevel, PeaksSummary } from './types.ts';

/** BBC audiowaveform `.dat`, version 2: six little-endian 32-bit fields, then min, max per channel and pair. */
export const peaksHeaderBytes = 24;
const isEightBit = 1;

/** Written last and in one step: a folder without it holds peaks under way, or of a worker that died. */
export const peaksSummaryName = 'summary.json';

/**
 * The summary as it lies there: peaks of a file that has since been replaced are not its peaks, and levels that do not
 * have their SHA-256 (in hex, in the order of the levels) are not what was written.
 */
export const storedSummary = peaksSummary.extend({
  playedByteCount: z.int(),
  checksums: z.array(z.string()),
});
type StoredSummary = z.infer<typeof storedSummary>;

export type PeaksShape = { sampleRate: number; channels: number };

export function peaksHeader(shape: PeaksShape & { samplesPerPair: number; pairCount: number }): Buffer {
  const header = Buffer.alloc(peaksHeaderBytes);
  header.writeInt32LE(2, 0);
  header.writeUInt32LE(isEightBit, 4);
  header.writeInt32LE(shape.sampleRate, 8);
  header.writeInt32LE(shape.samplesPerPair, 12);
  header.writeUInt32LE(shape.pairCount, 16);
  header.writeInt32LE(shape.channels, 20);
  return header;
}

/** The files of one pyramid, growing. A reader that trusts a file's header never sees half a pair. */
export interface PeaksFiles {
  /** `pairCount` counts all pairs, these included. */
  append(samplesPerPair: number, bytes: Int8Array, pairCount: number): void;
  /** Makes what was appended readable, all of it at the end; answers what is. */
  flush(isLast: boolean): Promise<PeaksLevel[]>;
  close(): void;
}

/** Makes the folder when it is not there, and empty files in it. */
export async function createPeaksFiles(folder: FilePlace, shape: PeaksShape): Promise<PeaksFiles> {
  await mkdir(folder.path, { recursive: true });
  return folder.key === null
    ? new PlainPeaksFiles(folder.path, shape)
    : new SealedPeaksFiles(folder.path, folder.key, shape);
}

/** Data is only ever appended, and after each append the header's length is brought up to it. */
class PlainPeaksFiles implements PeaksFiles {
  readonly #files = new Map<number, { descriptor: number; position: number; pairCount: number }>();
  readonly #shape: PeaksShape;

  constructor(folder: string, shape: PeaksShape) {
    this.#shape = shape;
    for (const samplesPerPair of pyramidLevels) {
      const descriptor = openSync(join(folder, `${samplesPerPair}.dat`), 'w');
      this.#files.set(samplesPerPair, { descriptor, position: peaksHeaderBytes, pairCount: 0 });
      this.append(samplesPerPair, new Int8Array(0), 0);
    }
  }

  append(samplesPerPair: number, bytes: Int8Array, pairCount: number): void {
    const file = this.#files.get(samplesPerPair);
    if (file === undefined) return;
    for (let written = 0; written < bytes.length; ) {
      const count = writeSync(file.descriptor, bytes, written, bytes.length - written, file.position);
      written += count;
      file.position += count;
    }
    file.pairCount = pairCount;
    const header = peaksHeader({ ...this.#shape, samplesPerPair, pairCount });
    writeSync(file.descriptor, header, 0, peaksHeaderBytes, 0);
  }

  async flush(isLast: boolean): Promise<PeaksLevel[]> {
    // The summary, which says that they are whole, is synced after them.
    if (isLast) for (const { descriptor } of this.#files.values()) fsyncSync(descriptor);
    return [...this.#files].map(([samplesPerPair, { pairCount }]) => ({ samplesPerPair, pairCount }));
  }

  close(): void {
    for (const { descriptor } of this.#files.values()) closeSync(descriptor);
  }
}

/** A sealed file is written anew when it has grown by this much: all the writing together is then five times the end's. */
const growth = 1.25;

/**
 * A sealed chunk cannot be added to, so the pyramid, ten megabytes for three hours, is kept in memory while it grows and
 * its files are written anew now and then.
 */
class SealedPeaksFiles implements PeaksFiles {
  readonly #folder: string;
  readonly #key: SealKey;
  readonly #shape: PeaksShape;
  readonly #levels = new Map<number, { bytes: Buffer; byteCount: number; pairCount: number }>();
  #written: PeaksLevel[] = [];

  constructor(folder: string, key: SealKey, shape: PeaksShape) {
    this.#folder = folder;
    this.#key = key;
    this.#shape = shape;
    for (const samplesPerPair of pyramidLevels)
      this.#levels.set(samplesPerPair, { bytes: Buffer.alloc(4096), byteCount: 0, pairCount: 0 });
  }

  append(samplesPerPair: number, bytes: Int8Array, pairCount: number): void {
    const level = this.#levels.get(samplesPerPair);
    if (level === undefined) return;
    const byteCount = level.byteCount + bytes.length;
    if (byteCount > level.bytes.length) {
      const larger = Buffer.alloc(Math.max(byteCount, level.bytes.length * 2));
      level.bytes.copy(larger, 0, 0, level.byteCount);
      level.bytes = larger;
    }
    level.bytes.set(bytes, level.byteCount);
    level.byteCount = byteCount;
    level.pairCount = pairCount;
  }

  async flush(isLast: boolean): Promise<PeaksLevel[]> {
    const finest = this.#levels.get(pyramidLevels[0])?.pairCount ?? 0;
    if (!isLast && finest < (this.#written[0]?.pairCount ?? 0) * growth) return this.#written;
    const written: PeaksLevel[] = [];
    for (const [samplesPerPair, { bytes, byteCount, pairCount }] of this.#levels) {
      const header = peaksHeader({ ...this.#shape, samplesPerPair, pairCount });
      const contents = [header, bytes.subarray(0, byteCount)];
      await replaceFile(this.#folder, `${samplesPerPair}.dat`, this.#key, contents);
      written.push({ samplesPerPair, pairCount });
    }
    this.#written = written;
    return written;
  }

  close(): void {
    this.#levels.clear();
  }
}

async function replaceFile(
  folder: string,
  name: string,
  key: SealKey | null,
  contents: readonly Uint8Array[],
): Promise<void> {
  const path = join(folder, key === null ? name : name + sealedSuffix);
  const writer = await createWriter({ path: `${path}.part`, key }, 'w');
  try {
    for (const bytes of contents) await writer.write(bytes);
    await writer.finish();
  } catch (thrown) {
    await writer.abandon();
    throw thrown;
  }
  await rename(`${path}.part`, path);
}

/** Marks the peaks in this folder as complete, with the checksums by which they are known to be what was written. */
export async function writePeaksSummary(
  folder: FilePlace,
  summary: PeaksSummary & { playedByteCount: number },
): Promise<void> {
  await mkdir(folder.path, { recursive: true });
  const checksums: string[] = [];
  for (const { samplesPerPair } of summary.levels)
    checksums.push(await checksum(levelPlace(folder, samplesPerPair)));
  const stored: StoredSummary = { ...summary, checksums };
  await replaceFile(folder.path, peaksSummaryName, folder.key, [Buffer.from(JSON.stringify(stored))]);
}

function levelPlace({ path, key }: FilePlace, samplesPerPair: number): FilePlace {
  const level = join(path, `${samplesPerPair}.dat`);
  return { path: key === null ? level : level + sealedSuffix, key };
}
