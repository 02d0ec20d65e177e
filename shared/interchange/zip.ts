import { Inflate, strFromU8 } from 'fflate';
import { Failure } from '../contract/failure.ts';

export type ZipLimits = { entries: number; inflatedBytes: number };

/** A transcript of a thousand pages has some ten megabytes of XML, and Word writes a dozen entries. */
const usualLimits: ZipLimits = { entries: 2000, inflatedBytes: 64 * 1024 * 1024 };

type Entry = { method: number; checksum: number; packedBytes: number; headerAt: number };

export type ZipContents = { names: string[]; read(name: string): Uint8Array | null };

/**
 * Opens a zip (PKWARE APPNOTE 6.3, without ZIP64, encryption and spanning: no document needs them). Entries are found by
 * the directory at the end, as Word does: reading from the front would see entries that were deleted. Bytes are counted
 * while they come out, over all reads, because the sizes a bomb states are a lie. Throws Failure: FILE_NOT_RECOGNISED,
 * FILE_DAMAGED, FILE_TOO_LARGE.
 */
export function openZip(bytes: Uint8Array, limits: ZipLimits = usualLimits): ZipContents {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = readDirectory(bytes, view, limits);
  let inflatedBytes = 0;

  function count(length: number): void {
    inflatedBytes += length;
    if (inflatedBytes > limits.inflatedBytes) {
      throw new Failure('FILE_TOO_LARGE', { limit: `${Math.round(limits.inflatedBytes / 1024 / 1024)} MB` });
    }
  }

  return {
    names: [...entries.keys()],
    read(name) {
      const entry = entries.get(name);
      if (entry === undefined) return null;
      const packed = packedBytes(bytes, view, entry);
      if (entry.method !== 8 && entry.method !== 0) throw new Failure('FILE_DAMAGED');
      if (entry.method === 0) count(packed.length);
      const content = entry.method === 0 ? packed : inflate(packed, count);
      if (crc32(content) !== entry.checksum) throw new Failure('FILE_DAMAGED');
      return content;
    },
  };
}

const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;
const localHeader = 0x04034b50;

function readDirectory(bytes: Uint8Array, view: DataView, limits: ZipLimits): Map<string, Entry> {
  if (bytes.length < 22 || view.getUint16(0, true) !== 0x4b50) throw new Failure('FILE_NOT_RECOGNISED');
  let end = bytes.length - 22;
  const earliest = Math.max(0, end - 0xffff);
  while (end >= earliest && view.getUint32(end, true) !== endOfDirectory) end -= 1;
  if (end < earliest) throw new Failure('FILE_DAMAGED');
  const count = view.getUint16(end + 10, true);
  if (count > limits.entries) throw new Failure('FILE_TOO_LARGE', { limit: `${limits.entries} parts` });
  const entries = new Map<string, Entry>();
  let at = view.getUint32(end + 16, true);
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > end || view.getUint32(at, true) !== directoryEntry) throw new Failure('FILE_DAMAGED');
    const nameLength = view.getUint16(at + 28, true);
    // Names are UTF-8 or ASCII in every document; others are of no interest here.
    const name = strFromU8(bytes.subarray(at + 46, at + 46 + nameLength));
    entries.set(name, {
      method: view.getUint16(at + 10, true),
      checksum: view.getUint32(at + 16, true),
      packedBytes: view.getUint32(at + 20, true),
      headerAt: view.getUint32(at + 42, true),
    });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

function packedBytes(
  bytes: Uint8Array,
  view: DataView,
  { headerAt, packedBytes: length }: Entry,
): Uint8Array {
  const isThere = headerAt + 30 <= bytes.length && view.getUint32(headerAt, true) === localHeader;
  if (!isThere) throw new Failure('FILE_DAMAGED');
  const start = headerAt + 30 + view.getUint16(headerAt + 26, true) + view.getUint16(headerAt + 28, true);
  if (start + length > bytes.length) throw new Failure('FILE_DAMAGED');
  return bytes.subarray(start, start + length);
}

/** Deflate makes at most 1032 of one byte, so that a step of this size cannot overrun the limit by more than 16 MB. */
const stepBytes = 16 * 1024;

function inflate(packed: Uint8Array, count: (length: number) => void): Uint8Array {
  const chunks: Uint8Array[] = [];
  const stream = new Inflate((chunk) => {
    count(chunk.length);
    chunks.push(chunk);
  });
  try {
    for (let at = 0; at < packed.length || at === 0; at += stepBytes) {
      stream.push(packed.subarray(at, at + stepBytes), at + stepBytes >= packed.length);
    }
  } catch (cause) {
    throw cause instanceof Failure ? cause : new Failure('FILE_DAMAGED', {}, { cause });
  }
  const whole = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest;
});

/** CRC-32 (ISO 3309). The inflater takes damaged bytes for other text, which nobody would notice in a transcript. */
function crc32(bytes: Uint8Array): number {
  let rest = 0xffffffff;
  for (const byte of bytes) rest = (crcTable[(rest ^ byte) & 0xff] ?? 0) ^ (rest >>> 8);
  return (rest ^ 0xffffffff) >>> 0;
}
