import { mkdir, open, readdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Failure } from '../../../shared/contract/failure.ts';
import type { SealKey } from './age-file.ts';
import { type ByteReader, openReader } from './byte-reader.ts';
import { createWriter } from './byte-writer.ts';
import { nameOf, sealedSuffix } from './place.ts';

/**
 * A sealed file that grows and must be whole on the disk after each addition. A chunk of the age format cannot be added
 * to once it is sealed, so the file is a folder of slices, each an age file of its own: `OFFSET-LENGTH.age`.
 */
const sliceName = /^(\d{12})-(\d{1,9})\.age$/;

type Slice = { path: string; offset: number; length: number };

async function slicesIn(folder: string): Promise<Slice[]> {
  const slices: Slice[] = [];
  for (const name of (await readdir(folder)).sort()) {
    const [, offset, length] = sliceName.exec(name) ?? [];
    if (offset !== undefined)
      slices.push({ path: join(folder, name), offset: Number(offset), length: Number(length) });
  }
  return slices;
}

function lengthOf(slices: readonly Slice[]): number {
  const last = slices.at(-1);
  return last === undefined ? 0 : last.offset + last.length;
}

/** Plain bytes in the folder. Throws the system's errors. */
export async function slicedLength(folder: string): Promise<number> {
  return lengthOf(await slicesIn(folder));
}

/** Adds a slice at the end, whole or not at all, and synced. Throws the system's errors. */
export async function appendSlice(
  folder: string,
  key: SealKey,
  offset: number,
  bytes: Uint8Array,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const target = join(folder, `${String(offset).padStart(12, '0')}-${bytes.byteLength}${sealedSuffix}`);
  const writer = await createWriter({ path: `${target}.part`, key }, 'w');
  try {
    await writer.write(bytes);
    await writer.finish();
  } catch (thrown) {
    await writer.abandon();
    throw thrown;
  }
  await rename(`${target}.part`, target);
  await syncFolder(dirname(target));
}

/** A name is on the disk only when its folder is; Windows cannot sync one and does not need to. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Reads the slices as the one file they are. Throws FILE_ALTERED where one is missing or not as long as it says. */
export async function openSlices(folder: string, key: SealKey): Promise<ByteReader> {
  const slices = await slicesIn(folder);
  const altered = new Failure('FILE_ALTERED', { file: nameOf({ path: folder }) });
  let end = 0;
  for (const slice of slices) {
    if (slice.offset !== end) throw altered;
    end += slice.length;
  }
  const byteCount = lengthOf(slices);
  let kept: { slice: Slice; bytes: Buffer } | null = null;
  const bytesOf = async (slice: Slice): Promise<Buffer> => {
    if (kept?.slice === slice) return kept.bytes;
    const reader = await openReader({ path: slice.path, key });
    try {
      if (reader.byteCount !== slice.length) throw altered;
      kept = { slice, bytes: await reader.read(0, slice.length) };
      return kept.bytes;
    } finally {
      await reader.close();
    }
  };
  return {
    byteCount,
    async read(position, length) {
      const to = Math.min(byteCount, position + length);
      const parts: Buffer[] = [];
      for (const slice of slices) {
        if (slice.offset + slice.length <= position || slice.offset >= to) continue;
        const bytes = await bytesOf(slice);
        parts.push(bytes.subarray(Math.max(0, position - slice.offset), to - slice.offset));
      }
      return Buffer.concat(parts);
    },
    readNow() {
      // Opening a slice's head cannot be done on the spot; what grows is made into one file before FFmpeg sees it.
      throw new Failure('INTERNAL');
    },
    async close() {
      kept = null;
    },
  };
}
