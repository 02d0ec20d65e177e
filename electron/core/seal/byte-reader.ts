import { readSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { Failure } from '../../../shared/contract/failure.ts';
import {
  type ChunkCipher,
  chunkBytes,
  largestHeaderBytes,
  openSealedHead,
  plainLength,
  sealedChunkBytes,
} from './age-file.ts';
import { type FilePlace, nameOf } from './place.ts';

/** Bytes at any place of a file, in the clear whether it is sealed or not. */
export interface ByteReader {
  readonly byteCount: number;
  /** Fewer bytes than asked for at the end only. Throws FILE_ALTERED, naming the file. */
  read(position: number, length: number): Promise<Buffer>;
  /** The same on the calling thread, for FFmpeg, which waits for nothing else. The bytes are the caller's until the next call. */
  readNow(position: number, length: number): Buffer;
  close(): Promise<void>;
}

/** Opens a file for reading. Throws the system's errors, and FILE_ALTERED for a sealed one that was changed or cut off. */
export async function openReader(place: FilePlace): Promise<ByteReader> {
  const file = await open(place.path, 'r');
  try {
    return place.key === null ? await PlainReader.of(file) : await SealedReader.of(file, place);
  } catch (thrown) {
    await file.close();
    throw thrown;
  }
}

class PlainReader implements ByteReader {
  readonly byteCount: number;
  readonly #file: FileHandle;

  private constructor(file: FileHandle, byteCount: number) {
    this.#file = file;
    this.byteCount = byteCount;
  }

  static async of(file: FileHandle): Promise<PlainReader> {
    return new PlainReader(file, (await file.stat()).size);
  }

  async read(position: number, length: number): Promise<Buffer> {
    return await readWhole(this.#file, position, Math.min(length, this.byteCount - position));
  }

  readNow(position: number, length: number): Buffer {
    const bytes = Buffer.allocUnsafe(Math.max(0, Math.min(length, this.byteCount - position)));
    return readWholeNow(this.#file.fd, position, bytes);
  }

  async close(): Promise<void> {
    await this.#file.close();
  }
}

class SealedReader implements ByteReader {
  readonly byteCount: number;
  readonly #file: FileHandle;
  readonly #cipher: ChunkCipher;
  readonly #headBytes: number;
  readonly #name: string;
  /** The chunk opened last: readers of headers and indexes come back to it again and again. */
  #kept: Chunk | null = null;
  /** Of `readNow`: new memory for each call costs as much as opening the seal. */
  readonly #room = new Room();

  private constructor(
    file: FileHandle,
    facts: { byteCount: number; headBytes: number; cipher: ChunkCipher; name: string },
  ) {
    this.#file = file;
    this.byteCount = facts.byteCount;
    this.#headBytes = facts.headBytes;
    this.#cipher = facts.cipher;
    this.#name = facts.name;
  }

  /** The last chunk is opened at once: it alone says that nothing was cut off behind it. */
  static async of(file: FileHandle, { path, key }: FilePlace): Promise<SealedReader> {
    const name = nameOf({ path });
    const { size } = await file.stat();
    const start = await readWhole(file, 0, Math.min(size, largestHeaderBytes));
    const head = key === null ? null : await openSealedHead(start, key);
    const byteCount = head === null ? null : plainLength(size - head.headBytes);
    if (head === null || byteCount === null) throw new Failure('FILE_ALTERED', { file: name });
    const reader = new SealedReader(file, { byteCount, ...head, name });
    await reader.read(Math.max(0, byteCount - 1), 1);
    return reader;
  }

  async read(position: number, length: number): Promise<Buffer> {
    const span = this.#sealedSpan(position, length);
    // What is kept may lie where `readNow` opens its next chunk.
    if (span.kept !== null) return Buffer.from(fromKept(span.kept, position, length));
    return this.#open(span, await readWhole(this.#file, span.from, span.length), position, length);
  }

  readNow(position: number, length: number): Buffer {
    const span = this.#sealedSpan(position, length);
    if (span.kept !== null) return fromKept(span.kept, position, length);
    return this.#open(
      span,
      readWholeNow(this.#file.fd, span.from, this.#room.of(span.length)),
      position,
      length,
    );
  }

  /** Which chunks hold the bytes asked for, and where they lie. */
  #sealedSpan(position: number, length: number): Span {
    const end = Math.min(this.byteCount, position + length);
    const first = Math.floor(position / chunkBytes);
    const last = Math.max(first, Math.ceil(end / chunkBytes) - 1);
    const count = last - first + 1;
    const kept = count === 1 && this.#kept?.index === first ? this.#kept : null;
    return {
      first,
      count,
      kept,
      from: this.#headBytes + first * sealedChunkBytes,
      length: count * sealedChunkBytes,
    };
  }

  /** Opens the chunks where they lie, and moves them together. */
  #open({ first, count }: Span, bytes: Buffer, position: number, length: number): Buffer {
    if (position >= this.byteCount && this.byteCount > 0) return Buffer.alloc(0);
    // It may lie in `bytes`.
    this.#kept = null;
    let filled = 0;
    for (let index = first; index < first + count; index += 1) {
      const from = (index - first) * sealedChunkBytes;
      const isLast = (index + 1) * chunkBytes >= this.byteCount;
      const plain = this.#cipher.open(index, isLast, bytes.subarray(from, from + sealedChunkBytes));
      if (plain === null) throw new Failure('FILE_ALTERED', { file: this.#name });
      if (filled < from) bytes.copyWithin(filled, from, from + plain.byteLength);
      this.#kept = { index, plain: bytes.subarray(filled, filled + plain.byteLength) };
      filled += plain.byteLength;
    }
    const start = position - first * chunkBytes;
    return bytes.subarray(start, Math.min(filled, start + length));
  }

  async close(): Promise<void> {
    this.#kept = null;
    await this.#file.close();
  }
}

/** Memory that is used again; it grows to the most that was asked for. */
class Room {
  #bytes = Buffer.alloc(0);

  of(length: number): Buffer {
    if (this.#bytes.byteLength < length) this.#bytes = Buffer.alloc(length);
    return this.#bytes.subarray(0, length);
  }
}

type Chunk = { index: number; plain: Buffer };
type Span = { first: number; count: number; kept: Chunk | null; from: number; length: number };

function fromKept({ index, plain }: Chunk, position: number, length: number): Buffer {
  const from = position - index * chunkBytes;
  return plain.subarray(from, from + length);
}

async function readWhole(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(Math.max(0, length));
  let filled = 0;
  while (filled < bytes.byteLength) {
    const { bytesRead } = await file.read(bytes, filled, bytes.byteLength - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return bytes.subarray(0, filled);
}

/** Fills `bytes` as far as the file goes. */
function readWholeNow(descriptor: number, position: number, bytes: Buffer): Buffer {
  let filled = 0;
  while (filled < bytes.byteLength) {
    const count = readSync(descriptor, bytes, filled, bytes.byteLength - filled, position + filled);
    if (count === 0) break;
    filled += count;
  }
  return bytes.subarray(0, filled);
}
